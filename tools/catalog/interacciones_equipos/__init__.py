"""Interacciones entre Equipos: six participants, three flows and three cycles."""

from tools.catalog.interacciones_equipos import (
    administrativo,
    backoffice,
    comercial,
    servicio,
    talento,
    ventas,
)
from tools.catalog.interacciones_equipos.parts import keyed
from tools.draw import Diagram, Group, MessageFlow

ARROWS = (
    ("proyecto_ganado", "inicio_proyecto", "", "proyecto_ganado"),
    ("asignacion_por_contratar", "inicio_backoffice", "", "asignacion_por_contratar"),
    ("asignacion_iniciada", "inicio_servicio", "", "asignacion_iniciada"),
    ("factura_inicial_emitida", "inicio_factura_inicial", "", "factura_inicial_emitida"),
    ("horas_aprobadas", "inicio_horas", "", "horas_aprobadas"),
    ("cuenta_por_abrir", "inicio_cuenta", "", "cuenta_por_abrir"),
    ("oportunidad_upsell", "inicio_upsell", "Upsell", "oportunidad_upsell"),
    ("oportunidad_cross_sell", "inicio_cross_sell", "Cross-sell", "oportunidad_cross_sell"),
    ("oportunidad_referido", "inicio_referido", "Referidos", "oportunidad_referido"),
)
"""The arrows between the boxes of the source."""

REFUSAL = ("contrato_rechazado", "servicio_sin_contrato", "", "contrato_rechazado")
"""What a refused contract adds to them."""

KEYED = (
    "factura_inicial_emitida",
    "horas_aprobadas",
    "cuenta_por_abrir",
    "baja",
    "baja_administrativo",
    "administrativo_cerrado",
)


def diagrams() -> dict[str, Diagram]:
    """The files of the package, by name."""
    return {"process.bpmn": _diagram()}


def _diagram() -> Diagram:
    initial = (ventas.pool(), talento.pool(), backoffice.pool())
    cycles = (comercial.pool(), servicio.pool(), administrativo.pool())
    return Diagram(
        id="interacciones_equipos",
        name="Interacciones entre Equipos",
        pools=(*initial, *cycles),
        message_flows=tuple(
            MessageFlow(source=source, target=target, name=name, message=message)
            for source, target, name, message in (*ARROWS, REFUSAL)
        ),
        groups=(
            Group(
                id="flujo_secuencial_inicial",
                name="Flujo Secuencial Inicial",
                around=tuple(pool.id for pool in initial),
            ),
            Group(
                id="ciclos_de_valor",
                name="Ciclos de Valor",
                around=tuple(pool.id for pool in cycles),
            ),
        ),
        roots=(*map(keyed, KEYED), keyed("contrato_rechazado", "=asignacion_id")),
        aligned=False,
    )
