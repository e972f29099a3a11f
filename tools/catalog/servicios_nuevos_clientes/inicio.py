"""Phase 1, once per desk: from the request to the CRO, and the load that runs beside phase 2."""

from dataclasses import dataclass

from tools.catalog.servicios_nuevos_clientes.documentos import PHASES
from tools.catalog.servicios_nuevos_clientes.partes import (
    mapping,
    person,
    publishes,
    step,
    watched,
)
from tools.draw import (
    YELLOW,
    Body,
    Flow,
    Node,
    boundary,
    chain,
    ends,
    error,
    ext,
    flow,
    message,
    parallel,
    starts,
    sub_process,
    task,
    xor,
)

REJECTED = "Fin de Proceso - Solicitud Rechazada"
POINT = "Validar si la información es correcta para continuar con el flujo"


@dataclass(frozen=True, kw_only=True)
class Mesa:
    """A desk that receives requests: its lane, its ids and its own first steps."""

    key: str
    lane: str
    start: str
    start_name: str
    message: str


OPERACION = Mesa(
    key="operacion",
    lane="Operador Operación",
    start="inicio_operacion",
    start_name="Inicio Operación",
    message="solicitud_operacion",
)
AYUDA = Mesa(
    key="mesa",
    lane="Mesa de Ayuda",
    start="inicio_mesa_de_ayuda",
    start_name="Inicio Mesa de Ayuda",
    message="solicitud_mesa_de_ayuda",
)


def lane_nodes(desk: Mesa) -> tuple[Node, ...]:
    """What stands in the desk's lane of Ejecución."""
    key = desk.key
    facts = {"cliente": "=cliente", "cliente_id": "=cliente_id"}
    return (
        starts(
            desk.start,
            desk.start_name,
            (0, 0),
            message(desk.message),
            doc="La solicitud llega del personal, de una oportunidad ganada o del portal del "
            "cliente; la tabla de decisión «entrada» elige la mesa.",
        ),
        sub_process(
            f"f1_{key}",
            PHASES[1].title,
            (1, 0),
            phase(desk),
            *mapping({"fase": "=1", "validado": "=null", "mensaje_envio": "=null"}),
            color=YELLOW,
            doc=f"Objetivo: {PHASES[1].objective}.",
        ),
        boundary(
            f"f1_{key}_rechazada",
            "Rechazada",
            f"f1_{key}",
            error("rechazada"),
            *mapping(outputs={"rechazo_fase": "=1", "rechazo_punto": f'="{POINT}"'}),
        ),
        parallel(f"reparte_{key}", "", (2, 0)),
        step(
            f"registrar_{key}",
            "Registrar cliente en el CRM propio",
            (12, 0),
            "crm.registrar_cliente",
            facts,
        ),
        xor(f"internacional_{key}", "Cliente internacional?", (13, 0)),
        step(
            f"cargar_{key}",
            "Cargar Cliente Internacional en SD-CRM",
            (14, 0),
            "sd_crm.cargar_cliente",
            facts,
            doc="Trabajo de conector por HTTP. Sin dirección configurada pasa de largo y deja "
            "una línea en la historia. Una falla definitiva es un incidente que retiene el "
            "cierre hasta que se resuelve.",
        ),
        step(
            f"notificar_{key}",
            "Notificar OOB y envío de datos de contacto",
            (15, 0),
            "correo.notificar_oob",
            {**facts, "contacto": "=cliente.contacto"},
            doc="Los destinatarios son un ajuste de la empresa.",
        ),
    )


def lane_flows(desk: Mesa) -> tuple[Flow, ...]:
    """The flows of the desk's lane, up to the merge of the loads and to phase 2."""
    key = desk.key
    return (
        *chain(desk.start, f"f1_{key}", f"reparte_{key}"),
        *chain(f"reparte_{key}", "hacia_fase_2"),
        *chain(f"reparte_{key}", f"registrar_{key}", f"internacional_{key}"),
        flow(f"internacional_{key}", f"cargar_{key}", "Sí", "=cliente.internacional = true"),
        flow(f"internacional_{key}", f"notificar_{key}", "No", default=True),
        *chain(f"cargar_{key}", f"notificar_{key}", "cargas_listas"),
        *chain(f"f1_{key}_rechazada", "rechazo"),
    )


def opening(desk: Mesa) -> str:
    """The facts that a case starts with, whatever the request left out."""
    return (
        f'={{rol_ejecutor: "{desk.lane}", b2b: b2b = true, '
        "cliente_id: if cliente_id != null then cliente_id "
        "else if cliente.id != null then cliente.id "
        "else if cliente.nombre != null then cliente.nombre else case_key, "
        "ambiente_pruebas: ambiente_pruebas = true or ambientes.pruebas = true, "
        "ambiente_produccion: ambiente_produccion = true or ambientes.produccion = true, "
        "contrato_vigente: false, servicio_implementado: false}"
    )


