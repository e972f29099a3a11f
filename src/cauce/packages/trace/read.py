"""Reading `trace.toml`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.packages.errors import PackageError, PackageProblem, Problems
from cauce.packages.folder import TRACE
from cauce.packages.manifest.table import Table, parse_toml
from cauce.packages.trace.model import Statement, Target, Trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.packages.model import Package

KINDS: Final = (
    "element", "decision", "rule", "form", "field", "text", "setting", "document", "role",
    "phase", "handler", "calendar",
)  # fmt: skip
_EXPECTED: Final = f"KIND:NAME with one of the kinds {', '.join(KINDS)}"


def load_trace(package: Package) -> Trace:
    """Read a package's trace. Raises PackageError with everything that is wrong in its form."""
    found: list[PackageProblem] = []
    if package.files.trace is None:
        Problems(TRACE, found).note("", "a file beside package.toml", "none")
        raise PackageError(*found)
    source = package.files.trace.source
    table = parse_toml(source, Problems(TRACE, found, source))
    trace = Trace(statements=_statements(table), completion=_completion(table.table("completion")))
    table.close()
    if found:
        raise PackageError(*found)
    return trace


def _statements(table: Table) -> tuple[Statement, ...]:
    statements: list[Statement] = []
    seen: set[str] = set()
    for inner in table.array("statements"):
        statement = _statement(inner)
        if statement.id in seen:
            inner.problems.add(inner.key("id"), "an id that no other has", statement.id)
        seen.add(statement.id)
        statements.append(statement)
    return tuple(statements)


def _statement(table: Table) -> Statement:
    identifier = table.string("id", required=True) or ""
    table.path = f"statements[{identifier}]" if identifier else table.path
    text = table.string("text", required=True) or ""
    noise = table.string("noise")
    targets = _targets(table)
    if bool(targets) == (noise is not None):
        came = "both" if targets else "neither"
        table.problems.note(table.path, "either carried_by or noise", came)
    table.close()
    return Statement(id=identifier, text=text, carried_by=targets, noise=noise)


def _targets(table: Table) -> tuple[Target, ...]:
    written = table.raw("carried_by")
    if written is None:
        return ()
    if not isinstance(written, list):
        table.problems.add(table.key("carried_by"), "a list of targets", written)
        return ()
    targets: list[Target] = []
    for index, entry in enumerate(written):
        kind, _, name = entry.partition(":") if isinstance(entry, str) else ("", "", "")
        if kind in KINDS and name:
            targets.append(Target(kind=kind, name=name))
        else:
            table.problems.add(f"{table.key('carried_by')}[{index}]", _EXPECTED, entry)
    return tuple(targets)


def _completion(table: Table) -> Mapping[str, str]:
    reasons = {key: table.string(key, required=True) or "" for key in table.values}
    return MappingProxyType(reasons)
