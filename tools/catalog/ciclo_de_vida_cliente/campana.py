"""The dispatcher of the feedback campaign: batch after batch of active clients."""

from tools.catalog.ciclo_de_vida_cliente.parts import each
from tools.catalog.clients import mapping
from tools.draw import (
    GREEN,
    Node,
    Process,
    catch,
    chain,
    ends,
    ext,
    flow,
    message,
    starts,
    task,
    timer,
    xor,
)

CYCLE = (
    '="R/" + ajustes.feedback_primera_fecha + "[" + ajustes.feedback_zona + "]/" '
    "+ ajustes.feedback_periodo"
)


def process() -> Process:
    """On the day of the campaign every active client is asked for a feedback."""
    return Process(
        id="feedback_campana",
        name="Campaña de Feedback",
        doc="La campaña parte el 2024-08-26 y sigue cada período.",
        nodes=_nodes(),
        flows=(
            *chain("inicio_campana", "campana_tanda"),
            *chain("inicio_campana_manual", "campana_tanda"),
            *chain("campana_tanda", "campana_anotar", "campana_enviar", "campana_quedan"),
            flow("campana_quedan", "fin_campana", "No", default=True),
            flow("campana_quedan", "campana_pausa", "Sí", "=quedan = true"),
            *chain("campana_pausa", "campana_tanda"),
        ),
    )


def _nodes() -> tuple[Node, ...]:
    return (
        starts(
            "inicio_campana",
            "Inicio",
            (0, 0),
            timer(cycle=CYCLE),
            doc="Fecha\n\n2024-08-26T00:00:00",
        ),
        starts("inicio_campana_manual", "Inicio", (0, 1), doc="Una campaña fuera de fecha."),
        task(
            "serviceTask",
            "campana_tanda",
            "Tomar tanda de clientes activos",
            (1, 0),
            ext("zeebe:taskDefinition", type="feedback.siguiente_tanda"),
            mapping(
                {"desde": "=siguiente"},
                {"clientes": "=clientes", "quedan": "=quedan", "siguiente": "=siguiente"},
            ),
        ),
        task(
            "serviceTask",
            "campana_anotar",
            "Anotar clientes pasados por alto",
            (2, 0),
            ext("zeebe:taskDefinition", type="feedback.anotar_pasados_por_alto"),
            mapping({"clientes": "=clientes"}, {"pasados_por_alto": "=pasados_por_alto"}),
            doc="Deja una línea en la historia de cada cliente con un feedback aún abierto.",
        ),
        task(
            "sendTask",
            "campana_enviar",
            "Pedir feedback",
            (3, 0),
            mapping({"cliente_id": "=cliente_id", "campana": "=case_key"}),
            trigger=message("feedback_cliente"),
            attrs={
                "cauce:correlationKey": "=cliente_id",
                "cauce:newCase": "true",
                "cauce:timeToLive": "PT0S",
            },
            loop=each(
                "=clientes[not(list contains(pasados_por_alto, item))]",
                "cliente_id",
            ),
            doc="Mientras el feedback anterior esté abierto, el cliente es pasado por alto.",
        ),
        xor("campana_quedan", "Quedan clientes?", (4, 0)),
        catch("campana_pausa", "Un minuto", (3, 1), timer(duration="PT1M")),
        ends("fin_campana", "Campaña enviada", (5, 0), color=GREEN),
    )
