"""The survey of a feedback: invitations out, answers in, ten working days at the most."""

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

ANSWERS = "if respuestas = null then [] else respuestas"


def survey(at: Cell) -> tuple[Node, ...]:
    """The sub-process and the timer that closes it."""
    return (
        sub_process(
            "feedback_encuesta",
            "Encuesta al cliente",
            at,
            Body(nodes=_nodes(), flows=_flows()),
            expanded=True,
        ),
        boundary(
            "feedback_encuesta_plazo",
            "Diez días hábiles",
            "feedback_encuesta",
            timer(duration="P10D"),
            attrs={"cauce:workingTime": "true"},
        ),
    )


def _nodes() -> tuple[Node, ...]:
    return (
        starts("feedback_encuesta_inicio", "", (0, 0)),
        xor("feedback_hay_contactos", "Hay contactos?", (1, 0)),
        ends("feedback_sin_contactos", "Sin contactos", (1, 1)),
        parallel("feedback_encuestar", "", (2, 0)),
        step(
            "feedback_enviar_encuesta",
            "Enviar encuesta",
            (3, 0),
            "portal.enviar_encuesta",
            {"encuesta": "=encuesta", "invitados": "=invitados"},
            kind="sendTask",
            doc="Por enlace firmado: NPS, CSAT y pregunta abierta.",
        ),
        ends("feedback_encuesta_enviada", "Enviada", (4, 0)),
        catch(
            "feedback_encuesta_respondida",
            "Encuesta respondida",
            (3, 1),
            message("encuesta_respondida"),
            mapping(
                outputs={
                    "respuestas": (
                        f"=concatenate({ANSWERS}, [{{contacto: contacto, nps: nps, csat: csat}}])"
                    )
                }
            ),
        ),
        xor("feedback_todos", "Respondieron todos?", (4, 1)),
        ends("feedback_encuesta_completa", "Completa", (5, 1), terminate()),
    )


def _flows() -> tuple[Flow, ...]:
    return (
        *chain("feedback_encuesta_inicio", "feedback_hay_contactos"),
        flow("feedback_hay_contactos", "feedback_encuestar", "Sí", default=True),
        flow("feedback_hay_contactos", "feedback_sin_contactos", "No", "=count(invitados) = 0"),
        *chain("feedback_encuestar", "feedback_enviar_encuesta", "feedback_encuesta_enviada"),
        *chain("feedback_encuestar", "feedback_encuesta_respondida", "feedback_todos"),
        flow("feedback_todos", "feedback_encuesta_respondida", "No", default=True),
        flow(
            "feedback_todos",
            "feedback_encuesta_completa",
            "Sí",
            "=count(respuestas) >= count(invitados)",
        ),
    )
