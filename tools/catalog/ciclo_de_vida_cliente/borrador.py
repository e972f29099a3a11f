"""The draft on its way: sent beside the wait, answered by link or through the executive."""

from tools.catalog.ciclo_de_vida_cliente.avisos import warned, warning_flows, warnings
from tools.catalog.ciclo_de_vida_cliente.parts import person
from tools.catalog.clients import mapping, step
from tools.draw import (
    Body,
    Flow,
    Node,
    boundary,
    catch,
    chain,
    ends,
    flow,
    message,
    parallel,
    starts,
    sub_process,
    terminate,
    timer,
    xor,
)
from tools.draw.model import Cell

TASK = "registrar_respuesta"
ANSWER = {
    "respuesta": (
        "={borrador_aceptado: borrador_aceptado, objecion: objecion, version: version, "
        "alcance: alcance, presupuesto: presupuesto, "
        "acepta_recibir_propuesta: acepta_recibir_propuesta}"
    )
}
STALE = "=respuesta.version != null and respuesta.version != version_borrador"


def draft(at: Cell) -> Node:
    """The sub-process, left as soon as an answer to the current version is known."""
    return sub_process(
        "farming_borrador",
        "Propuesta Borrador",
        at,
        Body(nodes=_nodes(), flows=_flows()),
        expanded=True,
    )


def _nodes() -> tuple[Node, ...]:
    return (
        starts("farming_borrador_inicio", "", (0, 1)),
        parallel("farming_borrador_reparte", "", (1, 1)),
        step(
            "envio_propuesta_borrador",
            "Envío de Propuesta Borrador",
            (2, 0),
            "portal.enviar_borrador",
            {
                "oportunidad": "=oportunidad",
                "borrador": "=borrador",
                "version": "=version_borrador",
            },
            doc=(
                "Nombre en el documento de origen: Envio de Propuesta Borrador\n\n"
                "Implementación\n\nServicio Web"
            ),
        ),
        ends("farming_borrador_enviado", "Enviado", (3, 0)),
        catch(
            "borrador_respondido",
            "Borrador respondido",
            (2, 1),
            message("borrador_respondido"),
            mapping(outputs=ANSWER),
        ),
        xor("farming_version_por_enlace", "Versión vigente?", (3, 1)),
        ends("farming_respondido", "Respondido", (4, 1), terminate()),
        person(
            TASK,
            "Registrar respuesta",
            (2, 2),
            form="farming_respuesta",
            button="Registrar la respuesta",
            step="borrador",
            exts=(mapping(outputs=ANSWER),),
            size=(240, 80),
        ),
        *_clocks(),
        xor("farming_version_registrada", "Versión vigente?", (3, 2)),
        ends("farming_registrado", "Registrado", (4, 2), terminate()),
    )


def _clocks() -> tuple[Node, ...]:
    return (
        boundary(
            "farming_recordatorio",
            "Recordar",
            TASK,
            timer(duration="=plazo * 0.5"),
            interrupting=False,
            attrs={"cauce:workingTime": "true"},
        ),
        *warnings(TASK),
        step(
            "farming_recordar",
            "Recordar al cliente",
            (3, 3),
            "portal.recordar_borrador",
            {"oportunidad": "=oportunidad", "version": "=version_borrador"},
            kind="sendTask",
        ),
        ends("farming_recordado", "Recordado", (4, 3)),
        *warned(TASK, ((2, 4), (3, 4))),
    )


def _flows() -> tuple[Flow, ...]:
    return (
        *chain("farming_borrador_inicio", "farming_borrador_reparte", "envio_propuesta_borrador"),
        *chain("envio_propuesta_borrador", "farming_borrador_enviado"),
        *chain("farming_borrador_reparte", "borrador_respondido", "farming_version_por_enlace"),
        *chain("farming_borrador_reparte", TASK, "farming_version_registrada"),
        *_checked("farming_version_por_enlace", "borrador_respondido", "farming_respondido"),
        *_checked("farming_version_registrada", TASK, "farming_registrado"),
        *chain("farming_recordatorio", "farming_recordar", "farming_recordado"),
        *warning_flows(TASK),
    )


def _checked(gateway: str, back: str, onwards: str) -> tuple[Flow, ...]:
    return (
        flow(gateway, onwards, "Sí", default=True),
        flow(gateway, back, "No", STALE),
    )
