"""What one BPMN file says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.bpmn.lanes import Lane
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A pool. Without `process` it is a black box."""

    id: str
    name: str
    process: str | None


@dataclass(frozen=True, kw_only=True)
class MessageFlow:
    """A message flow as drawn; `source` and `target` are ids of participants or flow nodes."""

    id: str
    name: str
    source: str
    target: str
    message: str | None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A process that is not executable: it is shown, and checked as a drawing only."""

    id: str
    name: str
    line: int


@dataclass(frozen=True, kw_only=True)
class FormUse:
    """A form that an element of an executable process asks for by id."""

    form: str
    element_id: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Model:
    """A BPMN file. `processes` are the executable ones; with an error among `problems`, not all.

    `ids` are those of every BPMN element, `lanes` the lanes by process id, outer before inner.
    """

    file: str | None = None
    processes: tuple[Graph, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    participants: tuple[Participant, ...] = ()
    message_flows: tuple[MessageFlow, ...] = ()
    lanes: tuple[tuple[str, tuple[Lane, ...]], ...] = ()
    messages: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    forms: tuple[FormUse, ...] = ()
    ids: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the file can be deployed: it has no problem that is an error."""
        return not any(problem.is_error for problem in self.problems)
