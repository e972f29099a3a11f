"""Moving a case under test to another drawing of its process."""

from __future__ import annotations

from typing import Any

from tests.engine.conftest import Case, graph_of

from cauce.engine import Graph, Rejection
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import decode_command, encode_command, encode_state
from cauce.engine.migration import Summary, plan, summary

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = (
    '<message id="M" name="m"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
    '<message id="N" name="n"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
    '<signal id="S" name="sig"/>'
)
MESSAGE = '<messageEventDefinition messageRef="M"/>'
OTHER = '<messageEventDefinition messageRef="N"/>'
SIGNAL = '<signalEventDefinition signalRef="S"/>'


def timer(text: str) -> str:
    return f"<timerEventDefinition><timeDuration>{text}</timeDuration></timerEventDefinition>"


def boundary(name: str, host: str, inner: str, *, interrupts: bool = True) -> str:
    flag = "true" if interrupts else "false"
    return (
        f'<boundaryEvent id="{name}" attachedToRef="{host}" cancelActivity="{flag}">{inner}'
        "</boundaryEvent>"
    )


def catch(name: str, inner: str) -> str:
    return f'<intermediateCatchEvent id="{name}">{inner}</intermediateCatchEvent>'


def move(case: Case, source: bytes, **options: Any) -> list[e.Event]:
    """Move a case; it must be accepted. From then on the case is of the new drawing."""
    return move_to(case, graph_of(source), **options)


def move_to(case: Case, target: Graph, **options: Any) -> list[e.Event]:
    command = plan(case.graph, target, case.state, **options)
    assert isinstance(command, c.MigrateInstance), command
    assert decode_command(encode_command(command)) == command
    case.graph = target
    return case.do(command)


def told(case: Case, source: bytes, **options: Any) -> Summary:
    """Say what a move would do."""
    target = graph_of(source)
    command = plan(case.graph, target, case.state, **options)
    assert isinstance(command, c.MigrateInstance), command
    return summary(case.graph, target, case.state, command)


def refused(case: Case, source: bytes, **options: Any) -> dict[str, str]:
    """Move a case; it must be refused and change nothing. Gives the codes by element."""
    target, before = graph_of(source), encode_state(case.state)
    answer = plan(case.graph, target, case.state, **options)
    if isinstance(answer, c.MigrateInstance):
        own, case.graph = case.graph, target
        answer = case.refuse(answer)
        case.graph = own
    assert isinstance(answer, Rejection)
    assert encode_state(case.state) == before
    assert answer.code == "MIGRATION_REFUSED"
    found = answer.details["misfits"]
    assert isinstance(found, list)
    assert all(misfit["message"] in answer.message for misfit in found)
    return {misfit["element"]: misfit["code"] for misfit in found}


def trail(graph: Graph, events: list[e.Event]) -> list[str]:
    """The ids of the flow nodes that completed in events of one graph."""
    kinds = e.ElementPassed | e.ElementCompleted
    return [graph.nodes[event.node].id for event in events if isinstance(event, kinds)]


def listening(case: Case) -> list[str]:
    """The ids of what listens, in the order of keys."""
    state = case.state
    keys = sorted({*state.timers, *state.subscriptions, *state.conditions})
    return [case.graph.nodes[state.wait(key).node].id for key in keys]
