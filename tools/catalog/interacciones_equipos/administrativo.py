"""Ciclo Administrativo: recurring invoices, reports and better processes, one per client."""

from __future__ import annotations

from tools.catalog.interacciones_equipos.parts import (
    ADMINISTRATIVE,
    BACKOFFICE,
    active,
    active_flows,
    asks,
    due,
    due_flows,
    kept,
    mapping,
    next_turn,
    noted,
    person,
    same,
    sends,
    turn,
)
from tools.draw import (
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
    (8, 0),
    BACKOFFICE,
    button="Emitir facturas",
    color=ADMINISTRATIVE,
    outputs=kept("emitidas", "retenidas", "emision"),
    doc="Las facturas las prepara el sistema desde contratos, asignaciones y horas.",
)
REPORTS = person(
    "reportes",
    "Reportes",
    (12, 0),
    BACKOFFICE,
    button="Publicar reporte",
    color=ADMINISTRATIVE,
    outputs=kept("informe", "lectura", "destinatarios"),
    doc="Ingresos, cobranza, nivel de servicio, utilización, embudo.",
)
OPTIMISATION = person(
    "optimizacion_procesos",
    "Optimización Procesos",
    (8, 2),
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
            *_billing(),
            *_improving(),
            next_turn("administrativo", "Día de facturación", (4, 2)),
            starts(
                "inicio_baja_administrativo",
                "Cerrar lo administrativo",
                (0, 4),
                message("baja_administrativo"),
            ),
            *_last_invoice("_directa", 1, 4),
            *_facts(),
            _by_baja(),
        ),
        flows=(
            *_cycle_flows(),
            *_last_invoice_flows("inicio_baja_administrativo", "_directa"),
        ),
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
        asks(
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
        turn("administrativo", CYCLE, (4, 0), billing=True),
        catch(
            "primera_factura",
            "Primera factura emitida",
            (5, 0),
            condition("=primera_factura_emitida"),
            doc="Nada recurrente de una asignación se factura antes de su primera factura.",
        ),
        catch("hay_horas", "Horas por facturar", (6, 0), condition("=horas_por_facturar")),
        asks(
            "preparar_corrida",
            "Preparar facturas",
            (7, 0),
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
        asks(
            "emitir_corrida",
            "Emitir facturas",
            (9, 0),
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
        *due(REPORTS, (10, 0), (11, 1)),
        asks(
            "preparar_reporte",
            "Preparar reporte",
            (11, 0),
            "insight.preparar_reporte",
            same("turno"),
            outputs={"reporte": "=reporte"},
        ),
        REPORTS,
        noted(
            "reporte_publicado",
            "Reporte publicado",
            (12, 2),
            "insight.publicar_reporte",
            same("reporte", "informe"),
        ),
        *due(OPTIMISATION, (10, 2), (8, 3)),
        asks(
            "analizar_procesos",
            "Analizar procesos",
            (9, 2),
            "insight.analizar_procesos",
            same("turno"),
            outputs={"analisis": "=analisis"},
        ),
        OPTIMISATION,
        noted(
            "mejoras_registradas",
            "Mejoras registradas",
            (7, 2),
            "insight.registrar_mejoras",
            same("optimizacion"),
        ),
    )


def _cycle_flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_factura_inicial", "administrativo_consulta"),
        *chain("inicio_horas", "administrativo_consulta"),
        *active_flows("administrativo", "fin_baja_administrativo_inicio", "leer_emitido"),
        *chain(
            "leer_emitido",
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
            (8 + rank, 4),
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
        )
        for rank, (key, name, sent, fact) in enumerate(arrivals)
    )


def _last_invoice(suffix: str, column: int, row: int) -> tuple[Node, ...]:
    """Bill all that is unbilled; with nothing to bill, pass by."""
    asked = f"queda_por_facturar{suffix}"
    return (
        asks(
            f"leer_pendiente{suffix}",
            "Leer lo pendiente",
            (column, row),
            "billing.leer_pendiente",
            outputs={
                "pendiente": "=pendiente",
                "por_facturar": "=pendiente.hay = true or horas_por_facturar = true "
                "or horas_en_corrida = true",
            },
        ),
        xor(asked, "Queda por facturar?", (column + 1, row)),
        person(
            f"ultima_factura{suffix}",
            "Última Factura",
            (column + 2, row),
            BACKOFFICE,
            button="Emitir última factura",
            form="ultima_factura",
            outputs=kept("ultima", "horas", "respaldo", "glosa"),
        ),
        throws(f"nada_por_facturar{suffix}", "Nada por facturar", (column + 2, row + 1)),
        noted(
            f"ultima_factura_emitida{suffix}",
            "Última factura emitida",
            (column + 3, row),
            "billing.cerrar_facturacion",
            same("pendiente", "ultima"),
        ),
        sends(
            f"fin_baja_administrativo{suffix}",
            "Administrativo cerrado",
            (column + 4, row),
            "administrativo_cerrado",
            key="=cliente_id",
            last=True,
        ),
    )


def _last_invoice_flows(first: str, suffix: str) -> tuple[Flow, ...]:
    asked, end = f"queda_por_facturar{suffix}", f"fin_baja_administrativo{suffix}"
    return (
        *chain(first, f"leer_pendiente{suffix}", asked),
        flow(asked, f"ultima_factura{suffix}", "Sí", "=por_facturar"),
        flow(asked, f"nada_por_facturar{suffix}", "No", default=True),
        *chain(f"ultima_factura{suffix}", f"ultima_factura_emitida{suffix}", end),
        *chain(f"nada_por_facturar{suffix}", end),
    )


def _by_baja() -> Node:
    body = Body(
        nodes=(
            starts(
                "administrativo_baja",
                "Cerrar lo administrativo",
                (0, 0),
                message("baja_administrativo"),
                attrs={"isInterrupting": "true"},
            ),
            *_last_invoice("", 1, 0),
        ),
        flows=_last_invoice_flows("administrativo_baja", ""),
    )
    return event_sub_process("administrativo_por_baja", "Baja del cliente", (10, 4), body)
