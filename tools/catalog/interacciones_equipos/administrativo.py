"""Ciclo Administrativo: recurring invoices, reports and better processes, one per client."""

from __future__ import annotations

from tools.catalog.clients import mapping, noted, step
from tools.catalog.interacciones_equipos.parts import (
    ADMINISTRATIVE,
    BACKOFFICE,
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
    condition,
    ends,
    event_sub_process,
    flow,
    message,
    starts,
    sub_process,
    throws,
    xor,
)

CYCLE = "Ciclo Administrativo"
FIRST_INVOICE = {
    "primera_factura_emitida": "=true",
    "dia_facturacion": "=if dia_acordado = null then dia_facturacion else dia_acordado",
}
HOURS = {"horas_por_facturar": "=true"}

RECURRING = person(
    "facturacion_recurrente",
    "Facturación Recurrente",
    (5, 0),
    BACKOFFICE,
    button="Emitir facturas",
    color=ADMINISTRATIVE,
    outputs=kept("emitidas", "retenidas", "emision"),
    doc="Las facturas las prepara el sistema desde contratos, asignaciones y horas.",
)
REPORTS = person(
    "reportes",
    "Reportes",
    (9, 0),
    BACKOFFICE,
    button="Publicar reporte",
    color=ADMINISTRATIVE,
    outputs=kept("informe", "lectura", "destinatarios"),
    doc="Ingresos, cobranza, nivel de servicio, utilización, embudo.",
)
OPTIMISATION = person(
    "optimizacion_procesos",
    "Optimización Procesos",
    (5, 2),
    BACKOFFICE,
    button="Registrar mejoras",
    color=ADMINISTRATIVE,
    outputs=kept("optimizacion", "mejoras"),
    doc="Lo que encontró el análisis de procesos, como acciones con responsable y fecha.",
)


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="administrativo", name=CYCLE, process=process(), column=1)


def process() -> Process:
    """Facturación Recurrente, Reportes, Optimización Procesos, and again."""
    return Process(
        id="ciclo_administrativo",
        name=CYCLE,
        nodes=(
            *_starts(),
            _administration(),
            starts(
                "inicio_baja_administrativo",
                "Cerrar lo administrativo",
                (0, 3),
                message("baja_administrativo"),
            ),
            *_last_invoice(),
        ),
        flows=(
            *chain("inicio_factura_inicial", "administrativo_consulta"),
            *chain("inicio_horas", "administrativo_consulta"),
            *active_flows("administrativo", "fin_baja_administrativo_inicio", "leer_emitido"),
            *chain("leer_emitido", "administracion_en_curso", "leer_pendiente"),
            *chain("inicio_baja_administrativo", "leer_pendiente", "queda_por_facturar"),
            flow("queda_por_facturar", "ultima_factura", "Sí", "=por_facturar"),
            flow("queda_por_facturar", "nada_por_facturar", "No", default=True),
            *chain("ultima_factura", "ultima_factura_emitida", "fin_baja_administrativo"),
            *chain("nada_por_facturar", "fin_baja_administrativo"),
        ),
        annotations=(
            Annotation(
                id="nota_administracion",
                text="Uno por cliente. La corrida espera el día de facturación, la primera "
                "factura y horas aprobadas.",
                at=(5, 0),
            ),
        ),
    )


def _administration() -> Node:
    """The cycle; it goes on turning until the account is closed."""
    return sub_process(
        "administracion_en_curso",
        "Administración en curso",
        (0, 2),
        Body(
            nodes=(
                starts("inicio_ciclo_administrativo", "", (0, 0)),
                *_billing(),
                *_improving(),
                next_turn("administrativo", "Día de facturación", (1, 2)),
                *_facts(),
                interrupted(
                    "administrativo_por_baja",
                    (7, 4),
                    "administrativo_baja",
                    "Cerrar lo administrativo",
                    "baja_administrativo",
                ),
            ),
            flows=_cycle_flows(),
        ),
        expanded=True,
        wide=True,
    )


def _starts() -> tuple[Node, ...]:
    return (
        starts(
            "inicio_factura_inicial",
            "Factura inicial emitida",
            (0, 0),
            message("factura_inicial_emitida"),
            mapping(
                outputs={**same("cliente_id"), **FIRST_INVOICE, "horas_por_facturar": "=false"}
            ),
        ),
        starts(
            "inicio_horas",
            "Horas aprobadas",
            (0, 1),
            message("horas_aprobadas"),
            mapping(outputs={**same("cliente_id"), "primera_factura_emitida": "=false", **HOURS}),
        ),
        *active("administrativo", ((1, 0), (2, 0), (2, 1)), "fin_baja_administrativo_inicio"),
        step(
            "leer_emitido",
            "Leer lo ya emitido",
            (3, 0),
            "billing.leer_emitido",
            outputs={
                "primera_factura_emitida": "=primera_factura_emitida or primera_emitida",
                "horas_por_facturar": "=horas_por_facturar or horas_sin_facturar",
                "dia_facturacion": "=if dia_facturacion = null then dia_registrado "
                "else dia_facturacion",
                "horas_en_corrida": "=false",
            },
            doc="Un ciclo nuevo parte de los registros: qué se ha emitido y qué falta.",
        ),
    )


