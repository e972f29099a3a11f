"""What the demo's people write into the forms whose answers make documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

Answers = Mapping[str, Any]


def answers(task: str, today: date) -> Answers:
    """Give what is written into a task's form; a task that is not named takes the way forward.

    `today` is the day that the dates written into it count from.
    """
    written = _WRITTEN.get(task, {})
    return {
        key: (today + value).isoformat() if isinstance(value, timedelta) else value
        for key, value in written.items()
    }


_WRITTEN: Mapping[str, Answers] = {
    "Generar CRO": {
        "cro_resumen": "Integración de pagos en línea con los sistemas del cliente.",
        "cro_alcance": "Dos canales de venta, conciliación diaria y soporte.",
        "cro_requisitos": "Ambiente de pruebas, contacto técnico y volúmenes del último año.",
        "cro_referencia_externa": "Correo del área de operaciones",
    },
    "Generar Propuesta Comercial": {
        "servicio": "Integración y operación de pagos",
        "monto": 4_850_000,
        "moneda": "CLP",
        "plazo_dias": 45,
        "sla": "Disponibilidad de 99,9 % al mes; incidentes críticos en 2 horas.",
        "validez": timedelta(days=30),
    },
    "Generar Contrato": {
        "clausulas": "Confidencialidad, tratamiento de datos y salida asistida de 60 días.",
        "vigencia_desde": timedelta(days=15),
        "vigencia_hasta": timedelta(days=745),
        "renovacion": "acordada",
        "firmante": "Gerencia general del cliente",
    },
    "Generar Orden de Servicio": {
        "detalle_servicio": "Puesta en marcha de dos canales de pago.",
        "cantidad": 2,
        "fecha_requerida": timedelta(days=45),
        "condiciones_tecnicas": "Conexión cifrada y direcciones fijas por ambiente.",
    },
    "Generar Plan de Implementación": {
        "hitos": "Conexión de pruebas\nPruebas del cliente\nPaso a producción",
        "fecha_inicio": timedelta(days=20),
        "fecha_termino": timedelta(days=45),
        "responsable": "Jefatura de sistemas del cliente",
        "riesgos": "Ventana de cambios limitada a fin de mes.",
    },
    "Implementar Servicio": {
        "resultado_pruebas": "40 de 40 casos conformes.",
        "fecha_puesta_en_marcha": timedelta(days=45),
        "accesos": "Cuatro cuentas de operación y dos de consulta.",
        "notas": "Acompañamiento durante la primera semana.",
    },
    "Generar Factura": {
        "periodo": "Primer mes de servicio",
        "monto_neto": 4_850_000,
        "impuesto": 921_500,
        "vencimiento": timedelta(days=75),
        "orden_de_compra": "OC-4471",
    },
    "Generar Cobranza": {
        "cuotas": 1,
        "primer_vencimiento": timedelta(days=75),
        "medio_de_pago": "transferencia",
        "contacto_pago": "Tesorería del cliente",
    },
}
"""By task: the answers, dates as what they are from today."""
