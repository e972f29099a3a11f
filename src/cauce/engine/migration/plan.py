"""Working out a move to another version: from the two graphs and the state, changing nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict

from cauce.engine import commands as c
from cauce.engine.deciders.instance import start_event
from cauce.engine.elements.tasks.user import TERMS
from cauce.engine.graph import Graph, Node
from cauce.engine.migration.correspondence import Correspondence, Misfit
from cauce.engine.migration.joins import joins
from cauce.engine.migration.places import Places, places
from cauce.engine.migration.waits import waits
from cauce.engine.problems import Rejection
from cauce.engine.state import ACTIVE, State

REFUSED = "MIGRATION_REFUSED"


def plan(
    source: Graph,
    target: Graph,
    state: State,
    *,
    mapping: Mapping[str, str] | None = None,
    renew: Collection[str] = (),
    actor: str | None = None,
) -> c.MigrateInstance | Rejection:
    """Give the command that moves an instance from one version of its process to another.

    `mapping`: ids of the target by ids of the source, for elements and flows whose id changes;
    `renew`: ids, in the source, of events and receive tasks whose timer or subscription begins
    anew instead of being kept. Refuses with MIGRATION_REFUSED, and in `details["misfits"]` each
    element that cannot move.
    """
    if state.status != ACTIVE:
        message = f"The instance is {state.status}: there is nothing in it that could move."
        return Rejection(code="INSTANCE_ENDED", message=message)
    found = Correspondence(source=source, target=target, mapping=mapping or {})
    _known(found, renew)
    placed = places(found, state)
    flows = joins(found, state, placed)
    kept = waits(found, state, placed, renew)
    _startable(found, state)
    if found.misfits:
        return refusal(found.misfits.values())
    nodes = {state.activations[key].node: node.index for key, node in placed.items()}
    incidents = (incident.element_id for incident in state.incidents.values())
    return c.MigrateInstance(
        actor=actor,
        nodes=nodes | kept.nodes,
        flows=flows,
        elements={i: found.mapping[i] for i in incidents if i in found.mapping},
        closed=tuple(kept.closed),
        opened=tuple(kept.opened),
        revised={key: terms for key, terms in _revised(source, state, placed) if terms},
    )


def refusal(misfits: Collection[Misfit]) -> Rejection:
    """Refuse a move for what does not fit."""
    told = " ".join(misfit.message for misfit in misfits)
    return Rejection(
        code=REFUSED,
        message=f"The instance cannot move. {told}",
        details={"misfits": [asdict(misfit) for misfit in misfits]},
    )


def _known(found: Correspondence, renew: Collection[str]) -> None:
    """Hold what is asked for to elements that there are."""
    ours = {*found.source.by_id, *(flow.id for flow in found.source.flows)}
    theirs = {*found.target.by_id, *(flow.id for flow in found.target.flows)}
    for element in {*found.mapping, *renew} - ours:
        found.refuse(
            element, "", "UNKNOWN_ELEMENT",
            f"Expected an element of the version that the instance is on, came «{element}».",
        )  # fmt: skip
    for element, goal in found.mapping.items():
        if element in ours and goal not in theirs:
            found.refuse(
                element, "", "UNKNOWN_ELEMENT",
                f"Expected an element of the version that it goes to for «{element}», came "
                f"«{goal}».",
            )  # fmt: skip


def _startable(found: Correspondence, state: State) -> None:
    """Hold a start that an incident keeps to be one that can be repeated there."""
    for incident in state.incidents.values():
        if isinstance(incident.command, c.StartInstance):
            start = start_event(found.target, incident.command.start_event)
            if isinstance(start, Rejection):
                found.refuse(
                    incident.command.start_event or found.source.id, "", "TARGET_MISSING",
                    f"The start that the incident {incident.code} keeps could not be repeated: "
                    f"{start.message}",
                )  # fmt: skip


def _revised(source: Graph, state: State, placed: Places) -> Iterator[tuple[int, tuple[str, ...]]]:
    for key in state.tasks:
        before, after = source.nodes[state.activations[key].node], placed[key]
        yield key, tuple(name for name in TERMS if _differs(name, before, after))


def _differs(term: str, before: Node, after: Node) -> bool:
    said = TERMS[term].said
    return said(before) != said(after)
