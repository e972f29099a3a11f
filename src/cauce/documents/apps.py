"""The Django app of documents."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Holds documents and their versions."""

    name = "cauce.documents"
    label = "documents"
