"""The second half of Farming: draft, proposal, contract, implementation and the register."""

from tools.catalog.ciclo_de_vida_cliente.borrador import draft
from tools.catalog.ciclo_de_vida_cliente.farming_analisis import stage
from tools.catalog.ciclo_de_vida_cliente.parts import person
from tools.catalog.clients import noted, step
from tools.draw import GREEN, RED, Flow, Node, chain, ends, flow, xor

REGISTER = "Update del Registro de la Actividad"
LITERAL = "Nombre en el documento de origen: UpDete del Registro de la Actividad"
REASON = (
    '=if motivo != null then motivo else if abandonar = true then "abandonada" '
    'else if propuesta_aceptada = false then "propuesta no aceptada" '
    'else "borrador rechazado"'
)


def nodes() -> tuple[Node, ...]:
    """The nodes of the executive's lower rows."""
    return (
        step(
            "farming_fijar_borrador",
            "Fijar versión del borrador",
            (1, 2),
            "documentos.fijar_borrador",
            {
                "oportunidad": "=oportunidad",
                "version": "=if version_borrador = null then 1 else version_borrador + 1",
                "puntos_centrales": "=puntos_centrales",
            },
            outputs={"version_borrador": "=version", "borrador": "=borrador"},
        ),
        draft((2, 2)),
        xor("farming_borrador_aceptado", "Borrador aceptado?", (3, 2)),
        stage("negociacion", "Negociación", 4, 2),
        person(
            "propuesta",
            "Propuesta",
            (5, 2),
            form="farming_propuesta",
            button="Registrar el resultado",
            attrs={"cauce:document": "propuesta"},
        ),
        xor("farming_propuesta_aceptada", "Propuesta aceptada?", (6, 2)),
        stage("cierre", "Cierre", 7, 2),
        person(
            "actualizacion_del_contrato",
            "Actualización del Contrato",
            (8, 2),
            form="farming_contrato",
            button="Registrar la nueva versión",
            attrs={"cauce:document": "anexo_de_contrato"},
            doc="Nombre en el documento de origen: Actualizacion del Contrato",
        ),
        step(
            "farming_registrar_contrato",
            "Registrar la versión del contrato",
            (9, 2),
            "contratos.registrar_version",
            {"oportunidad": "=oportunidad", "fecha_firma": "=fecha_firma"},
            outputs={"contrato": "=contrato"},
            doc="Su firma publica contrato_firmado, que abre la Modificación de Cliente.",
        ),
        noted(
            "farming_comunicar",
            "Comunicado internamente",
            (10, 2),
            "avisos.comunicar",
            {
                "asunto": "Nueva versión de contrato",
                "referencia": "=contrato",
                "roles": '=["Operaciones", "Backoffice", "Workforce", "IT"]',
            },
        ),
        *_won(),
        *_lost(),
    )


def _won() -> tuple[Node, ...]:
    return (
        person(
            "registro_ganada",
            REGISTER,
            (12, 2),
            form="farming_registro_ganada",
            button="Cerrar como ganada",
            doc=LITERAL,
        ),
        step(
            "farming_ganar",
            "Oportunidad ganada",
            (13, 2),
            "crm.ganar_oportunidad",
            {"oportunidad": "=oportunidad"},
        ),
        ends("fin_ganada", "Ganada", (14, 2), color=GREEN),
    )


def _lost() -> tuple[Node, ...]:
    return (
        person(
            "registro_perdida",
            REGISTER,
            (7, 3),
            form="farming_registro_perdida",
            button="Cerrar como perdida",
            doc=LITERAL,
        ),
        step(
            "farming_perder",
            "Oportunidad perdida",
            (8, 3),
            "crm.perder_oportunidad",
            {"oportunidad": "=oportunidad", "motivo": REASON},
        ),
        ends("fin_perdida", "Perdida", (9, 3), color=RED),
    )


def flows() -> tuple[Flow, ...]:
    """From the draft to the ends."""
    return (
        *chain("farming_fijar_borrador", "farming_borrador", "farming_borrador_aceptado"),
        flow("farming_borrador_aceptado", "farming_etapa_negociacion", "Sí", default=True),
        flow(
            "farming_borrador_aceptado",
            "perfil_del_cliente",
            "Con objeción",
            "=respuesta.borrador_aceptado = false and respuesta.objecion = true",
        ),
        flow(
            "farming_borrador_aceptado",
            "registro_perdida",
            "No",
            "=respuesta.borrador_aceptado = false and respuesta.objecion != true",
        ),
        *chain("farming_etapa_negociacion", "propuesta", "farming_propuesta_aceptada"),
        flow("farming_propuesta_aceptada", "farming_etapa_cierre", "Sí", default=True),
        flow(
            "farming_propuesta_aceptada",
            "registro_perdida",
            "No",
            "=propuesta_aceptada = false",
        ),
        *chain(
            "farming_etapa_cierre",
            "actualizacion_del_contrato",
            "farming_registrar_contrato",
            "farming_comunicar",
            "implementacion",
            "registro_ganada",
            "farming_ganar",
            "fin_ganada",
        ),
        *chain("registro_perdida", "farming_perder", "fin_perdida"),
    )
