"""What was sent that the form does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cauce.forms.checking.section import Section
    from cauce.forms.fields import Field

Tree: TypeAlias = dict[str, "Tree"]


def unknown_fields(section: Section) -> Iterator[tuple[str, str]]:
    """The place and the message key of each entry that belongs to no field."""
    tree: Tree = {}
    for field in section.fields:
        branch = tree
        for name in field.path:
            branch = branch.setdefault(name, {})
    return _strangers(section.data, tree, section, ())


def strangers(row: Mapping[str, object], fields: tuple[Field, ...]) -> dict[str, object]:
    """The entries of a row that belong to none of its fields."""
    known = {field.path[0] for field in fields if field.path}
    return {name: value for name, value in row.items() if name not in known}


def _strangers(
    data: Mapping[str, object], tree: Tree, section: Section, path: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        here = (*path, str(name))
        branch = tree.get(name)
        if branch is None:
            yield section.place(here), "unknown_field"
        elif branch and isinstance(value, Mapping):
            yield from _strangers(value, branch, section, here)
        elif branch and value is not None:
            yield section.place(here), "needs_group"
