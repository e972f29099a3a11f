"""The whole of `package.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.packages.manifest.handlers import read_handlers
from cauce.packages.manifest.parts import (
    read_documents,
    read_messages,
    read_phases,
    read_roles,
    read_settings,
    read_texts,
)
from cauce.packages.manifest.table import parse_toml
from cauce.packages.model import Package, Text

if TYPE_CHECKING:
    from cauce.packages.errors import Problems
    from cauce.packages.manifest.table import Table
    from cauce.packages.model import Files

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_PREFIX: Final = re.compile(r"[A-Z]{2,6}", re.ASCII)


def read_manifest(
    source: bytes,
    folder: str,
    files: Files,
    translations: Mapping[str, Mapping[str, str]],
    problems: Problems,
) -> Package:
    """Read `package.toml`; what is wrong is noted, and the package stands without it."""
    table = parse_toml(source, problems, translations.get("en", {}))
    templates = frozenset(file.path.removeprefix("documents/") for file in files.documents)
    documents = read_documents(table.table("documents"), templates)
    calendars = _calendars(table.table("calendars"))
    package = Package(
        name=_name(table, folder),
        title=table.text("title", required=True) or Text(es=folder),
        description=table.text("description"),
        source=table.string("source"),
        case_prefix=_prefix(table),
        calendar=_calendar(table, calendars),
        files=files,
        handlers=read_handlers(table.table("handlers")),
        settings=read_settings(table.table("settings")),
        documents=documents,
        phases=read_phases(table, documents),
        roles=read_roles(table),
        texts=read_texts(table.table("texts")),
        messages=read_messages(table.table("messages")),
        calendars=calendars,
        translations=translations,
    )
    table.close()
    return package


def _name(table: Table, folder: str) -> str:
    name = table.string("name", required=True)
    if name is not None and (name != folder or not _NAME.fullmatch(name)):
        expected = f"the folder's name ({folder}), of small letters, digits and _"
        table.problems.add("name", expected, name)
    return folder


def _prefix(table: Table) -> str | None:
    prefix = table.string("case_prefix")
    if prefix is not None and not _PREFIX.fullmatch(prefix):
        table.problems.add("case_prefix", "two to six capital letters", prefix)
    return prefix


def _calendars(table: Table) -> Mapping[str, Mapping[str, object]]:
    return MappingProxyType(
        {name: MappingProxyType(dict(inner.values)) for name, inner in table.tables()}
    )


def _calendar(table: Table, calendars: Mapping[str, Mapping[str, object]]) -> str | None:
    name = table.string("calendar")
    if name is not None and name not in calendars:
        table.problems.add("calendar", "a key of [calendars]", name)
    return name
