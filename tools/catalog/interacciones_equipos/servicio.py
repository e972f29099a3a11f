"""Ciclo de Servicio: service, performance and development, one instance per assignment."""

from __future__ import annotations

from tools.catalog.clients import mapping, noted
from tools.catalog.interacciones_equipos.parts import (
    SERVICE,
    TALENTO,
    active,
    active_flows,
    closing,
    due,
    due_flows,
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
    boundary,
    chain,
    ends,
    flow,
    message,
    starts,
    sub_process,
    timer,
    xor,
)

CYCLE = "Ciclo de Servicio"
OPEN_END = "9999-12-31"
"""The date that stands for an assignment without an agreed end."""

END = (
    f'=date and time(date(if fecha_fin = null then "{OPEN_END}" '
    'else substring(string(fecha_fin), 1, 10)), time("00:00:00"))'
)
"""The moment at which the day of the end begins, where the case's calendar is."""

APPROVED = ("horas", "periodo_hasta", "entregables", "aprobacion", "incidentes", "comentarios")
SCORES = ("calidad", "plazos", "comunicacion", "autonomia", "colaboracion")
REMARKS = ("opinion_cliente", "fortalezas", "mejoras")

SERVICE_MANAGEMENT = person(
    "gestion_servicio",
    "Gestión Servicio",
    (3, 0),
    TALENTO,
    button="Aprobar el período",
    color=SERVICE,
    outputs={
        **kept("gestion", *APPROVED),
        "gestion.reemplazo": "=reemplazo = true",
        "gestion.motivo": "=reemplazo_motivo",
    },
    doc="Horas o entregables aprobados por el cliente, incidentes, comentarios, reemplazo.",
)
PERFORMANCE = person(
    "evaluacion_performance",
    "Evaluación Performance",
    (7, 2),
    TALENTO,
    button="Registrar evaluación",
    color=SERVICE,
    outputs=kept("evaluacion", *SCORES, *REMARKS),
    doc="Puntajes por competencia.",
)
DEVELOPMENT = person(
    "desarrollo_profesional",
    "Desarrollo Profesional",
    (4, 2),
    TALENTO,
    button="Registrar plan",
    color=SERVICE,
    outputs=kept("desarrollo", "objetivo", "acciones"),
    doc="Plan con acciones y fechas.",
)


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="servicio", name=CYCLE, process=process(), column=1)


def process() -> Process:
    """The cycle of an assignment, until its end date, a replacement, or a refused contract."""
    return Process(
        id="ciclo_servicio",
        name=CYCLE,
        nodes=(
            starts(
                "inicio_servicio", "Asignación iniciada", (0, 0), message("asignacion_iniciada")
            ),
            *active("servicio", ((1, 0), (2, 0), (3, 0)), "fin_baja_servicio_inicio"),
            _cycle(),
            *_reasons(),
            noted(
                "asignacion_terminada",
                "Asignación terminada",
                (5, 2),
                "talent.terminar_asignacion",
                {
                    **same("asignacion_id", "persona"),
                    "motivo": '=if motivo_termino = null then "reemplazo" else motivo_termino',
                    "detalle": "=gestion.motivo",
                },
                doc="Con un reemplazo, la posición queda pedida de nuevo en los registros.",
            ),
            ends("fin_servicio", "Servicio terminado", (6, 2)),
            closing(
                "servicio",
                (2, 2),
                noted(
                    "asignacion_terminada_por_baja",
                    "Asignación terminada",
                    (1, 0),
                    "talent.terminar_asignacion",
                    {**same("asignacion_id", "persona"), "motivo": '="baja"'},
                ),
                end=("fin_baja_servicio", "Servicio de baja"),
            ),
        ),
        flows=(
            *chain("inicio_servicio", "servicio_consulta"),
            *active_flows("servicio", "fin_baja_servicio_inicio", "servicio_en_curso"),
            *chain("servicio_en_curso", "asignacion_terminada", "fin_servicio"),
            *chain("termino_asignacion", "asignacion_terminada"),
            *chain("servicio_sin_contrato", "asignacion_terminada"),
        ),
        annotations=(
            Annotation(
                id="nota_servicio",
                text="Uno por asignación: hasta su término, un reemplazo, un contrato rechazado "
                "o la baja del cliente.",
                at=(5, 0),
            ),
        ),
    )


