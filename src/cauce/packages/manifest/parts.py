"""Settings, documents, phases, roles, texts, messages: the parts that are names and words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from cauce.feel import normalize
from cauce.packages.model import DocumentType, Guidance, Phase, Role, Setting, Text
from cauce.packages.types import EXPECTED, ValueType, parse_type

if TYPE_CHECKING:
    from cauce.packages.manifest.table import Table


def read_settings(table: Table) -> Mapping[str, Setting]:
    """`[settings.KEY]`"""
    return MappingProxyType({key: _setting(key, inner) for key, inner in table.tables()})


def read_documents(table: Table, templates: frozenset[str]) -> Mapping[str, DocumentType]:
    """`[documents.KEY]`; `templates` are the names of the files there are."""
    documents: dict[str, DocumentType] = {}
    for key, inner in table.tables():
        template = inner.string("template")
        if template is not None and template not in templates:
            inner.problems.add(inner.key("template"), "the name of a file of documents/", template)
        documents[key] = DocumentType(
            key=key,
            code=inner.string("code") or key,
            name=_named(inner, "name"),
            template=template,
        )
        inner.close()
    return MappingProxyType(documents)


def read_phases(table: Table, documents: Mapping[str, DocumentType]) -> tuple[Phase, ...]:
    """`[[phases]]`, numbered in order."""
    phases: list[Phase] = []
    for place, inner in enumerate(table.array("phases"), start=1):
        number, document = inner.integer("number"), inner.string("document")
        if number is not None and number != place:
            inner.problems.add(inner.key("number"), f"{place}, as phases stand in order", number)
        if document is not None and document not in documents:
            inner.problems.add(inner.key("document"), "a key of [documents]", document)
        phases.append(
            Phase(
                number=place,
                name=_named(inner, "name"),
                objective=inner.text("objective"),
                document=document,
            )
        )
        inner.close()
    return tuple(phases)


def read_roles(table: Table) -> Mapping[str, Role]:
    """`[[roles]]`, by name."""
    roles: dict[str, Role] = {}
    supervisors: list[tuple[str, str]] = []
    for inner in table.array("roles"):
        title = _named(inner, "name")
        if title.es in roles:
            inner.problems.add(inner.key("name"), "a name that no other role has", title.es)
        role = Role(
            name=title.es,
            title=title,
            description=inner.text("description"),
            supervisor=inner.string("supervisor"),
            single=inner.boolean("single"),
        )
        inner.close()
        roles[role.name] = role
        if role.supervisor is not None:
            supervisors.append((inner.key("supervisor"), role.supervisor))
    for key, name in supervisors:
        if name not in roles:
            table.problems.add(key, "the name of another role", name)
    return MappingProxyType(roles)


def read_texts(table: Table) -> Mapping[str, Guidance]:
    """`[texts.KEY]`"""
    texts: dict[str, Guidance] = {}
    for key, inner in table.tables():
        texts[key] = Guidance(
            key=key,
            text=_named(inner, "text"),
            element=inner.string("element"),
            link=inner.string("link"),
        )
        inner.close()
    return MappingProxyType(texts)


def read_messages(table: Table) -> Mapping[str, Text]:
    """`[messages]`: the title of each message and signal, by its name."""
    return MappingProxyType({name: _named(table, name) for name in table.values})


def _setting(key: str, table: Table) -> Setting:
    declared = table.string("type") or "string"
    kind = parse_type(declared)
    if kind is None:
        table.problems.add(table.key("type"), EXPECTED, declared)
    value = normalize(table.raw("value"))
    if kind is not None and value is not None and not kind.takes(value):
        table.problems.add(table.key("value"), f"a value of type {kind}", table.raw("value"))
    setting = Setting(
        key=key,
        title=_named(table, "title"),
        help=table.text("help"),
        type=kind or ValueType(name="any"),
        value=value,
        is_defined="value" in table.values,
    )
    table.close()
    return setting


def _named(table: Table, key: str) -> Text:
    return table.text(key, required=True) or Text(es="")
