"""What the drawings of the teams have in common: tasks of a team, records, messages, turns."""

from __future__ import annotations

from collections.abc import Mapping

from tools.catalog.clients import CLIENT, mapping, step
from tools.draw import (
    RED,
    Body,
    Color,
    Flow,
    Loop,
    Node,
    chain,
    ends,
    event_sub_process,
    ext,
    flow,
    message,
    signal,
    starts,
    task,
    throws,
    timer,
    xor,
)
from tools.draw.model import Cell

VENTAS = "Growth Marketing & Sales"
TALENTO = "IT Talent Services"
BACKOFFICE = "Backoffice"

FUNNEL = Color("#e1f5fe", "#01579b")
TALENT = Color("#fff3e0", "#e65100")
OFFICE = Color("#ffccbc", "#bf360c")
COMMERCIAL = Color("#b2dfdb", "#004d40")
SERVICE = Color("#ffe0b2", "#e65100")
ADMINISTRATIVE = Color("#f8bbd0", "#880e4f")
"""The fills are the source's; each border is a dark shade of its fill."""


def same(*names: str) -> dict[str, str]:
    """Mappings of variables to themselves."""
    return {name: f"={name}" for name in names}


def kept(under: str, *names: str) -> dict[str, str]:
    """Mappings of a form's answers into one context, so that no turn sees those of another."""
    return {f"{under}.{name}": f"={name}" for name in names}


def person(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    team: str,
    *,
    button: str,
    color: Color | None = None,
    form: str = "",
    inputs: Mapping[str, str] | None = None,
    outputs: Mapping[str, str] | None = None,
    loop: Loop | None = None,
    doc: str = "",
) -> Node:
    """A user task of a team; its form has the task's id unless another is named."""
    more = (mapping(inputs, outputs),) if inputs or outputs else ()
    return task(
        "userTask",
        id,
        name,
        at,
        ext("zeebe:userTask"),
        ext("zeebe:formDefinition", formId=form or id),
        ext("zeebe:assignmentDefinition", candidateGroups=team),
        *more,
        attrs={"cauce:button": button},
        color=color,
        loop=loop,
        doc=doc,
    )


def sends(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    sent: str,
    payload: Mapping[str, str] | None = None,
    *,
    key: str = "",
    now: bool = False,
    new_case: bool = False,
    last: bool = False,
    doc: str = "",
) -> Node:
    """A message throw, or with `last` a message end; `now` is for those who listen now."""
    attrs = {
        "cauce:correlationKey": key,
        "cauce:timeToLive": "PT0S" if now else "",
        "cauce:newCase": "true" if new_case else "",
    }
    make = ends if last else throws
    return make(
        id, name, at, message(sent), mapping({**CLIENT, **(payload or {})}), attrs=attrs, doc=doc
    )


def active(prefix: str, at: tuple[Cell, Cell, Cell], end: str) -> tuple[Node, ...]:
    """ "Cliente activo?": the question to the records, its gateway, and the end of a no."""
    return (
        step(
            f"{prefix}_consulta",
            "Consultar cliente",
            at[0],
            "crm.cliente_activo",
            outputs={"cliente_activo": "=activo"},
            doc="Un mensaje de otro caso puede llegar después de la baja del cliente.",
        ),
        xor(f"{prefix}_cliente_activo", "Cliente activo?", at[1]),
        ends(end, "Cliente de baja", at[2], color=RED),
    )


def active_flows(prefix: str, end: str, onwards: str) -> tuple[Flow, ...]:
    """The flows of `active`: to the end where the client is not active, else onwards."""
    gateway = f"{prefix}_cliente_activo"
    return (
        *chain(f"{prefix}_consulta", gateway),
        flow(gateway, onwards, "Sí", default=True),
        flow(gateway, end, "No", "=cliente_activo = false"),
    )


def closing(
    prefix: str, at: Cell, record: Node, *, end: tuple[str, str], key: str = "=cliente_id"
) -> Node:
    """The event sub-process that ends an instance when its client's account is closed.

    `end` is the id and the name of its end event.
    """
    first = f"{prefix}_cierre_de_cuenta"
    body = Body(
        nodes=(
            starts(
                first,
                "Cierre de cuenta",
                (0, 0),
                signal("cierre_de_cuenta"),
                attrs={"isInterrupting": "true", "cauce:correlationKey": key},
            ),
            record,
            ends(*end, (2, 0), color=RED),
        ),
        flows=chain(first, record.id, end[0]),
    )
    return event_sub_process(f"{prefix}_por_baja", "Baja del cliente", at, body)


def interrupted(id: str, at: Cell, start: str, name: str, by: str) -> Node:  # noqa: A002 - BPMN's own word
    """The event sub-process that stops a cycle when the message `by` arrives."""
    body = Body(
        nodes=(
            starts(start, name, (0, 0), message(by), attrs={"isInterrupting": "true"}),
            ends(f"{start}_recibida", "Ciclo detenido", (1, 0)),
        ),
        flows=chain(start, f"{start}_recibida"),
    )
    return event_sub_process(id, "Baja del cliente", at, body, expanded=True, wide=True)


def turn(prefix: str, cycle: str, at: Cell, *, billing: bool = False) -> Node:
    """The step at the head of every turn: which elements are due in it, and when the next is."""
    day = same("dia_facturacion") if billing else {"dia_facturacion": "=null"}
    return task(
        "businessRuleTask",
        f"{prefix}_turno",
        "Plan del turno",
        at,
        ext("zeebe:calledDecision", decisionId="plan_del_turno", resultVariable="plan"),
        mapping(
            {
                "ciclo": cycle,
                "ahora": "=string(now())",
                "inicio": "=if inicio_ciclo = null then string(now()) else inicio_ciclo",
                "turno_anterior": "=turno",
                **day,
            },
            {
                "inicio_ciclo": "=inicio",
                "turno": "=ahora",
                "tocan": "=plan.tocan",
                "proximo_turno": "=plan.proximo_turno",
            },
        ),
        doc="Un elemento toca en el primer turno que llega a su fecha; las fechas siguen el plan.",
    )


def next_turn(prefix: str, name: str, at: Cell) -> Node:
    """The timer at the head of every turn after the first."""
    return Node(
        id=f"{prefix}_proximo_turno",
        kind="intermediateCatchEvent",
        name=name,
        at=at,
        trigger=timer(date="=date and time(proximo_turno)"),
    )


def due(element: Node, at: Cell, passed: Cell) -> tuple[Node, Node]:
    """The gateway before an element that may not be due, and the milestone that says so."""
    return (
        xor(f"{element.id}_toca", "", at),
        throws(f"{element.id}_no_toca", f"{element.name}: este turno no", passed),
    )


def due_flows(element: Node, onwards: str, *, into: str = "") -> tuple[Flow, ...]:
    """The flows of `due`: into the element (or the step before it), or past it to `onwards`."""
    gateway, passed = f"{element.id}_toca", f"{element.id}_no_toca"
    return (
        flow(gateway, into or element.id, "Toca", f'=list contains(tocan, "{element.name}")'),
        flow(gateway, passed, "No toca", default=True),
        flow(passed, onwards),
    )
