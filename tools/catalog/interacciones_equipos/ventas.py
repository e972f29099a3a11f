"""Growth Marketing & Sales: the funnel, one instance per opportunity."""

from __future__ import annotations

from itertools import pairwise

from tools.catalog.clients import mapping, noted, step
from tools.catalog.interacciones_equipos.parts import (
    FUNNEL,
    VENTAS,
    active,
    active_flows,
    closing,
    person,
    same,
    sends,
)
from tools.draw import (
    RED,
    Annotation,
    Flow,
    Node,
    Pool,
    Process,
    chain,
    ends,
    ext,
    flow,
    message,
    starts,
    xor,
)

STAGES = {
    "awareness": "Awareness",
    "interes": "Interés",
    "consideracion": "Consideración",
    "evaluacion": "Evaluación",
    "negociacion": "Negociación",
    "cierre": "Cierre",
}
BUTTONS = {
    "awareness": "Hay interés",
    "interes": "Nos consideran",
    "consideracion": "Pasar a evaluación",
    "evaluacion": "Pasar a negociación",
    "negociacion": "Pasar a cierre",
    "cierre": "Ganar la oportunidad",
}
ENTRIES = {
    "referido": ("Referidos", "awareness", 0),
    "cross_sell": ("Cross-sell", "interes", 1),
    "upsell": ("Upsell", "evaluacion", 2),
}
"""Kind of opportunity → its arrow's label in the source, the stage it leads to, its row."""

KEY = '=if cliente_id = null then "CLI-" + case_key else cliente_id'
"""The client's key; an opportunity opened without a client makes its own."""

CARD = ("oportunidad", "monto", "probabilidad")
LINE_A = ("oportunidad", "cliente", "b2b", "servicio", "ambientes", "canal")
LINE_B = ("oportunidad", "servicio", "monto", "inicio_estimado")


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="growth", name=VENTAS, process=process())


def process() -> Process:
    """Six stages in a row; an opportunity enters at any of them and may be lost at each."""
    return Process(
        id="growth_marketing_sales",
        name=VENTAS,
        nodes=(*_entry(), *_stages(), *_outcomes()),
        flows=(*_entry_flows(), *_stage_flows(), *_outcome_flows()),
        annotations=(
            Annotation(
                id="nota_linea",
                text="Una oportunidad ganada toma una sola línea: A, las nueve fases de un "
                "servicio para nuevo cliente; B, talento y backoffice.",
                at=(13, 5),
                about="linea_de_servicio",
            ),
        ),
    )


def _entry() -> tuple[Node, ...]:
    return (
        starts(
            "inicio_oportunidad",
            "Nueva oportunidad",
            (0, 1),
            None,
            ext("zeebe:formDefinition", formId="oportunidad_nueva"),
            mapping(outputs={"cliente_id": KEY}),
        ),
        *(
            starts(
                f"inicio_{kind}",
                label,
                (14, row),
                message(f"oportunidad_{kind}"),
                mapping(
                    outputs={
                        **same("cliente_id", "cliente_origen", "monto", "detalle"),
                        "etapa": f'="{stage}"',
                        "canal": f'="{kind}"',
                    }
                ),
            )
            for kind, (label, stage, row) in ENTRIES.items()
        ),
        *active("oportunidad", ((13, 1), (12, 1), (0, 0)), "")[:2],
        step(
            "abrir_oportunidad",
            "Abrir oportunidad",
            (1, 1),
            "crm.abrir_oportunidad",
            {
                "etapa": '=if etapa = null then "awareness" else etapa',
                **same("canal", "monto", "detalle", "nombre_oportunidad"),
            },
            outputs={"oportunidad": "=oportunidad"},
            doc="Un cliente que no está en los registros queda como prospecto.",
        ),
        xor("entrada", "En qué etapa entra?", (2, 1)),
    )


