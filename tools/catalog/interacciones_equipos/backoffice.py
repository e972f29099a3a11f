"""Backoffice: contracts, set-up and first invoice, one instance per assignment."""

from __future__ import annotations

from tools.catalog.clients import noted, step
from tools.catalog.interacciones_equipos.parts import (
    BACKOFFICE,
    OFFICE,
    active,
    active_flows,
    closing,
    kept,
    person,
    same,
    sends,
)
from tools.draw import RED, Annotation, Node, Pool, Process, chain, ends, flow, message, starts, xor

SET_UP = (
    "razon_social",
    "identificacion_fiscal",
    "dia_facturacion",
    "moneda",
    "orden_compra",
    "centro_costo",
    "nomina",
    "equipo",
    "accesos",
)
TERMS = ("persona", "posicion", "fecha_inicio", "fecha_fin", "dedicacion", "tarifa_mensual")


def pool() -> Pool:
    """The participant with its process."""
    return Pool(id="oficina", name=BACKOFFICE, process=process())


def process() -> Process:
    """Contratos, Setup Administrativo, Facturación Inicial."""
    return Process(
        id="backoffice",
        name=BACKOFFICE,
        nodes=(
            starts(
                "inicio_backoffice",
                "Asignación por contratar",
                (0, 0),
                message("asignacion_por_contratar"),
            ),
            *active("backoffice", ((1, 0), (2, 0), (2, 1)), "fin_baja_backoffice_inicio"),
            *_contracts(),
            *_set_up(),
            closing(
                "backoffice",
                (9, 1),
                noted(
                    "contratos_anulados_por_baja",
                    "Borradores anulados",
                    (1, 0),
                    "documents.anular_borradores",
                    {**same("asignacion_id"), "motivo": '="baja"'},
                ),
                end=("fin_baja_backoffice", "Backoffice de baja"),
            ),
        ),
        flows=(
            *chain("inicio_backoffice", "backoffice_consulta"),
            *active_flows("backoffice", "fin_baja_backoffice_inicio", "preparar_contratos"),
            *chain("preparar_contratos", "contratos", "contratos_rechazados"),
            flow("contratos_rechazados", "contrato_rechazado", "Sí", "=contratacion.rechazado"),
            *chain("contrato_rechazado", "fin_backoffice_sin_contrato"),
            flow("contratos_rechazados", "contratos_firmados", "No", default=True),
            *chain(
                "contratos_firmados",
                "setup_administrativo",
                "setup_registrado",
                "preparar_factura_inicial",
                "facturacion_inicial",
                "factura_inicial_registrada",
                "factura_inicial_emitida",
                "fin_backoffice",
            ),
        ),
        annotations=(
            Annotation(
                id="nota_contratos",
                text="En la línea B el contrato del cliente se firma aquí.",
                at=(4, 1),
                about="contratos",
            ),
        ),
    )


def _contracts() -> tuple[Node, ...]:
    return (
        step(
            "preparar_contratos",
            "Preparar contratos",
            (3, 0),
            "documents.preparar_contratos",
            same("asignacion_id", *TERMS),
            outputs={"anexo_referencia": "=anexo", "contrato_referencia": "=contrato"},
            doc="El anexo del cliente y el contrato de la persona, desde sus plantillas.",
        ),
        person(
            "contratos",
            "Contratos",
            (4, 0),
            BACKOFFICE,
            button="Contratos firmados",
            color=OFFICE,
            outputs={
                "contratacion.rechazado": "=rechazado = true",
                **kept(
                    "contratacion",
                    "rechazo_motivo",
                    "anexo_referencia",
                    "contrato_referencia",
                    "anexo_firmado",
                    "contrato_firmado_el",
                ),
            },
        ),
        xor("contratos_rechazados", "Rechazados?", (5, 0)),
        sends(
            "contrato_rechazado",
            "Contrato rechazado",
            (6, 1),
            "contrato_rechazado",
            {**same("asignacion_id"), "motivo": "=contratacion.rechazo_motivo"},
            key="=asignacion_id",
            now=True,
            doc="Termina también el ciclo de servicio de la asignación.",
        ),
        ends("fin_backoffice_sin_contrato", "Sin contrato", (7, 1), color=RED),
        noted(
            "contratos_firmados",
            "Contratos en vigor",
            (6, 0),
            "documents.firmar_contratos",
            same("asignacion_id", "contratacion"),
        ),
    )


def _set_up() -> tuple[Node, ...]:
    return (
        person(
            "setup_administrativo",
            "Setup Administrativo",
            (7, 0),
            BACKOFFICE,
            button="Setup listo",
            color=OFFICE,
            outputs=kept("setup", *SET_UP),
        ),
        noted(
            "setup_registrado",
            "Setup registrado",
            (8, 0),
            "billing.registrar_setup",
            same("asignacion_id", "setup"),
        ),
        step(
            "preparar_factura_inicial",
            "Preparar factura",
            (9, 0),
            "billing.preparar_factura_inicial",
            same("asignacion_id", "setup", "tarifa_mensual", "fecha_inicio"),
            outputs={"borrador": "=borrador"},
        ),
        person(
            "facturacion_inicial",
            "Facturación Inicial",
            (10, 0),
            BACKOFFICE,
            button="Emitir factura inicial",
            color=OFFICE,
            outputs=kept("emitida", "emision", "glosa", "observacion"),
        ),
        noted(
            "factura_inicial_registrada",
            "Factura registrada",
            (11, 0),
            "billing.emitir_factura_inicial",
            same("asignacion_id", "borrador", "emitida"),
        ),
        sends(
            "factura_inicial_emitida",
            "Factura inicial emitida",
            (12, 0),
            "factura_inicial_emitida",
            {
                **same("asignacion_id"),
                "factura": "=borrador.factura",
                "dia_acordado": "=setup.dia_facturacion",
            },
            key="=cliente_id",
            now=True,
            new_case=True,
        ),
        ends("fin_backoffice", "Facturada", (13, 0)),
    )
