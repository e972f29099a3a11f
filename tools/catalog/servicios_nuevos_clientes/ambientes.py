"""Prerequisites: the gate at the entry of phases 6 to 9, and the facts that open it."""

from tools.catalog.servicios_nuevos_clientes.partes import person, step
from tools.draw import (
    GREY,
    Body,
    Flow,
    Node,
    boundary,
    chain,
    condition,
    event_sub_process,
    ext,
    flow,
    message,
    starts,
    task,
    xor,
)
from tools.draw import ends as end_event

NEEDED = {6: "pruebas", 7: "produccion", 8: "produccion", 9: "produccion"}
ANSWERS = ("requiere_integracion", "motivo_sin_integracion", "evidencia", "archivo", "verificado")
SHOWN = {"pruebas": "pruebas", "produccion": "producción"}


def gate(pre: str, phase: int) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """Columns 1 to 4 of a phase: the gateway on the fact, the task beside it, the merge."""
    kind = NEEDED[phase]
    fact = f"ambiente_{kind}"
    nodes = (
        xor(f"{pre}_ambiente", f"Ambiente de {SHOWN[kind]}?", (1, 0)),
        person(
            f"{pre}_acreditar",
            f"Acreditar ambiente de {SHOWN[kind]}",
            (2, 1),
            form="acreditar_ambiente",
            button="Acreditar ambiente",
            roles='=distinct values([rol_ejecutor, "Mesa de Ayuda"])',
            attrs={"cauce:actorVariable": "acreditado_por"},
            inputs={"ambiente": f'="{kind}"', **dict.fromkeys(ANSWERS, "=null")},
            outputs={name: f"={name}" for name in (*ANSWERS, "acreditado_por")},
            doc=f"El cliente debe tener un ambiente de {SHOWN[kind]} para la integración.",
        ),
        boundary(
            f"{pre}_acreditado", "Acreditado", f"{pre}_acreditar", condition(f"={fact} = true")
        ),
        step(
            f"{pre}_registrar",
            "Registrar ambiente del cliente",
            (3, 1),
            "clientes.registrar_ambiente",
            {
                "cliente": "=cliente",
                "cliente_id": "=cliente_id",
                "ambiente": f'="{kind}"',
                "requiere_integracion": "=requiere_integracion != false",
                "motivo": "=motivo_sin_integracion",
                "evidencia": "=evidencia",
                "archivo": "=archivo",
                "verificado": "=verificado",
                "persona": "=acreditado_por",
            },
            {fact: "=true"},
            doc="El hecho queda en la ficha del cliente, que lo publica a sus otros casos.",
        ),
        xor(f"{pre}_abierta", "", (4, 0)),
    )
    flows = (
        *chain(f"{pre}_inicio", f"{pre}_ambiente"),
        flow(f"{pre}_ambiente", f"{pre}_abierta", "Sí", f"={fact} = true"),
        flow(f"{pre}_ambiente", f"{pre}_acreditar", "No", default=True),
        *chain(f"{pre}_acreditar", f"{pre}_registrar", f"{pre}_abierta"),
        *chain(f"{pre}_acreditado", f"{pre}_abierta"),
    )
    return nodes, flows


def fact_taker(kind: str, at: tuple[int, int]) -> Node:
    """The event sub-process that takes `ambiente_<kind>` at any time and sets the fact."""
    fact = f"ambiente_{kind}"
    pre = f"toma_{fact}"
    inner = Body(
        nodes=(
            starts(
                f"{pre}_mensaje",
                f"Ambiente de {SHOWN[kind]} disponible",
                (0, 0),
                message(fact),
                attrs={"isInterrupting": "false"},
            ),
            task(
                "scriptTask",
                f"{pre}_anotar",
                "Anotar el ambiente",
                (1, 0),
                ext("zeebe:script", expression="=true", resultVariable=fact),
            ),
            end_event(f"{pre}_fin", "", (2, 0)),
        ),
        flows=chain(f"{pre}_mensaje", f"{pre}_anotar", f"{pre}_fin"),
    )
    return event_sub_process(
        pre,
        f"Ambiente de {SHOWN[kind]}",
        at,
        inner,
        color=GREY,
        doc="El prerrequisito es un hecho del caso y del cliente: puede llegar en cualquier "
        "momento y vale para todas las puertas siguientes.",
    )