def _entry_flows() -> tuple[Flow, ...]:
    consulted = "oportunidad_consulta"
    others = [stage for stage in STAGES if stage != "awareness"]
    return (
        *chain("inicio_oportunidad", "abrir_oportunidad", "entrada"),
        *(flow(f"inicio_{kind}", consulted) for kind in ENTRIES),
        *active_flows("oportunidad", "fin_perdida", "abrir_oportunidad"),
        flow("entrada", "awareness", STAGES["awareness"], default=True),
        *(flow("entrada", stage, STAGES[stage], f'=etapa = "{stage}"') for stage in others),
    )


def _stages() -> tuple[Node, ...]:
    nodes: list[Node] = []
    for rank, (stage, name) in enumerate(STAGES.items()):
        at = 1 + 2 * rank, 3
        nodes.append(
            person(stage, name, at, VENTAS, button=BUTTONS[stage], color=FUNNEL, doc=_doc(name))
        )
    for rank, (_, onwards) in enumerate(pairwise(STAGES)):
        nodes.append(
            noted(
                f"tarjeta_{onwards}",
                f"Tarjeta a {STAGES[onwards]}",
                (2 + 2 * rank, 3),
                "crm.mover_etapa",
                {"etapa": f'="{onwards}"', **same(*CARD)},
            )
        )
    return tuple(nodes)


def _doc(name: str) -> str:
    return (
        f"La etapa {name} de la oportunidad: mover la tarjeta en el tablero y completar la tarea "
        "son el mismo acto."
    )


def _stage_flows() -> tuple[Flow, ...]:
    flows: list[Flow] = []
    for stage, onwards in pairwise(STAGES):
        flows.append(flow(stage, f"tarjeta_{onwards}", default=True))
        flows.append(flow(f"tarjeta_{onwards}", onwards))
    flows.append(flow("cierre", "ganar_oportunidad", default=True))
    flows.extend(flow(stage, "perdida", "Perdida", "=perdida = true") for stage in STAGES)
    return tuple(flows)


def _outcomes() -> tuple[Node, ...]:
    return (
        step(
            "ganar_oportunidad",
            "Ganar oportunidad",
            (12, 3),
            "crm.ganar_oportunidad",
            same(
                "cliente",
                "oportunidad",
                "linea",
                "b2b",
                "servicio",
                "monto",
                "inicio_estimado",
                "respaldo",
            ),
            outputs={
                "cliente": "=cliente",
                "b2b": "=b2b = true",
                "ambientes": "={pruebas: false, produccion: false}",
                "canal": '="oportunidad"',
            },
        ),
        xor("linea_de_servicio", "Línea de servicio?", (13, 3)),
        sends(
            "solicitud_operacion",
            "Solicitud de servicio",
            (14, 4),
            "solicitud_operacion",
            same(*LINE_A),
            now=True,
            new_case=True,
            doc="Línea A: las nueve fases de Servicios para nuevos clientes.",
        ),
        sends("proyecto_ganado", "Proyecto ganado", (14, 3), "proyecto_ganado", same(*LINE_B)),
        ends("fin_ganada", "Ganada", (15, 3)),
        noted(
            "perdida",
            "Pérdida con su motivo",
            (11, 4),
            "crm.perder_oportunidad",
            same("oportunidad", "motivo"),
        ),
        ends("fin_perdida", "Perdida", (12, 4), color=RED),
        closing(
            "oportunidad",
            (0, 3),
            noted(
                "oportunidad_perdida_por_baja",
                "Pérdida por baja",
                (1, 0),
                "crm.perder_oportunidad",
                {**same("oportunidad"), "motivo": '="baja"'},
            ),
            end=("fin_perdida_baja", "Perdida por baja"),
            key=KEY,
        ),
    )


def _outcome_flows() -> tuple[Flow, ...]:
    return (
        *chain("ganar_oportunidad", "linea_de_servicio"),
        flow("linea_de_servicio", "solicitud_operacion", "A", '=linea = "A"'),
        flow("linea_de_servicio", "proyecto_ganado", "B", default=True),
        *chain("solicitud_operacion", "fin_ganada"),
        *chain("proyecto_ganado", "fin_ganada"),
        *chain("perdida", "fin_perdida"),
    )
