"""Whether a trace holds: no statement lost, no target missing, no element unexplained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from cauce.packages.elements import EXPLAINED
from cauce.packages.errors import PackageProblem, Problems
from cauce.packages.folder import TRACE
from cauce.packages.trace.read import load_trace
from cauce.packages.trace.targets import drawn_elements, targets_of

if TYPE_CHECKING:
    from cauce.packages.model import Package
    from cauce.packages.trace.model import Trace


def check_trace(
    package: Package, statements: Mapping[str, str] | None = None
) -> list[PackageProblem]:
    """What is wrong with a package's trace; nothing when it holds.

    `statements` are those of the source, text by id; without them their completeness is not
    checked. Raises PackageError where `trace.toml` cannot be read.
    """
    trace = load_trace(package)
    found: list[PackageProblem] = []
    file = package.files.trace
    problems = Problems(TRACE, found, None if file is None else file.source)
    if statements is not None:
        _check_statements(trace, statements, problems)
    existing = targets_of(package, found)
    for statement in trace.statements:
        for target in statement.carried_by:
            if target not in existing:
                key = f"statements[{statement.id}].carried_by"
                problems.note(key, "a target that exists", str(target))
    _check_elements(package, trace, problems)
    return found


def _check_statements(trace: Trace, statements: Mapping[str, str], problems: Problems) -> None:
    traced = {statement.id: statement.text for statement in trace.statements}
    for identifier in sorted(statements.keys() - traced.keys()):
        problems.note(
            f"statements[{identifier}]", f"an entry for {statements[identifier]!r}", "none"
        )
    for identifier, text in traced.items():
        expected = statements.get(identifier)
        if expected is None:
            problems.add(f"statements[{identifier}]", "a statement of the source", text)
        elif expected != text:
            problems.add(f"statements[{identifier}].text", repr(expected), text)


def _check_elements(package: Package, trace: Trace, problems: Problems) -> None:
    carried = {
        target.name
        for statement in trace.statements
        for target in statement.carried_by
        if target.kind == "element"
    }
    drawn = drawn_elements(package)
    identifiers = {element.id for element in drawn}
    completed: set[str] = set()
    for pattern in trace.completion:
        matching = set(_matching(pattern, identifiers))
        completed |= matching
        if not matching:
            problems.note(f"completion.{pattern}", "the id of an element drawn", "none such")
        for identifier in sorted(matching & carried):
            came = f"{identifier}, which a statement carries"
            problems.note(f"completion.{pattern}", "elements that no statement asks for", came)
    for element in drawn:
        if element.tag in EXPLAINED and element.id not in carried | completed:
            Problems(element.file, problems.found).note(
                element.id, f"a statement or a completion of {TRACE} that names it", "neither"
            )


def _matching(pattern: str, identifiers: set[str]) -> Iterator[str]:
    if "*" not in pattern:
        return iter({pattern} & identifiers)
    return (identifier for identifier in identifiers if fnmatchcase(identifier, pattern))