def _billing() -> tuple[Node, ...]:
    return (
        turn("administrativo", CYCLE, (1, 0), billing=True),
        catch(
            "primera_factura",
            "Primera factura emitida",
            (2, 0),
            condition("=primera_factura_emitida"),
            doc="Nada recurrente de una asignación se factura antes de su primera factura.",
        ),
        catch("hay_horas", "Horas por facturar", (3, 0), condition("=horas_por_facturar")),
        step(
            "preparar_corrida",
            "Preparar facturas",
            (4, 0),
            "billing.preparar_corrida",
            same("turno"),
            outputs={
                "corrida": "=corrida",
                "horas_por_facturar": "=corrida.quedan_horas = true",
                "horas_en_corrida": "=true",
            },
            doc="Todo lo aprobado y sin facturar; lo que llegue después va a la próxima corrida.",
        ),
        RECURRING,
        step(
            "emitir_corrida",
            "Emitir facturas",
            (6, 0),
            "billing.emitir_corrida",
            same("corrida", "emitidas"),
            outputs={
                "horas_en_corrida": "=false",
                "horas_por_facturar": "=horas_por_facturar or quedan_horas",
                "corrida": "=null",
            },
        ),
    )


def _improving() -> tuple[Node, ...]:
    return (
        *due(REPORTS, (7, 0), (8, 1)),
        step(
            "preparar_reporte",
            "Preparar reporte",
            (8, 0),
            "insight.preparar_reporte",
            same("turno"),
            outputs={"reporte": "=reporte"},
        ),
        REPORTS,
        noted(
            "reporte_publicado",
            "Reporte publicado",
            (9, 2),
            "insight.publicar_reporte",
            same("reporte", "informe"),
        ),
        *due(OPTIMISATION, (7, 2), (5, 3)),
        step(
            "analizar_procesos",
            "Analizar procesos",
            (6, 2),
            "insight.analizar_procesos",
            same("turno"),
            outputs={"analisis": "=analisis"},
        ),
        OPTIMISATION,
        noted(
            "mejoras_registradas",
            "Mejoras registradas",
            (4, 2),
            "insight.registrar_mejoras",
            same("optimizacion"),
        ),
    )


def _cycle_flows() -> tuple[Flow, ...]:
    return (
        *chain(
            "inicio_ciclo_administrativo",
            "administrativo_turno",
            "primera_factura",
            "hay_horas",
            "preparar_corrida",
            "facturacion_recurrente",
            "emitir_corrida",
            "reportes_toca",
        ),
        *due_flows(REPORTS, "optimizacion_procesos_toca", into="preparar_reporte"),
        *chain("preparar_reporte", "reportes", "reporte_publicado", "optimizacion_procesos_toca"),
        *due_flows(OPTIMISATION, "administrativo_proximo_turno", into="analizar_procesos"),
        *chain(
            "analizar_procesos",
            "optimizacion_procesos",
            "mejoras_registradas",
            "administrativo_proximo_turno",
            "administrativo_turno",
        ),
    )


def _facts() -> tuple[Node, ...]:
    """What arrives while the cycle turns sets a fact, and nothing else."""
    arrivals = (
        ("factura_inicial", "Nueva factura inicial", "factura_inicial_emitida", FIRST_INVOICE),
        ("horas", "Nuevas horas aprobadas", "horas_aprobadas", HOURS),
    )
    return tuple(
        event_sub_process(
            f"anotar_{key}",
            name,
            (1 + 3 * rank, 4),
            Body(
                nodes=(
                    starts(
                        f"llega_{key}",
                        name,
                        (0, 0),
                        message(sent),
                        mapping(outputs=fact),
                        attrs={"isInterrupting": "false"},
                    ),
                    ends(f"anotada_{key}", "Anotada", (1, 0)),
                ),
                flows=chain(f"llega_{key}", f"anotada_{key}"),
            ),
            expanded=True,
            wide=True,
        )
        for rank, (key, name, sent, fact) in enumerate(arrivals)
    )


def _last_invoice() -> tuple[Node, ...]:
    """Bill all that is unbilled; with nothing to bill, pass by."""
    return (
        step(
            "leer_pendiente",
            "Leer lo pendiente",
            (2, 3),
            "billing.leer_pendiente",
            outputs={
                "pendiente": "=pendiente",
                "por_facturar": "=pendiente.hay = true or horas_por_facturar = true "
                "or horas_en_corrida = true",
            },
        ),
        xor("queda_por_facturar", "Queda por facturar?", (3, 3)),
        person(
            "ultima_factura",
            "Última Factura",
            (4, 3),
            BACKOFFICE,
            button="Emitir última factura",
            outputs=kept("ultima", "horas", "respaldo", "glosa"),
        ),
        throws("nada_por_facturar", "Nada por facturar", (4, 4)),
        noted(
            "ultima_factura_emitida",
            "Última factura emitida",
            (5, 3),
            "billing.cerrar_facturacion",
            same("pendiente", "ultima"),
        ),
        sends(
            "fin_baja_administrativo",
            "Administrativo cerrado",
            (6, 3),
            "administrativo_cerrado",
            key="=cliente_id",
            last=True,
        ),
    )
