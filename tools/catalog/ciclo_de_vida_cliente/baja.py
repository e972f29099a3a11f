"""Baja de Cliente: from the notice to an inactive client."""

from tools.catalog.ciclo_de_vida_cliente.parts import person, signed
from tools.catalog.clients import CLIENT, mapping, noted, step
from tools.draw import (
    GREEN,
    Flow,
    Lane,
    Node,
    Process,
    catch,
    chain,
    ends,
    flow,
    message,
    parallel,
    signal,
    throws,
    timer,
    xor,
)

DOC = "1.2 BAJA DE CLIENTE"
CLOSING_DAY = 'date and time(string(date(fecha)) + "T00:00:00@" + zona)'
"""The first moment of the date of the notice, where the client is."""

WIND_UP = ("baja_trabajo_pendiente", "baja_cuentas_por_cobrar")
RELEASE = ("baja_liberar_personas", "baja_revocar_accesos", "baja_feedback_de_salida")


def process() -> Process:
    """Reason, what is pending, release and access, exit feedback; on the date, the closing."""
    return Process(
        id="baja_cliente",
        name="Baja de Cliente",
        doc=DOC,
        lanes=(
            Lane(id="baja_ejecutivo", name="Ejecutivo de Cuenta", nodes=_executive()),
            Lane(
                id="baja_operaciones",
                name="Operaciones",
                nodes=(_task("baja_trabajo_pendiente", "Revisar trabajo pendiente", 5),),
            ),
            Lane(
                id="baja_workforce",
                name="Workforce",
                nodes=(_task("baja_liberar_personas", "Liberar personas", 7),),
            ),
            Lane(
                id="baja_it",
                name="IT",
                nodes=(_task("baja_revocar_accesos", "Revocar accesos", 7),),
            ),
            Lane(id="baja_backoffice", name="Backoffice", nodes=_back_office()),
        ),
        flows=(*_preparation(), *_closing()),
    )


def _executive() -> tuple[Node, ...]:
    return (
        signed("baja", "baja", (0, 0)),
        step(
            "baja_pendiente_consulta",
            "Consultar baja",
            (1, 0),
            "crm.baja_pendiente",
            outputs={"pendiente": "=pendiente", "zona": "=zona"},
        ),
        xor("baja_pendiente", "Baja pendiente?", (2, 0)),
        ends("fin_baja_inicio", "Ya dado de baja", (2, 1), color=GREEN),
        _task("baja_motivo", "Registrar motivo de baja", 3),
        parallel("baja_revisar", "", (4, 0)),
        parallel("baja_revisado", "", (6, 0)),
        _task("baja_feedback_de_salida", "Feedback de salida", 7),
        parallel("baja_preparada", "", (8, 0)),
    )


def _back_office() -> tuple[Node, ...]:
    return (
        _task("baja_cuentas_por_cobrar", "Revisar cuentas por cobrar", 5),
        xor("baja_con_fecha", "Fecha por venir?", (8, 0)),
        catch("baja_fecha", "Fecha de baja", (9, 1), timer(date=f"={CLOSING_DAY}")),
        step(
            "baja_poner_en_baja",
            "Poner al cliente en baja",
            (9, 0),
            "crm.poner_en_baja",
            {"fecha": "=fecha"},
            outputs={"con_ciclos": "=con_ciclos"},
            doc="El contrato deja de estar en vigor; dice si el cliente tiene ciclos abiertos.",
        ),
        throws(
            "baja_cierre_de_cuenta",
            "Cierre de cuenta",
            (10, 0),
            signal("cierre_de_cuenta"),
            mapping(CLIENT),
            attrs={"cauce:correlationKey": "=cliente_id"},
        ),
        throws(
            "baja_publicar",
            "Baja",
            (11, 0),
            message("baja"),
            mapping({**CLIENT, "fecha": "=fecha"}),
            attrs={"cauce:correlationKey": "=cliente_id", "cauce:timeToLive": "PT0S"},
        ),
        *_last_invoice(),
    )


def _last_invoice() -> tuple[Node, ...]:
    return (
        xor("baja_con_ciclos", "Tiene ciclos?", (12, 0)),
        catch("baja_cuenta_cerrada", "Cuenta cerrada", (13, 1), message("cuenta_cerrada")),
        step(
            "baja_consultar_factura",
            "Consultar última factura",
            (14, 1),
            "billing.ultima_factura",
            outputs={"ultima_factura": "=ultima_factura"},
        ),
        step(
            "baja_emitir_factura",
            "Emitir última factura",
            (14, 0),
            "billing.emitir_ultima_factura",
            {"fecha": "=fecha"},
            outputs={"ultima_factura": "=ultima_factura"},
        ),
        step(
            "baja_inactivar",
            "Dejar cliente inactivo",
            (15, 0),
            "crm.inactivar_cliente",
            {"ultima_factura": "=ultima_factura"},
            doc="El registro del cliente queda.",
        ),
        noted(
            "baja_informar",
            "Baja informada",
            (16, 0),
            "avisos.comunicar",
            {
                "asunto": "Baja de cliente",
                "roles": '=["Ejecutivo de Cuenta", "Operaciones", "Backoffice", "Workforce", "IT"]',
                "referencia": "=ultima_factura",
            },
        ),
        ends("fin_baja", "Cliente inactivo", (17, 0), color=GREEN),
    )


def _preparation() -> tuple[Flow, ...]:
    return (
        *chain("inicio_baja", "baja_pendiente_consulta", "baja_pendiente"),
        flow("baja_pendiente", "baja_motivo", "Sí", default=True),
        flow("baja_pendiente", "fin_baja_inicio", "No", "=pendiente = false"),
        *chain("baja_motivo", "baja_revisar"),
        *_between("baja_revisar", WIND_UP, "baja_revisado"),
        *_between("baja_revisado", RELEASE, "baja_preparada"),
        *chain("baja_preparada", "baja_con_fecha"),
    )


def _closing() -> tuple[Flow, ...]:
    return (
        flow("baja_con_fecha", "baja_poner_en_baja", "No", default=True),
        flow(
            "baja_con_fecha",
            "baja_fecha",
            "Sí",
            f"=if fecha = null then false else {CLOSING_DAY} > now()",
        ),
        *chain("baja_fecha", "baja_poner_en_baja"),
        *chain("baja_poner_en_baja", "baja_cierre_de_cuenta", "baja_publicar", "baja_con_ciclos"),
        flow("baja_con_ciclos", "baja_emitir_factura", "No", default=True),
        flow("baja_con_ciclos", "baja_cuenta_cerrada", "Sí", "=con_ciclos = true"),
        *chain("baja_cuenta_cerrada", "baja_consultar_factura", "baja_inactivar"),
        *chain("baja_emitir_factura", "baja_inactivar", "baja_informar", "fin_baja"),
    )


def _between(before: str, middles: tuple[str, ...], after: str) -> tuple[Flow, ...]:
    return tuple(flow(a, b) for middle in middles for a, b in ((before, middle), (middle, after)))


def _task(id: str, name: str, column: int) -> Node:  # noqa: A002 - BPMN's own word
    return person(id, name, (column, 0), form=id, button="Registrar", step="baja")
