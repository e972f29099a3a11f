"""Ciclo Comercial: the client's account and what grows from it, one active per client."""

from __future__ import annotations

from tools.catalog.clients import CLIENT, mapping, noted, step
from tools.catalog.interacciones_equipos.parts import (
    COMMERCIAL,
    VENTAS,
    active,
    active_flows,
    due,
    due_flows,
    interrupted,
    kept,
    next_turn,
    person,
    same,
    sends,
    turn,
)
from tools.draw import (
    Annotation,
    Body,
    Flow,
    Node,
    Pool,
    Process,
    catch,
    chain,
    flow,
    message,
    signal,
    starts,
    sub_process,
    throws,
)

CYCLE = "Ciclo Comercial"
KINDS = {
    "upsell": ("Upsell", (2, 2)),
    "cross_sell": ("Cross-sell", (2, 3)),
    "referido": ("Referidos", (2, 4)),
}

ACCOUNT = person(
    "account_management",
    "Account Management",
    (3, 0),
    VENTAS,
    button="Cuenta revisada",
    color=COMMERCIAL,
    outputs=kept("cuenta", "estado_cuenta", "salud", "reunion_fecha", "compromisos"),
    doc="Revisión de la cuenta.",
)
OPPORTUNITIES = person(
    "oportunidades",
    "Oportunidades",
    (6, 2),
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
            starts("inicio_cuenta", "Cuenta por abrir", (0, 0), message("cuenta_por_abrir")),
            *active("comercial", ((1, 0), (2, 0), (3, 0)), "fin_baja_comercial_inicio"),
            _account(),
            starts("inicio_baja", "Baja", (0, 2), message("baja")),
            *_closing(),
        ),
        flows=(
            *chain("inicio_cuenta", "comercial_consulta"),
            *active_flows("comercial", "fin_baja_comercial_inicio", "cuenta_en_curso"),
            *chain("cuenta_en_curso", "cliente_en_baja"),
            *chain(
                "inicio_baja",
                "cliente_en_baja",
                "cierre_de_cuenta",
                "baja_administrativo",
                "administrativo_cerrado",
                "fin_baja_comercial",
            ),
        ),
        annotations=(
            Annotation(
                id="nota_cuenta",
                text="Uno por cliente. Gira cada mes; la tabla de frecuencias dice qué toca.",
                at=(5, 0),
            ),
        ),
    )


def _account() -> Node:
    """The cycle; it goes on turning until a baja interrupts it."""
    return sub_process(
        "cuenta_en_curso",
        "Cuenta en curso",
        (0, 1),
        Body(
            nodes=(
                starts("inicio_ciclo_comercial", "", (0, 0)),
                turn("comercial", CYCLE, (1, 0)),
                *due(ACCOUNT, (2, 0), (3, 1)),
                ACCOUNT,
                noted(
                    "cuenta_registrada",
                    "Revisión registrada",
                    (4, 0),
                    "crm.registrar_revision",
                    same("cuenta"),
                ),
                *due(OPPORTUNITIES, (6, 0), (5, 1)),
                OPPORTUNITIES,
                *_offers(),
                next_turn("comercial", "Un mes", (0, 2)),
                interrupted("comercial_por_baja", (7, 2), "comercial_baja", "Baja", "baja"),
            ),
            flows=(*_cycle_flows(), *_offer_flows()),
        ),
        expanded=True,
        wide=True,
    )


def _offers() -> tuple[Node, ...]:
    return (
        noted(
            "oportunidades_registradas",
            "Oportunidades registradas",
            (5, 2),
            "crm.registrar_oportunidades",
            same("tipos", "hallazgos"),
        ),
        Node(id="que_oportunidades", kind="inclusiveGateway", name="Cuáles?", at=(4, 2)),
        step(
            "crear_prospecto",
            "Crear prospecto",
            (3, 4),
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
        Node(id="oportunidades_lanzadas", kind="inclusiveGateway", at=(1, 2)),
    )


def _cycle_flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_ciclo_comercial", "comercial_turno", "account_management_toca"),
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


def _closing() -> tuple[Node, ...]:
    """Mark the client, end all that is theirs, bill what is left, and tell that it is done."""
    return (
        noted(
            "cliente_en_baja",
            "Cliente en baja",
            (2, 2),
            "crm.marcar_en_baja",
            doc="Desde aquí los mensajes que lleguen tarde encuentran al cliente de baja.",
        ),
        throws(
            "cierre_de_cuenta",
            "Cierre de cuenta",
            (3, 2),
            signal("cierre_de_cuenta"),
            mapping(CLIENT),
            attrs={"cauce:correlationKey": "=cliente_id"},
        ),
        sends(
            "baja_administrativo",
            "Cerrar lo administrativo",
            (4, 2),
            "baja_administrativo",
            key="=cliente_id",
        ),
        catch(
            "administrativo_cerrado",
            "Administrativo cerrado",
            (5, 2),
            message("administrativo_cerrado"),
        ),
        sends(
            "fin_baja_comercial",
            "Cuenta cerrada",
            (6, 2),
            "cuenta_cerrada",
            key="=cliente_id",
            now=True,
            last=True,
        ),
    )
