"""The pages as an app of Django's."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files, tags, and one table."""

    name = "cauce.web"
    label = "cauce_web"
