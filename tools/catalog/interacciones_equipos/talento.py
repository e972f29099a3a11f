"""IT Talent Services: from a won project to assigned people, once per position."""

from __future__ import annotations

from tools.catalog.clients import mapping, noted, step
from tools.catalog.interacciones_equipos.parts import (
    TALENT,
    TALENTO,
    active,
    active_flows,
    closing,
    kept,
    person,
    same,
    sends,
)
from tools.draw import (
    Annotation,
    Body,
    Ext,
    Flow,
    Loop,
    Node,
    Pool,
    Process,
    chain,
    ends,
    flow,
    message,
    starts,
    sub_process,
    xor,
)
from tools.draw.model import Cell

TERMS = ("fecha_inicio", "fecha_fin", "dedicacion", "tarifa_mensual")
"""What an assignment agrees on: its task begins with what the position says."""

ASSIGNMENT = {
    **same("asignacion_id", "proyecto", "posicion", "persona"),
    **{name: f"=asignacion.{name}" for name in TERMS},
}
"""What the two messages of an assignment carry."""


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="talento", name=TALENTO, process=process())


def process() -> Process:
    """One instance per project."""
    return Process(
        id="it_talent_services",
        name=TALENTO,
        nodes=(
            starts("inicio_proyecto", "Proyecto ganado", (0, 0), message("proyecto_ganado")),
            *active("proyecto", ((1, 0), (2, 0), (2, 1)), "fin_baja_proyecto_inicio"),
            *_onboarding(),
            _positions(),
            _closed("proyecto_cerrado", "Proyecto cubierto", (5, 3), "cubierto"),
            ends("fin_proyecto", "Proyecto en marcha", (6, 3)),
            closing(
                "proyecto",
                (1, 3),
                _closed("proyecto_cerrado_por_baja", "Proyecto cerrado", (1, 0), "baja"),
                end=("fin_baja_proyecto", "Proyecto de baja"),
            ),
        ),
        flows=(
            *chain("inicio_proyecto", "proyecto_consulta"),
            *active_flows("proyecto", "fin_baja_proyecto_inicio", "onboarding_proyecto"),
            *chain(
                "onboarding_proyecto",
                "abrir_posiciones",
                "cubrir_posicion",
                "proyecto_cerrado",
                "fin_proyecto",
            ),
        ),
        annotations=(
            Annotation(
                id="nota_posiciones",
                text="Una vez por posición, todas a la vez: unas personas parten mientras otras "
                "se buscan.",
                at=(6, 0),
            ),
        ),
    )


def _onboarding() -> tuple[Node, ...]:
    return (
        person(
            "onboarding_proyecto",
            "Onboarding Proyecto",
            (3, 0),
            TALENTO,
            button="Abrir posiciones",
            color=TALENT,
            inputs={"proyecto_nombre": "=servicio", "proyecto_inicio": "=inicio_estimado"},
            outputs={
                "posiciones": "=if posiciones = null or posiciones = [] then [{}] else posiciones",
                **kept("datos_proyecto", "proyecto_nombre", "proyecto_inicio", "contexto"),
            },
            doc="Las posiciones del proyecto: habilidades, seniority, fechas y tarifa.",
        ),
        step(
            "abrir_posiciones",
            "Abrir posiciones",
            (4, 0),
            "talent.abrir_posiciones",
            same("oportunidad", "posiciones", "datos_proyecto"),
            outputs={"proyecto": "=proyecto"},
        ),
    )


def _closed(id: str, name: str, at: Cell, why: str) -> Node:  # noqa: A002 - BPMN's own word
    """The record that the project's search is over."""
    inputs = {**same("proyecto", "resultados"), "motivo": f'="{why}"'}
    return noted(id, name, at, "talent.cerrar_proyecto", inputs)


def _positions() -> Node:
    """Selección to Asignación, once per position, all at a time."""
    return sub_process(
        "cubrir_posicion",
        "Cubrir la posición",
        (0, 2),
        Body(nodes=(*_search(), *_assignment()), flows=_position_flows()),
        mapping(
            {
                "numero_posicion": "=loopCounter",
                "asignacion_id": '=case_key + "-A" + string(loopCounter)',
            }
        ),
        loop=_each(
            "=posiciones",
            "posicion",
            "resultados",
            '=if seleccion.anulada then "anulada" else "cubierta"',
        ),
        expanded=True,
        wide=True,
        doc="Cada posición sigue por su cuenta: unas pueden partir mientras otras se buscan.",
    )


def _selection() -> Node:
    return person(
        "seleccion",
        "Selección",
        (2, 0),
        TALENTO,
        button="Pasar a entrevistas",
        color=TALENT,
        inputs={
            "candidatos": "=for p in propuestos return if p.persona = null then p "
            'else context put(p, "entrevistar", p = propuestos[1])'
        },
        outputs={
            "shortlist": "=if buscar_de_nuevo = true then [] "
            "else if candidatos != null then candidatos[item.entrevistar != false] "
            "else if propuestos = [] then [] else [propuestos[1]]",
            "seleccion.anulada": "=anulada = true",
            "seleccion.motivo": "=anulada_motivo",
        },
    )


