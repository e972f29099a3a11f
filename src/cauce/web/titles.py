"""Tasks and documents with the names of roles and documents in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cauce.documents.selectors import DocumentView
from cauce.runtime.selectors import OpenTask


def with_roles(task: OpenTask, titles: Mapping[str, str]) -> OpenTask:
    """Give a task to be shown: its roles as the reader calls them."""
    return replace(task, roles=tuple(titles.get(role, role) for role in task.roles))


def with_name(document: DocumentView, titles: Mapping[str, str]) -> DocumentView:
    """Give a document to be shown: its name as the reader calls it."""
    return replace(document, name=titles.get(document.name, document.name))
