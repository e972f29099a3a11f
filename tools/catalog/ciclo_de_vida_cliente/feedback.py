"""Feedback: the campaign's dispatcher, and one feedback with one client."""

from tools.catalog.ciclo_de_vida_cliente.avisos import warned, warning_flows, warnings
from tools.catalog.ciclo_de_vida_cliente.campana import process as campaign
from tools.catalog.ciclo_de_vida_cliente.encuesta import survey
from tools.catalog.ciclo_de_vida_cliente.parts import KEY, asked, asked_flows, closing, each, person
from tools.catalog.clients import CLIENT, keyed, mapping, step
from tools.draw import (
    GREEN,
    Diagram,
    Lane,
    MessageFlow,
    Node,
    Pool,
    Process,
    chain,
    ends,
    ext,
    flow,
    message,
    parallel,
    starts,
    task,
    xor,
)

DOC = (
    "2 FEEDBACK\n\n"
    'Dentro del Proceso "Ciclo de Vida del Cliente" la principal accion es dar de alta el '
    "cliente y no es solo un tema administrativo.\n\n"
    "En SkyTel, dar de alta un cliente significa ...\n\n"
    "Versión: 1.0\n\nAutor: Juan Manuel Lacy"
)
NEEDS = "=if necesidades = null then [] else flatten([necesidades])"


def diagram() -> Diagram:
    """The collaboration of the campaign, one feedback, the client and Farming."""
    return Diagram(
        id="feedback_diagrama",
        name="Feedback",
        doc=DOC,
        pools=(
            Pool(id="participante_farming", name="Farming"),
            Pool(id="participante_campana", name="Campaña de Feedback", process=campaign()),
            Pool(id="participante_feedback", name="Feedback", process=process()),
            Pool(id="participante_cliente", name="Cliente"),
        ),
        message_flows=(
            MessageFlow(source="campana_enviar", target="inicio_feedback", name="Feedback"),
            MessageFlow(
                source="feedback_enviar_encuesta", target="participante_cliente", name="Encuesta"
            ),
            MessageFlow(
                source="participante_cliente",
                target="feedback_encuesta_respondida",
                name="Encuesta respondida",
            ),
            MessageFlow(
                source="feedback_responder", target="participante_cliente", name="Respuesta"
            ),
            MessageFlow(
                source="feedback_necesidades",
                target="participante_farming",
                name="Necesidad acordada",
            ),
        ),
        roots=(keyed("feedback_cliente"), keyed("encuesta_respondida", "=case_key")),
    )


def process() -> Process:
    """Survey and contribution of operations, meeting, follow-up, a farming for each need."""
    return Process(
        id="feedback",
        name="Feedback",
        doc="2.1 FEEDBACK",
        lanes=(
            Lane(id="feedback_ejecutivo", name="Ejecutivo de Cuenta", nodes=_executive()),
            Lane(
                id="feedback_operaciones",
                name="Operaciones",
                nodes=(
                    person(
                        "feedback_aporte",
                        "Aporte de Operaciones",
                        (6, 0),
                        form="feedback_aporte",
                        button="Entregar el aporte",
                    ),
                    closing(
                        "feedback",
                        (9, 0),
                        ext("zeebe:taskDefinition", type="feedback.cerrar_encuesta"),
                        mapping({**CLIENT, "encuesta": "=encuesta"}),
                        key=KEY,
                        doc="Los enlaces de la encuesta dejan de servir.",
                    ),
                ),
            ),
        ),
        flows=(
            *chain("inicio_feedback", "feedback_activo_consulta"),
            *chain("inicio_feedback_manual", "feedback_activo_consulta"),
            *asked_flows(
                "feedback_activo", "activo", "fin_baja_feedback_inicio", "feedback_abrir_encuesta"
            ),
            *chain("feedback_abrir_encuesta", "feedback_reunir", "feedback_encuesta"),
            *chain("feedback_reunir", "feedback_aporte", "feedback_reunido"),
            *chain("feedback_encuesta", "feedback_cerrar_encuesta", "feedback_reunido"),
            *chain("feedback_encuesta_plazo", "feedback_cerrar_encuesta"),
            *chain(
                "feedback_reunido",
                "feedback_reunion",
                "feedback_evaluar",
                "feedback_puntaje_bajo",
            ),
            flow("feedback_puntaje_bajo", "feedback_necesidades", "No", default=True),
            flow("feedback_puntaje_bajo", "feedback_seguimiento", "Sí", "=puntaje_bajo = true"),
            *warning_flows("feedback_seguimiento"),
            *chain("feedback_seguimiento", "feedback_respuesta"),
            *chain("feedback_respuesta", "feedback_responder", "feedback_concluido"),
            *chain("feedback_respuesta", "feedback_necesidades", "feedback_concluido"),
            *chain("feedback_concluido", "fin_feedback"),
        ),
    )