def _reasons() -> tuple[Node, ...]:
    """What ends the cycle from outside of it."""
    host = "servicio_en_curso"
    return (
        boundary(
            "termino_asignacion",
            "Fecha de término",
            host,
            timer(date=END),
            mapping(outputs={"motivo_termino": '="fecha de término"'}),
        ),
        boundary(
            "servicio_sin_contrato",
            "Contrato rechazado",
            host,
            message("contrato_rechazado"),
            mapping(outputs={"motivo_termino": '="contrato rechazado"'}),
        ),
    )


def _cycle() -> Node:
    return sub_process(
        "servicio_en_curso",
        "Asignación en curso",
        (0, 1),
        Body(nodes=_cycle_nodes(), flows=_cycle_flows()),
        expanded=True,
        wide=True,
    )


def _cycle_nodes() -> tuple[Node, ...]:
    return (
        starts("inicio_ciclo_servicio", "", (0, 0)),
        turn("servicio", CYCLE, (1, 0)),
        *due(SERVICE_MANAGEMENT, (2, 0), (3, 1)),
        SERVICE_MANAGEMENT,
        noted(
            "gestion_registrada",
            "Período registrado",
            (4, 0),
            "talent.registrar_gestion",
            same("asignacion_id", "persona", "gestion"),
        ),
        sends(
            "horas_aprobadas",
            "Horas aprobadas",
            (5, 0),
            "horas_aprobadas",
            {
                **same("asignacion_id"),
                "horas": "=gestion.horas",
                "periodo_hasta": "=gestion.periodo_hasta",
            },
            key="=cliente_id",
            now=True,
            new_case=True,
        ),
        sends(
            "cuenta_por_abrir",
            "Cuenta por abrir",
            (6, 0),
            "cuenta_por_abrir",
            same("asignacion_id"),
            key="=cliente_id",
            now=True,
            new_case=True,
            doc="Abre el Ciclo Comercial del cliente; si ya hay uno, no hace nada.",
        ),
        xor("hay_reemplazo", "Reemplazo?", (7, 0)),
        ends("fin_por_reemplazo", "Reemplazo", (8, 0)),
        *due(PERFORMANCE, (8, 2), (7, 3)),
        PERFORMANCE,
        noted(
            "evaluacion_registrada",
            "Evaluación registrada",
            (6, 2),
            "talent.registrar_evaluacion",
            same("asignacion_id", "persona", "evaluacion"),
        ),
        *due(DEVELOPMENT, (5, 2), (4, 3)),
        DEVELOPMENT,
        noted(
            "desarrollo_registrado",
            "Plan registrado",
            (3, 2),
            "talent.registrar_desarrollo",
            same("asignacion_id", "persona", "desarrollo"),
        ),
        next_turn("servicio", "Un mes", (1, 2)),
    )


def _cycle_flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_ciclo_servicio", "servicio_turno", "gestion_servicio_toca"),
        *due_flows(SERVICE_MANAGEMENT, "evaluacion_performance_toca"),
        *chain(
            "gestion_servicio",
            "gestion_registrada",
            "horas_aprobadas",
            "cuenta_por_abrir",
            "hay_reemplazo",
        ),
        flow("hay_reemplazo", "fin_por_reemplazo", "Sí", "=gestion.reemplazo"),
        flow("hay_reemplazo", "evaluacion_performance_toca", "No", default=True),
        *due_flows(PERFORMANCE, "desarrollo_profesional_toca"),
        *chain("evaluacion_performance", "evaluacion_registrada", "desarrollo_profesional_toca"),
        *due_flows(DEVELOPMENT, "servicio_proximo_turno"),
        *chain("desarrollo_profesional", "desarrollo_registrado", "servicio_proximo_turno"),
        *chain("servicio_proximo_turno", "servicio_turno"),
    )
