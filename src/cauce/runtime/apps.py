"""The Django app of the runtime."""

from __future__ import annotations

from django.apps import AppConfig


class RuntimeConfig(AppConfig):
    """Holds the tables of cases; the rules are in `cauce.engine`."""

    name = "cauce.runtime"
    label = "runtime"