def _executive() -> tuple[Node, ...]:
    return (*_survey(), *_meeting(), *_follow_up(), *_conclusion())


def _survey() -> tuple[Node, ...]:
    return (
        starts(
            "inicio_feedback",
            "Inicio",
            (0, 0),
            message("feedback_cliente"),
            doc="Fecha\n\n2024-08-26T00:00:00",
        ),
        starts(
            "inicio_feedback_manual",
            "Inicio",
            (0, 1),
            None,
            mapping(outputs={"cliente_id": KEY}),
            doc="Un feedback abierto a mano, fuera de la campaña.",
        ),
        *asked(
            "feedback_activo",
            "Cliente activo",
            "crm.cliente_activo",
            result="activo",
            at=((1, 0), (2, 0), (2, 1)),
            end="fin_baja_feedback_inicio",
        ),
        step(
            "feedback_abrir_encuesta",
            "Abrir encuesta",
            (3, 0),
            "feedback.abrir_encuesta",
            outputs={"encuesta": "=encuesta", "invitados": "=invitados"},
        ),
        parallel("feedback_reunir", "", (4, 0)),
        *survey((6, 0)),
        step(
            "feedback_cerrar_encuesta",
            "Cerrar encuesta",
            (7, 0),
            "feedback.cerrar_encuesta",
            {"encuesta": "=encuesta"},
        ),
    )


def _meeting() -> tuple[Node, ...]:
    return (
        parallel("feedback_reunido", "", (8, 0)),
        person(
            "feedback_reunion",
            "Reunión de Feedback",
            (9, 0),
            form="feedback_reunion",
            button="Registrar lo acordado",
            attrs={"cauce:document": "acta_de_feedback"},
        ),
        task(
            "businessRuleTask",
            "feedback_evaluar",
            "Evaluar puntajes",
            (10, 0),
            ext(
                "zeebe:calledDecision",
                decisionId="seguimiento_feedback",
                resultVariable="puntaje_bajo",
            ),
        ),
        xor("feedback_puntaje_bajo", "Puntaje bajo?", (11, 0)),
    )


def _follow_up() -> tuple[Node, ...]:
    host = "feedback_seguimiento"
    return (
        person(
            host,
            "Seguimiento de puntaje bajo",
            (12, 1),
            form="feedback_seguimiento",
            button="Registrar la respuesta",
            step="seguimiento",
        ),
        *warnings(host),
        *warned(host, ((12, 2), (13, 2))),
        parallel("feedback_respuesta", "", (13, 1)),
        step(
            "feedback_responder",
            "Responder al cliente",
            (14, 1),
            "correo.responder_feedback",
            {"encuesta": "=encuesta", "respuesta": "=respuesta_al_cliente"},
            kind="sendTask",
        ),
    )


def _conclusion() -> tuple[Node, ...]:
    return (
        _agreed_needs(),
        Node(id="feedback_concluido", kind="inclusiveGateway", at=(15, 0)),
        ends("fin_feedback", "Feedback terminado", (16, 0), color=GREEN),
    )


def _agreed_needs() -> Node:
    return task(
        "sendTask",
        "feedback_necesidades",
        "Abrir un Farming por necesidad",
        (14, 0),
        mapping(
            {
                **CLIENT,
                "necesidad": "=necesidad",
                "origen": "=case_key",
            }
        ),
        trigger=message("necesidad_acordada"),
        attrs={"cauce:newCase": "true"},
        loop=each(NEEDS, "necesidad"),
    )
