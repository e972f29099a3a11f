"""Moving to another version of the process, as worked out beforehand."""

from __future__ import annotations

from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.elements import clock
from cauce.engine.elements.gateways import parallel
from cauce.engine.elements.tasks.user import TERMS
from cauce.engine.elements.triggers.base import Plan, prepare
from cauce.engine.graph import Node
from cauce.engine.migration.correspondence import Misfit
from cauce.engine.migration.plan import refusal
from cauce.engine.problems import IncidentError, Rejection
from cauce.engine.run import Run


def migrate(run: Run, command: c.MigrateInstance) -> Rejection | None:
    """Go on by the graph of this run; what cannot be evaluated in it refuses the move."""
    misfits: list[Misfit] = []
    plans = _plans(run, command, misfits)
    revised = _revised(run, command, misfits)
    if misfits:
        return refusal(misfits)
    for key in command.closed:
        run.emit(e.SubscriptionClosed(key, run.state.wait(key).owner))
    run.emit(e.InstanceMigrated(command.nodes, command.flows, command.elements))
    for plan in plans:
        run.emit(plan(run.state.next_key))
    for event in revised:
        run.emit(event)
    for key in run.state.tasks:
        clock.stop_late(run, key)
    _join(run)
    return None


def _plans(run: Run, command: c.MigrateInstance, misfits: list[Misfit]) -> list[Plan]:
    plans = []
    for owner, index in command.opened:
        node = run.graph.nodes[index]
        try:
            plans.append(prepare(run, owner, node))
        except IncidentError as stop:
            misfits.append(_failed(node, "LISTENING_FAILED", "cannot begin to listen", stop))
    return plans


def _revised(run: Run, command: c.MigrateInstance, misfits: list[Misfit]) -> list[e.TaskRevised]:
    revised = []
    for key, terms in command.revised.items():
        task = run.state.tasks[key]
        node = run.graph.nodes[command.nodes[run.state.activations[key].node]]
        names = run.names(key)
        old: dict[str, Any] = {term: getattr(task, term) for term in TERMS}
        try:
            new = old | {term: TERMS[term].value(run, node, names) for term in terms}
        except IncidentError as stop:
            misfits.append(_failed(node, "TASK_FAILED", "cannot be offered anew", stop))
            continue
        if new != old:
            revised.append(e.TaskRevised(key, **new))
    return revised


def _failed(node: Node, code: str, what: str, stop: IncidentError) -> Misfit:
    return Misfit(
        element=node.id,
        name=node.name,
        target=node.id,
        code=code,
        message=f"«{node.id}» {what}: {stop.message}",
    )


def _join(run: Run) -> None:
    """Let joins go on that now have all they wait for."""
    for key, activation in tuple(run.state.activations.items()):
        gateways = {run.graph.flows[flow].target for flow in activation.joining}
        for gateway in sorted(gateways):
            node = run.graph.nodes[gateway]
            if node.kind == parallel.ELEMENT.kind:
                parallel.join(run, node, key)
        if gateways:
            run.stirred[key] = None
