"""Interacciones entre Equipos: six participants, three flows and three cycles."""

from tools.catalog.clients import keyed
from tools.catalog.interacciones_equipos import (
    administrativo,
    backoffice,
    comercial,
    servicio,
    talento,
    ventas,
)
from tools.draw import Diagram, Group, MessageFlow

ARROWS = (
    ("proyecto_ganado", "inicio_proyecto", ""),
    ("asignacion_por_contratar", "inicio_backoffice", ""),
    ("asignacion_iniciada", "inicio_servicio", ""),
    ("factura_inicial_emitida", "inicio_factura_inicial", ""),
    ("horas_aprobadas", "inicio_horas", ""),
    ("cuenta_por_abrir", "inicio_cuenta", ""),
    ("oportunidad_upsell", "inicio_upsell", "Upsell"),
    ("oportunidad_cross_sell", "inicio_cross_sell", "Cross-sell"),
    ("oportunidad_referido", "inicio_referido", "Referidos"),
)
"""The arrows between the boxes of the source, with their labels."""

REFUSAL = ("contrato_rechazado", "servicio_sin_contrato", "")
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
            MessageFlow(source=source, target=target, name=name)
            for source, target, name in (*ARROWS, REFUSAL)
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
