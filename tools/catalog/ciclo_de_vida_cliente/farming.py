"""Farming: from an agreed need to an opportunity won or lost."""

from tools.catalog.ciclo_de_vida_cliente import farming_analisis, farming_propuesta
from tools.catalog.ciclo_de_vida_cliente.parts import KEY, closing, each, person
from tools.catalog.clients import CLIENT, keyed, mapping
from tools.draw import (
    Annotation,
    Diagram,
    Lane,
    MessageFlow,
    Node,
    Pool,
    Process,
    ext,
)

DOC = "3 FARMING\n\nVersión: 1.0\n\nAutor: juan.lacy"
AREAS = "if areas = null then [] else flatten([areas])"
SUPPORT = "{area: area, factible: factible != false, cambios: cambios, " + (
    "reparo: reparo, esfuerzo: esfuerzo, costo: costo, semanas: semanas}"
)


def diagram() -> Diagram:
    """The collaboration of Farming with the client and Feedback."""
    return Diagram(
        id="farming_diagrama",
        name="Farming",
        doc=DOC,
        pools=(
            Pool(id="participante_origen_feedback", name="Feedback"),
            Pool(id="participante_farming_proceso", name="Farming", process=process()),
            Pool(id="participante_interlocutor", name="Cliente"),
        ),
        message_flows=(
            MessageFlow(
                source="participante_origen_feedback",
                target="inicio_farming",
                name="Necesidad acordada",
            ),
            MessageFlow(
                source="envio_propuesta_borrador",
                target="participante_interlocutor",
                name="Borrador",
            ),
            MessageFlow(
                source="participante_interlocutor",
                target="borrador_respondido",
                name="Borrador respondido",
            ),
        ),
        roots=(keyed("borrador_respondido", "=case_key"),),
    )


def process() -> Process:
    """The activities of the source, in its order, with what they need to be done."""
    return Process(
        id="farming",
        name="Farming",
        doc="3.1 FARMING",
        lanes=(
            Lane(
                id="farming_area_de_apoyo",
                name="Área de Apoyo",
                doc="TBD (IT, WORKFORCE, etc)",
                nodes=(_support(),),
            ),
            Lane(
                id="farming_ejecutivo",
                name="Ejecutivo de Cuenta",
                nodes=(
                    *farming_analisis.nodes(),
                    *farming_propuesta.nodes(),
                    closing(
                        "farming",
                        (2, 1),
                        ext("zeebe:taskDefinition", type="crm.perder_oportunidad"),
                        mapping({**CLIENT, "oportunidad": "=oportunidad", "motivo": "baja"}),
                        key=KEY,
                        doc="La oportunidad se cierra como perdida, con motivo baja.",
                    ),
                ),
            ),
            Lane(
                id="farming_workforce",
                name="Workforce",
                nodes=(
                    person(
                        "implementacion",
                        "Implementación",
                        (11, 0),
                        form="farming_implementacion",
                        button="Implementación terminada",
                        step="implementacion",
                        doc="Nombre en el documento de origen: Implementacion",
                    ),
                ),
            ),
        ),
        flows=(*farming_analisis.flows(), *farming_propuesta.flows()),
        annotations=(
            Annotation(
                id="nota_firma_del_contrato",
                text="La firma de la nueva versión abre la Modificación de Cliente",
                at=(10, 3),
                about="farming_registrar_contrato",
                lane="farming_ejecutivo",
            ),
        ),
    )


def _support() -> Node:
    return person(
        "apoyo_de_area",
        "Apoyo de <área>",
        (10, 0),
        form="farming_apoyo",
        button="Entregar el apoyo",
        step="apoyo",
        attrs={"cauce:title": '="Apoyo de " + area'},
        exts=(ext("zeebe:assignmentDefinition", candidateGroups="=[area]"),),
        loop=each(f"={AREAS}", "area", gives="apoyos", result=f"={SUPPORT}"),
        doc="Nombre del flujo en el documento de origen: TBD (IT, WORKFORCE, etc)",
    )
