"""Ciclo Comercial: the client's account and what grows from it, one active per client."""

from __future__ import annotations

from tools.catalog.interacciones_equipos.parts import (
    COMMERCIAL,
    VENTAS,
    active,
    active_flows,
    asks,
    due,
    due_flows,
    kept,
    next_turn,
    noted,
    person,
    same,
    sends,
    turn,
)
from tools.draw import (
    Body,
    Flow,
    Node,
    Pool,
    Process,
    catch,
    chain,
    event_sub_process,
    flow,
    message,
    signal,
    starts,
    throws,
)

CYCLE = "Ciclo Comercial"
KINDS = {
    "upsell": ("Upsell", (4, 2)),
    "cross_sell": ("Cross-sell", (4, 3)),
    "referido": ("Referidos", (4, 4)),
}

ACCOUNT = person(
    "account_management",
    "Account Management",
    (6, 0),
    VENTAS,
    button="Cuenta revisada",
    color=COMMERCIAL,
    outputs=kept("cuenta", "estado_cuenta", "salud", "reunion_fecha", "compromisos"),
    doc="Revisión de la cuenta.",
)
OPPORTUNITIES = person(
    "oportunidades",
    "Oportunidades",
    (8, 2),
    VENTAS,
    button="Registrar oportunidades",
    color=COMMERCIAL,
    outputs={
        "tipos": "=if tipo = null then [] else flatten([tipo])",
        **kept(
            "hallazgos",
            *(f"{kind}_{part}" for kind in KINDS for part in ("detalle", "monto")),
            "referido_nombre",
        ),
    },
    doc="Ninguna, o una o varias de los tres tipos, con su monto.",
)


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="comercial", name=CYCLE, process=process(), column=1)


def process() -> Process:
    """Account Management, Oportunidades, and again; until the client leaves."""
    return Process(
        id="ciclo_comercial",
        name=CYCLE,
        nodes=(
            starts("inicio_cuenta", "Cuenta por abrir", (1, 0), message("cuenta_por_abrir")),
            *active("comercial", ((2, 0), (3, 0), (3, 1)), "fin_baja_comercial_inicio"),
            turn("comercial", CYCLE, (4, 0)),
            *due(ACCOUNT, (5, 0), (6, 1)),
            ACCOUNT,
            noted(
                "cuenta_registrada",
                "Revisión registrada",
                (7, 0),
                "crm.registrar_revision",
                same("cuenta"),
            ),
            *due(OPPORTUNITIES, (8, 0), (7, 1)),
            OPPORTUNITIES,
            *_offers(),
            next_turn("comercial", "Un mes", (2, 2)),
            starts("inicio_baja", "Baja", (1, 5), message("baja")),
            *_closing("_directa", 2, 5),
            _by_baja(),
        ),
        flows=(*_cycle_flows(), *_offer_flows(), *_closing_flows("inicio_baja", "_directa")),
    )


def _offers() -> tuple[Node, ...]:
    return (
        noted(
            "oportunidades_registradas",
            "Oportunidades registradas",
            (7, 2),
            "crm.registrar_oportunidades",
            same("tipos", "hallazgos"),
        ),
        Node(id="que_oportunidades", kind="inclusiveGateway", name="Cuáles?", at=(6, 2)),
        asks(
            "crear_prospecto",
            "Crear prospecto",
            (5, 4),
            "crm.crear_prospecto",
            {"nombre": "=hallazgos.referido_nombre"},
            outputs={"prospecto_id": "=prospecto_id"},
            doc="La empresa referida queda como prospecto, con su propia clave de cliente.",
        ),
        *(
            sends(
                f"oportunidad_{kind}",
                name,
                at,
                f"oportunidad_{kind}",
                {
                    "cliente_id": "=prospecto_id" if kind == "referido" else "=cliente_id",
                    "cliente_origen": "=cliente_id",
                    "monto": f"=hallazgos.{kind}_monto",
                    "detalle": f"=hallazgos.{kind}_detalle",
                },
                new_case=True,
            )
            for kind, (name, at) in KINDS.items()
        ),
        Node(id="oportunidades_lanzadas", kind="inclusiveGateway", at=(3, 2)),
    )


def _cycle_flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_cuenta", "comercial_consulta"),
        *active_flows("comercial", "fin_baja_comercial_inicio", "comercial_turno"),
        *chain("comercial_turno", "account_management_toca"),
        *due_flows(ACCOUNT, "oportunidades_toca"),
        *chain("account_management", "cuenta_registrada", "oportunidades_toca"),
        *due_flows(OPPORTUNITIES, "comercial_proximo_turno"),
        *chain("oportunidades", "oportunidades_registradas", "que_oportunidades"),
        *chain("oportunidades_lanzadas", "comercial_proximo_turno", "comercial_turno"),
    )


def _offer_flows() -> tuple[Flow, ...]:
    flows: list[Flow] = [
        flow("que_oportunidades", "oportunidades_lanzadas", "Ninguna", default=True)
    ]
    for kind, (name, _) in KINDS.items():
        sent = f"oportunidad_{kind}"
        first = "crear_prospecto" if kind == "referido" else sent
        condition = f'=list contains(tipos, "{kind}")'
        flows.append(flow("que_oportunidades", first, name, condition))
        flows.append(flow(sent, "oportunidades_lanzadas"))
    flows.append(flow("crear_prospecto", "oportunidad_referido"))
    return tuple(flows)


def _closing(suffix: str, column: int, row: int) -> tuple[Node, ...]:
    """Mark the client, end all that is theirs, bill what is left, and tell that it is done."""
    return (
        noted(
            f"cliente_en_baja{suffix}",
            "Cliente en baja",
            (column, row),
            "crm.marcar_en_baja",
            doc="Desde aquí los mensajes que lleguen tarde encuentran al cliente de baja.",
        ),
        throws(
            f"cierre_de_cuenta{suffix}",
            "Cierre de cuenta",
            (column + 1, row),
            signal("cierre_de_cuenta"),
            attrs={"cauce:correlationKey": "=cliente_id"},
        ),
        sends(
            f"baja_administrativo{suffix}",
            "Cerrar lo administrativo",
            (column + 2, row),
            "baja_administrativo",
            key="=cliente_id",
        ),
        catch(
            f"administrativo_cerrado{suffix}",
            "Administrativo cerrado",
            (column + 3, row),
            message("administrativo_cerrado"),
        ),
        sends(
            f"fin_baja_comercial{suffix}",
            "Cuenta cerrada",
            (column + 4, row),
            "cuenta_cerrada",
            key="=cliente_id",
            now=True,
            last=True,
        ),
    )


def _closing_flows(first: str, suffix: str) -> tuple[Flow, ...]:
    steps = ("cliente_en_baja", "cierre_de_cuenta", "baja_administrativo")
    last = ("administrativo_cerrado", "fin_baja_comercial")
    return chain(first, *(f"{step}{suffix}" for step in (*steps, *last)))


def _by_baja() -> Node:
    body = Body(
        nodes=(
            starts(
                "comercial_baja",
                "Baja",
                (0, 0),
                message("baja"),
                attrs={"isInterrupting": "true"},
            ),
            *_closing("", 1, 0),
        ),
        flows=_closing_flows("comercial_baja", ""),
    )
    return event_sub_process("comercial_por_baja", "Cierre de la cuenta", (8, 5), body)
