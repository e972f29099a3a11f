"""Names that are found by indexes, which hold no more than so many characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cauce.bpmn.model import Model
from cauce.engine.expressions import LONGEST_NAME
from cauce.engine.problems import Problem


def too_long(
    models: Sequence[Model], *, forms: Iterable[str], decisions: Iterable[str]
) -> Iterator[Problem]:
    """Refuse long names of processes, messages and signals, and of `forms` and `decisions`."""
    for model in models:
        for graph in model.processes:
            yield from _check("process", graph.id, model.file, graph.root.line)
        for name in model.messages:
            yield from _check("message", name, model.file)
        for name in model.signals:
            yield from _check("signal", name, model.file)
    for name in forms:
        yield from _check("form", name)
    for name in decisions:
        yield from _check("decision", name)


def _check(
    what: str, name: str, file: str | None = None, line: int | None = None
) -> Iterator[Problem]:
    if len(name) > LONGEST_NAME:
        yield Problem(
            code="NAME_TOO_LONG",
            message=f"expected at most {LONGEST_NAME} characters as the name or id of a {what}, "
            f"came {len(name)} in «{name[:40]}…»; shorten it",
            file=file,
            line=line,
        )
