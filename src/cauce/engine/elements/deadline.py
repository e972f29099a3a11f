"""`cauce:deadline`: an activity's deadline in working time, from a decision table.

The decision's inputs are the extension element's other attributes, evaluated where the activity
is, and what else it asks for by name. Its result is a time span of working time: the activity's
local variable `plazo`, and a user task's `due_at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cauce.calendar import TimerTextError, as_duration
from cauce.engine import events as e
from cauce.engine.elements.triggers.timer import as_span
from cauce.engine.env import Scope
from cauce.engine.expressions import value_of
from cauce.engine.graph import Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.engine.variables import Overlay

LOCAL = "plazo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """The decision that gives the time span, and the inputs named beside it."""

    decision: str
    inputs: tuple[tuple[str, Dynamic], ...]


def parse(source: Source) -> Deadline | None:
    """Read the extension element `cauce:deadline`, where there is one."""
    found = source.cauce("deadline")
    if found is None:
        return None
    decision = found.attribute("decisionId")
    if decision is None:
        source.problem("DEADLINE_DECISION", "cauce:deadline needs decisionId: a decision's id.")
        return None
    inputs = tuple(
        (name, found.dynamic(text, f"cauce:deadline {name}"))
        for name, text in found.attributes.items()
        if name != "decisionId"
    )
    return Deadline(decision=decision, inputs=inputs)


def apply(run: Run, key: int, node: Node, deadline: Deadline) -> None:
    """Decide the time span, and keep it as the activation's local variable."""
    names = run.names(key)
    inputs = {name: value_of(run, text, names) for name, text in deadline.inputs}
    value = decide(run, node, deadline.decision, Overlay(inputs, names))
    try:
        span = as_span(as_duration(value))
    except TimerTextError as error:
        raise IncidentError(
            "DECISION_FAILED",
            f"The decision «{deadline.decision}» should give a duration as the deadline: {error}",
            node.id,
        ) from error
    run.set(key, {LOCAL: span})


def due_at(run: Run, key: int) -> datetime | None:
    """Give the moment by which the activation's deadline passes, if it has one."""
    variables = run.state.activations[key].variables or {}
    span: timedelta | None = variables.get(LOCAL)
    return None if span is None else run.env.calendar.add(run.env.now, span)


def decide(run: Run, node: Node, decision: str, names: Scope) -> Any:
    """Evaluate a decision. Raises IncidentError where there is none or it gives no value."""
    decided = run.env.decide(decision, names, run.here)
    if decided is None:
        raise IncidentError(
            "DECISION_MISSING",
            f"There is no decision «{decision}». Deploy the DMN file that holds it, then try "
            "again.",
            node.id,
        )
    if decided.value is None and decided.problems:
        raise IncidentError(
            "DECISION_FAILED",
            f"The decision «{decision}» gave no value: {'; '.join(decided.problems[:3])}. "
            "Correct the data or the table, then try again.",
            node.id,
        )
    run.emit(e.DecisionEvaluated(node.index, decision, decided.version, decided.value))
    return decided.value
