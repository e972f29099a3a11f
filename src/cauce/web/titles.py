"""Tasks, people and documents with the names of roles and documents in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from cauce.documents.selectors import DocumentView
from cauce.people.selectors import Member
from cauce.runtime.selectors import OpenTask

Holder = TypeVar("Holder", OpenTask, Member)


def with_roles(holder: Holder, titles: Mapping[str, str]) -> Holder:
    """Give a task or person to be shown: the roles as the reader calls them."""
    return replace(holder, roles=tuple(titles.get(role, role) for role in holder.roles))


def with_name(document: DocumentView, titles: Mapping[str, str]) -> DocumentView:
    """Give a document to be shown: its name as the reader calls it."""
    return replace(document, name=titles.get(document.name, document.name))
