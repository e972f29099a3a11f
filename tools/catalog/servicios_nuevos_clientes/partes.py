"""Pieces that recur in both pools: tasks, steps of the system, throws, deadlines."""

from collections.abc import Mapping

from tools.draw import (
    Ext,
    Flow,
    Node,
    boundary,
    chain,
    ends,
    ext,
    message,
    task,
    throws,
    timer,
)
from tools.draw.model import Cell

Map = Mapping[str, str]
CASE = {"cauce:correlationKey": "=case_key"}
"""Every message of the package but those that open cases of their own goes to its case."""

CLIENT_FACTS = {"clase_cliente": "=cliente.clase", "urgencia": "=urgencia"}


def mapping(inputs: Map | None = None, outputs: Map | None = None) -> tuple[Ext, ...]:
    """`zeebe:ioMapping` of target → FEEL source; none when there is nothing to map."""
    pairs = [ext("zeebe:input", source=s, target=t) for t, s in (inputs or {}).items()]
    pairs += [ext("zeebe:output", source=s, target=t) for t, s in (outputs or {}).items()]
    return (ext("zeebe:ioMapping", *pairs),) if pairs else ()


def person(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    *,
    form: str,
    button: str,
    roles: str,
    attrs: Map | None = None,
    deadline: Map | None = None,
    inputs: Map | None = None,
    outputs: Map | None = None,
    doc: str = "",
) -> Node:
    """A user task with its form, its button and who may do it; `deadline`: inputs of `plazos`."""
    exts = [
        ext("zeebe:userTask"),
        ext("zeebe:formDefinition", formId=form),
        ext("zeebe:assignmentDefinition", candidateGroups=roles),
        *mapping(inputs, outputs),
    ]
    if deadline:
        exts.append(due(deadline))
    return task(
        "userTask", id, name, at, *exts, attrs={"cauce:button": button, **(attrs or {})}, doc=doc
    )


def due(inputs: Map) -> Ext:
    """The deadline of an activity, from the decision table `plazos`."""
    return Ext(tag="cauce:deadline", attrs={"decisionId": "plazos", **inputs, **CLIENT_FACTS})


def step(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    handler: str,
    *maps: Map,
    doc: str = "",
) -> Node:
    """A step of the system: a handler answers; `maps` are its inputs, then its outputs."""
    return task(
        "serviceTask",
        id,
        name,
        at,
        ext("zeebe:taskDefinition", type=handler),
        *mapping(*maps),
        doc=doc,
    )


def publishes(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    of: str,
    payload: Map,
    *,
    attrs: Map | None = None,
    doc: str = "",
) -> Node:
    """A throw event that publishes message `of` to the case."""
    return throws(
        id, name, at, message(of), *mapping(payload), attrs={**CASE, **(attrs or {})}, doc=doc
    )


def watched(
    host: str,
    at: Cell,
    *,
    role: str,
    phase: int,
    each: bool = False,
    of: str = "",
) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """The two timers of an activity in column `at`, warning and overdue, and where they lead.

    `role` is FEEL for whom the handler tells about, `of` names the activity.
    """
    column, row = at
    nodes: list[Node] = []
    flows: list[Flow] = []
    attrs = {"cauce:workingTime": "true"} | ({"cauce:eachInstance": "true"} if each else {})
    for shift, key, name, share, handler in (
        (0, "por_vencer", "75 %", "=plazo * 0.75", "avisos.por_vencer"),
        (1, "vencida", "100 %", "=plazo", "avisos.vencida"),
    ):
        clock, told = f"{host}_{key}", f"{host}_{key}_avisada"
        nodes.append(
            boundary(
                clock,
                name,
                host,
                timer(duration=share),
                *mapping(outputs={"avisado": role} if each else {}),
                interrupting=False,
                attrs=attrs,
            )
        )
        nodes.append(
            ends(
                told,
                "Avisar que está por vencer" if shift == 0 else "Avisar que está vencida",
                (column + shift, row + 1),
                message(f"aviso_{key}"),
                ext("zeebe:taskDefinition", type=handler),
                *mapping(
                    {
                        "actividad": f'="{of}"',
                        "fase": f"={phase}",
                        "rol": "=avisado" if each else role,
                    }
                ),
            )
        )
        flows += chain(clock, told)
    return tuple(nodes), tuple(flows)


def joined(
    *parts: tuple[tuple[Node, ...], tuple[Flow, ...]],
) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """Several pieces as one."""
    nodes = tuple(node for part in parts for node in part[0])
    return nodes, tuple(flow for part in parts for flow in part[1])
