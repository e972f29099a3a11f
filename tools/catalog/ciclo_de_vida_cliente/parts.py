"""What the drawings of this package have in common: tasks with form and deadline, steps, baja."""

from collections.abc import Mapping

from tools.catalog.clients import step
from tools.draw import (
    RED,
    Body,
    Ext,
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
    xor,
)
from tools.draw.model import Cell

SIGNED = (
    "El inicio del proceso se dispara luego del proceso de Gestion de Oportunidades, "
    "cuando se firma el contrato."
)
"""What the source says of the three starts, to the letter."""

KEY = "=if cliente_id = null then case_key else cliente_id"
"""The client's key; a case opened by hand without a client takes its own."""


def person(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    *,
    form: str,
    button: str,
    step: str = "tarea",
    attrs: Mapping[str, str] | None = None,
    exts: tuple[Ext, ...] = (),
    doc: str = "",
    loop: Loop | None = None,
    size: tuple[int, int] | None = None,
) -> Node:
    """A user task with its form, its button and its row of the table of deadlines."""
    return task(
        "userTask",
        id,
        name,
        at,
        ext("zeebe:userTask"),
        ext("zeebe:formDefinition", formId=form),
        Ext(tag="cauce:deadline", attrs={"decisionId": "plazos_ciclo", "paso": step}),
        *exts,
        attrs={"cauce:button": button, **(attrs or {})},
        doc=doc,
        loop=loop,
        size=size,
    )


def each(collection: str, item: str, *, gives: str = "", result: str = "") -> Loop:
    """A parallel multi-instance over `collection`; `result` is collected into `gives`."""
    attrs = {"inputCollection": collection, "inputElement": item}
    if gives:
        attrs |= {"outputCollection": gives, "outputElement": result}
    return Loop(kind="parallel", ext=(Ext(tag="zeebe:loopCharacteristics", attrs=attrs),))


def asked(
    prefix: str, name: str, handler: str, *, result: str, at: tuple[Cell, Cell, Cell], end: str
) -> tuple[Node, ...]:
    """A question to the records, its gateway, and the end where the answer is no."""
    return (
        step(
            f"{prefix}_consulta",
            f"Consultar {name.split(maxsplit=1)[0].lower()}",
            at[0],
            handler,
            outputs={result: f"={result}"},
        ),
        xor(prefix, f"{name}?", at[1]),
        ends(end, "Baja", at[2], color=RED),
    )


def asked_flows(prefix: str, result: str, end: str, onwards: str) -> tuple[Flow, ...]:
    """The flows of `asked`: on where the answer is yes, else to the end."""
    return (
        *chain(f"{prefix}_consulta", prefix),
        flow(prefix, onwards, "Sí", default=True),
        flow(prefix, end, "No", f"={result} = false"),
    )


def closing(prefix: str, at: Cell, *exts: Ext, key: str = "=cliente_id", doc: str = "") -> Node:
    """The event sub-process on which an instance ends when its client's account is closed.

    With `exts` the end asks a handler to leave things in order.
    """
    first, end = f"{prefix}_cierre_de_cuenta", f"fin_baja_{prefix}"
    nodes = (
        starts(
            first,
            "Cierre de cuenta",
            (0, 0),
            signal("cierre_de_cuenta"),
            attrs={"isInterrupting": "true", "cauce:correlationKey": key},
        ),
        ends(end, "Baja", (1, 0), message("") if exts else None, *exts, color=RED, doc=doc),
    )
    return event_sub_process(
        f"{prefix}_por_baja",
        "El cliente se da de baja",
        at,
        Body(nodes=nodes, flows=chain(first, end)),
        expanded=True,
    )


def signed(prefix: str, act: str, at: Cell) -> Node:
    """The start of alta, baja or modificación: a signed contract whose act is theirs."""
    return starts(
        f"inicio_{prefix}",
        "Inicio",
        at,
        message("contrato_firmado"),
        attrs={"cauce:condition": f'=acto = "{act}"'},
        doc=SIGNED,
    )