def phase(desk: Mesa) -> Body:
    """Phase 1 of a desk: receive, confirm or check, decide, issue the CRO."""
    key = desk.key
    pre = f"f1_{key}"
    first, steps = _first_steps(desk)
    clocks, clock_flows = watched(first, (2, 0), role=f'="{desk.lane}"', phase=1, of=steps[0].name)
    role = desk.lane
    decision_at = 2 + 2 * len(steps)
    nodes = (
        starts(f"{pre}_inicio", "", (0, 0)),
        task(
            "scriptTask",
            f"{pre}_abrir",
            "Abrir el caso",
            (1, 0),
            ext("zeebe:script", expression=opening(desk), resultVariable="apertura"),
            *mapping(outputs=_opened()),
        ),
        *steps,
        *clocks,
        person(
            f"{pre}_informacion",
            POINT,
            (decision_at, 0),
            form="validar_informacion",
            button="Registrar decisión",
            roles=role,
            attrs={"cauce:actorVariable": "validado_por"},
        ),
        xor(f"{pre}_correcta", "Información correcta?", (decision_at + 1, 0)),
        ends(f"{pre}_rechazo", REJECTED, (decision_at + 1, 1), error("rechazada")),
        *_issuing(desk, decision_at),
        ends(f"{pre}_fin", "", (decision_at + 6, 0)),
    )
    flows = (
        *chain(f"{pre}_inicio", f"{pre}_abrir", *(node.id for node in steps)),
        *chain(steps[-1].id, f"{pre}_informacion", f"{pre}_correcta"),
        flow(f"{pre}_correcta", f"{pre}_generar", "Sí", default=True),
        flow(f"{pre}_correcta", f"{pre}_rechazo", "No", "=validado = false"),
        *chain(f"{pre}_generar", f"{pre}_enviar", f"{pre}_emitir", f"{pre}_enviado", f"{pre}_fin"),
        *clock_flows,
    )
    return Body(nodes=nodes, flows=flows)


def _issuing(desk: Mesa, decision_at: int) -> tuple[Node, ...]:
    """Draft the CRO, issue it, and tell Revisión."""
    pre, role = f"f1_{desk.key}", desk.lane
    return (
        person(
            f"{pre}_generar",
            "Generar CRO",
            (decision_at + 2, 0),
            form="generar_cro",
            button="Borrador listo",
            roles=role,
        ),
        person(
            f"{pre}_enviar",
            "Enviar CRO",
            (decision_at + 3, 0),
            form="enviar_cro",
            button="Enviar CRO",
            roles=role,
            attrs={"cauce:actorVariable": "d1_emisor", "cauce:document": "D1"},
        ),
        step(
            f"{pre}_emitir",
            "Emitir versión de CRO",
            (decision_at + 4, 0),
            "documentos.emitir",
            {
                "documento": '="D1"',
                "version_anterior": "=d1_version",
                "mensaje": "=mensaje_envio",
                "emisor": "=d1_emisor",
            },
            {"d1_version": "=version", "d1_referencia": "=referencia"},
        ),
        publishes(
            f"{pre}_enviado",
            "CRO enviado",
            (decision_at + 5, 0),
            "cro_enviado",
            {
                "b2b": "=b2b",
                "cliente": "=cliente",
                "cliente_id": "=cliente_id",
                "rol_ejecutor": "=rol_ejecutor",
                "urgencia": "=urgencia",
                "referencia": "=d1_referencia",
                "version": "=d1_version",
            },
            doc="El CRO no se revisa: este mensaje abre la Revisión y la Ejecución sigue.",
        ),
    )


def _opened() -> dict[str, str]:
    names = ("rol_ejecutor", "b2b", "cliente_id", "ambiente_pruebas", "ambiente_produccion")
    facts = (*names, "contrato_vigente", "servicio_implementado")
    return {name: f"=apertura.{name}" for name in facts}


def _first_steps(desk: Mesa) -> tuple[str, tuple[Node, ...]]:
    deadline = {"fase": "=1", "rol": desk.lane}
    if desk is OPERACION:
        first = "f1_operacion_recepcion"
        return first, (
            person(
                first,
                "Recepción de Solicitud de Servicio - Nuevo Cliente",
                (2, 0),
                form="recepcion_solicitud",
                button="Registrar solicitud",
                roles=desk.lane,
                deadline=deadline,
            ),
            person(
                "f1_operacion_booking",
                "Confirmación Booking",
                (4, 0),
                form="confirmacion_booking",
                button="Confirmar booking",
                roles=desk.lane,
            ),
        )
    first = "f1_mesa_solicitud"
    return first, (
        person(
            first,
            "Validar Solicitud de Servicio - Nuevo Cliente",
            (2, 0),
            form="validar_solicitud",
            button="Registrar",
            roles=desk.lane,
            deadline=deadline,
            outputs={
                "solicitud_conforme": "=validado != false",
                "solicitud_notas": "=observaciones",
                "urgencia": "=urgencia",
                "contacto_solicitante": "=contacto_solicitante",
            },
            doc="Registra lo que la mesa comprobó; decide la tarea que sigue.",
        ),
    )
