"""The first half of Farming: analysis, attributes, support and the client's profile."""

from tools.catalog.ciclo_de_vida_cliente.parts import KEY, asked, asked_flows, person
from tools.catalog.clients import mapping, noted, step
from tools.draw import Flow, Node, chain, ext, flow, message, starts, task, xor

ORIGIN = (
    "El inicio de este proceso debe provenir desde el proceso de Feedback que entendemos debe "
    "ser el momento en el que nuestra operación y el cliente encuentran nuevos requerimientos o "
    "necesidades que mejoren el servicio."
)
NEEDS_SUPPORT = "=requiere_apoyo != false and areas != null and count(flatten([areas])) > 0"


def nodes() -> tuple[Node, ...]:
    """The nodes of the executive's first rows."""
    return (*_beginning(), *_attributes(), *_profile())


def _beginning() -> tuple[Node, ...]:
    return (
        starts("inicio_farming", "Inicio", (0, 0), message("necesidad_acordada"), doc=ORIGIN),
        starts(
            "inicio_farming_manual",
            "Inicio",
            (0, 1),
            None,
            mapping(outputs={"cliente_id": KEY}),
            doc="Una necesidad que aparece fuera de un feedback.",
        ),
        *asked(
            "farming_activo",
            "Cliente activo",
            "crm.cliente_activo",
            result="activo",
            at=((1, 0), (3, 0), (3, 1)),
            end="fin_baja_farming_inicio",
        ),
        step(
            "farming_abrir_oportunidad",
            "Crear la oportunidad en el CRM",
            (4, 0),
            "crm.abrir_oportunidad_farming",
            {"necesidad": "=necesidad", "origen": "=origen", "etapa": "interes"},
            outputs={"oportunidad": "=oportunidad"},
        ),
        person(
            "analisis_operacional",
            "Análisis Operacional",
            (5, 0),
            form="farming_analisis",
            button="Terminar el análisis",
        ),
    )


def _attributes() -> tuple[Node, ...]:
    return (
        stage("consideracion", "Consideración", 6, 0),
        person(
            "atributos_del_cliente",
            "Atributos del Cliente",
            (7, 0),
            form="farming_atributos",
            button="Registrar los atributos",
            attrs={"cauce:document": "matriz_del_cliente"},
            doc="Documento de ayuda en el documento de origen: Cosultas Relevamiento Comercial",
        ),
        xor("farming_abandonar", "Abandonar?", (8, 0)),
        xor(
            "requiere_area_de_apoyo",
            "Requiere de Área de Apoyo?",
            (9, 0),
            doc="Nombre en el documento de origen: Requiere de Area de Apoyo?",
        ),
        xor("farming_factible", "Todas factibles?", (10, 0)),
    )


def _profile() -> tuple[Node, ...]:
    return (
        stage("evaluacion", "Evaluación", 11, 0),
        person(
            "perfil_del_cliente",
            "Perfil del Cliente",
            (12, 0),
            form="farming_perfil",
            button="Fijar el borrador",
        ),
        task(
            "businessRuleTask",
            "farming_puntos_centrales",
            "Elegir los puntos centrales",
            (13, 0),
            ext(
                "zeebe:calledDecision",
                decisionId="puntos_centrales",
                resultVariable="puntos_centrales",
            ),
        ),
    )


def flows() -> tuple[Flow, ...]:
    """From the start to the draft."""
    return (
        *chain("inicio_farming", "farming_activo_consulta"),
        *chain("inicio_farming_manual", "farming_activo_consulta"),
        *asked_flows(
            "farming_activo", "activo", "fin_baja_farming_inicio", "farming_abrir_oportunidad"
        ),
        *chain(
            "farming_abrir_oportunidad",
            "analisis_operacional",
            "farming_etapa_consideracion",
            "atributos_del_cliente",
            "farming_abandonar",
        ),
        flow("farming_abandonar", "requiere_area_de_apoyo", "No", default=True),
        flow("farming_abandonar", "registro_perdida", "Sí", "=abandonar = true"),
        flow(
            "requiere_area_de_apoyo",
            "apoyo_de_area",
            "TBD (IT, WORKFORCE, etc)",
            NEEDS_SUPPORT,
        ),
        flow(
            "requiere_area_de_apoyo",
            "farming_etapa_evaluacion",
            "Perfil del Cliente",
            default=True,
        ),
        *chain("apoyo_de_area", "farming_factible"),
        flow("farming_factible", "farming_etapa_evaluacion", "Sí", default=True),
        flow(
            "farming_factible",
            "atributos_del_cliente",
            "No",
            "=some apoyo in apoyos satisfies apoyo.factible = false",
        ),
        *chain(
            "farming_etapa_evaluacion",
            "perfil_del_cliente",
            "farming_puntos_centrales",
            "farming_fijar_borrador",
        ),
    )


def stage(key: str, name: str, column: int, row: int) -> Node:
    """A throw event that moves the opportunity's card to the stage `key`."""
    return noted(
        f"farming_etapa_{key}",
        name,
        (column, row),
        "crm.mover_oportunidad",
        {"oportunidad": "=oportunidad", "etapa": key},
        doc=f"La oportunidad pasa a la etapa {name}.",
    )