def _search() -> tuple[Node, ...]:
    return (
        starts("inicio_posicion", "", (0, 0)),
        step(
            "proponer_candidatos",
            "Proponer candidatos",
            (1, 0),
            "talent.proponer_candidatos",
            same("asignacion_id", "posicion"),
            outputs={"propuestos": "=propuestos"},
            doc="Las personas de la base, ordenadas por ajuste y disponibilidad, con las razones.",
        ),
        _selection(),
        xor("hay_shortlist", "A quién entrevistar?", (3, 0)),
        noted(
            "posicion_anulada",
            "Posición anulada",
            (4, 1),
            "talent.anular_posicion",
            {**same("asignacion_id", "proyecto", "posicion"), "motivo": "=seleccion.motivo"},
        ),
        ends("fin_posicion_anulada", "Anulada", (5, 1)),
        person(
            "entrevistas",
            "Entrevistas",
            (4, 0),
            TALENTO,
            button="Registrar entrevista",
            color=TALENT,
            loop=_each(
                "=shortlist",
                "candidato",
                "entrevistas",
                "={persona: candidato, acepta: aceptado != false, tecnico: puntaje_tecnico, "
                "comunicacion: puntaje_comunicacion, cuando: agendada, detalle: notas}",
            ),
            doc="Una por persona de la shortlist.",
        ),
        noted(
            "entrevistas_registradas",
            "Entrevistas registradas",
            (5, 0),
            "talent.registrar_entrevistas",
            same("asignacion_id", "posicion", "shortlist", "entrevistas"),
        ),
        xor("alguien_acepto", "Alguien aceptó?", (6, 0)),
    )


def _assignment() -> tuple[Node, ...]:
    first = "=entrevistas[item.acepta = true][1].persona"
    return (
        person(
            "asignacion",
            "Asignación",
            (7, 0),
            TALENTO,
            button="Asignar",
            color=TALENT,
            inputs={"persona": first, **{name: f"=posicion.{_of(name)}" for name in TERMS}},
            outputs={
                "persona": "=persona",
                "asignacion.libre": "=libre != false",
                **{f"asignacion.{name}": f"={name}" for name in TERMS},
            },
            doc="La primera persona del orden que aceptó.",
        ),
        step(
            "tomar_jornada",
            "Tomar su jornada",
            (8, 0),
            "talent.asignar",
            {**ASSIGNMENT, "libre": "=asignacion.libre"},
            outputs={"asignada": "=asignada"},
            doc="Asigna si la persona sigue libre; la suma de una persona no pasa de 100 %.",
        ),
        xor("sigue_libre", "Sigue libre?", (9, 0)),
        sends(
            "asignacion_iniciada",
            "Asignación iniciada",
            (10, 0),
            "asignacion_iniciada",
            ASSIGNMENT,
            doc="Sale antes que la de contratar: el servicio existe cuando el contrato se decide.",
        ),
        sends(
            "asignacion_por_contratar",
            "Asignación por contratar",
            (11, 0),
            "asignacion_por_contratar",
            ASSIGNMENT,
        ),
        ends("fin_posicion", "Cubierta", (12, 0)),
    )


def _of(name: str) -> str:
    """What the position calls a term of its assignment."""
    return {"fecha_inicio": "desde", "fecha_fin": "hasta"}.get(name, name)


def _position_flows() -> tuple[Flow, ...]:
    again = "proponer_candidatos"
    return (
        *chain("inicio_posicion", again, "seleccion", "hay_shortlist"),
        flow("hay_shortlist", "posicion_anulada", "Anulada", "=seleccion.anulada"),
        flow("hay_shortlist", again, "A nadie", "=shortlist = []"),
        flow("hay_shortlist", "entrevistas", "Shortlist", default=True),
        *chain("posicion_anulada", "fin_posicion_anulada"),
        *chain("entrevistas", "entrevistas_registradas", "alguien_acepto"),
        flow(
            "alguien_acepto",
            again,
            "Nadie",
            "=not(some e in entrevistas satisfies e.acepta = true)",
        ),
        flow("alguien_acepto", "asignacion", "Sí", default=True),
        *chain("asignacion", "tomar_jornada", "sigue_libre"),
        flow("sigue_libre", again, "No", "=asignacion.libre = false or asignada = false"),
        flow("sigue_libre", "asignacion_iniciada", "Sí", default=True),
        *chain("asignacion_iniciada", "asignacion_por_contratar", "fin_posicion"),
    )


def _each(collection: str, item: str, gives: str, result: str) -> Loop:
    attrs = {
        "inputCollection": collection,
        "inputElement": item,
        "outputCollection": gives,
        "outputElement": result,
    }
    return Loop(kind="parallel", ext=(Ext(tag="zeebe:loopCharacteristics", attrs=attrs),))
