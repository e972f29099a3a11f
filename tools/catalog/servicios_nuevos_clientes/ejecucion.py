"""The process `servicios_ejecucion`: two desks, the executor's eight phases, three results."""

from tools.catalog.servicios_nuevos_clientes.ambientes import fact_taker
from tools.catalog.servicios_nuevos_clientes.cierre import last_phase
from tools.catalog.servicios_nuevos_clientes.fases import EXECUTOR, phase, phase_box
from tools.catalog.servicios_nuevos_clientes.inicio import (
    AYUDA,
    OPERACION,
    REJECTED,
    lane_flows,
    lane_nodes,
)
from tools.catalog.servicios_nuevos_clientes.partes import person, publishes, step
from tools.draw import (
    GREY,
    Annotation,
    Body,
    Flow,
    Lane,
    Node,
    Process,
    chain,
    ends,
    event_sub_process,
    flow,
    message,
    parallel,
    starts,
    terminate,
    xor,
)

CLIENT_KEY = {"cauce:correlationKey": "=cliente_id", "cauce:timeToLive": "PT0S"}
OWN_CASE = {**CLIENT_KEY, "cauce:newCase": "true"}
DROPPED = {"cauce:timeToLive": "PT0S"}
"""A message that nobody waits for is not kept: nobody can wait for it later."""


def process() -> Process:
    """The participant Ejecución."""
    phases = [
        shape
        for number in range(2, 10)
        for shape in phase_box(
            number, (number + 2, 0), last_phase() if number == 9 else phase(number)
        )
    ]
    return Process(
        id="servicios_ejecucion",
        name="Ejecución de servicios para nuevos clientes",
        doc="De la recepción inicial hasta el cierre comercial. El resultado de un caso es el "
        "final de este proceso.",
        lanes=(
            Lane(id="lane_operacion", name=OPERACION.lane, nodes=lane_nodes(OPERACION)),
            Lane(id="lane_mesa", name=AYUDA.lane, nodes=lane_nodes(AYUDA)),
            Lane(
                id="lane_ejecutor",
                name="Ejecutor",
                nodes=(
                    xor("hacia_fase_2", "", (3, 0)),
                    *phases,
                    *_closing(),
                    *_rejection(),
                    fact_taker("pruebas", (0, 0)),
                    fact_taker("produccion", (0, 1)),
                    event_sub_process(
                        "desistimiento",
                        "Desistimiento del cliente",
                        (0, 2),
                        _withdrawal(),
                        color=GREY,
                    ),
                ),
                doc="La mesa que abrió el caso: sus tareas van a rol_ejecutor.",
            ),
        ),
        flows=_flows(),
        annotations=(
            Annotation(
                id="nota_cierre",
                text="El cierre espera la carga del cliente y el aviso a OOB.",
                at=(17, 0),
                about="cargas_listas",
                lane="lane_mesa",
            ),
        ),
    )


def _closing() -> tuple[Node, ...]:
    return (
        xor("cargas_listas", "", (16, -1)),
        parallel("antes_de_cerrar", "", (16, 0)),
        person(
            "cerrar_comercial",
            "Cerrar Comercial",
            (17, 0),
            form="cerrar_comercial",
            button="Cerrar comercialmente",
            roles=EXECUTOR,
            attrs={"cauce:actorVariable": "cerrado_por"},
            inputs={"saldo": "=saldo"},
            outputs={"acta": "=acta", "cerrado_por": "=cerrado_por"},
        ),
        publishes(
            "cierre_publicado",
            "Cierre comercial",
            (18, 0),
            "cierre_comercial",
            {"acta": "=acta", "cerrado_por": "=cerrado_por", "saldo": "=saldo"},
        ),
        step(
            "registrar_completado",
            "Registrar resultado",
            (19, 0),
            "casos.registrar_resultado",
            {"resultado": '="completado"', "persona": "=cerrado_por"},
            {"resultado": '="completado"'},
        ),
        publishes(
            "cuenta_abierta",
            "Cuenta por abrir",
            (20, 0),
            "cuenta_por_abrir",
            {"cliente_id": "=cliente_id"},
            attrs=OWN_CASE,
            doc="Con el cierre empieza el Ciclo Comercial del cliente; se descarta si ya hay uno.",
        ),
        xor("recurrente", "Líneas recurrentes?", (21, 0)),
        publishes(
            "factura_inicial",
            "Factura inicial emitida",
            (22, 1),
            "factura_inicial_emitida",
            {"cliente_id": "=cliente_id", "factura": "=d7_referencia"},
            attrs=OWN_CASE,
        ),
        ends("fin_proceso", "Fin de Proceso", (23, 0)),
    )


def _rejection() -> tuple[Node, ...]:
    return (
        xor("rechazo", "", (13, 2)),
        _result("registrar_rechazo", "rechazado", (14, 2)),
        *_leaving("rechazo", (15, 2)),
        ends("fin_rechazada", REJECTED, (19, 2), terminate()),
    )


def _result(key: str, result: str, at: tuple[int, int]) -> Node:
    """The step that records how a case ended early and tells everybody involved."""
    person_of = "=if cerrado_por_proceso = true then decidido_por else validado_por"
    return step(
        key,
        "Registrar resultado y avisar",
        at,
        "casos.registrar_resultado",
        {
            "resultado": f'="{result}"',
            "fase": "=rechazo_fase",
            "punto": "=rechazo_punto",
            "persona": person_of if result == "rechazado" else "=null",
            "motivo": "=motivo",
        },
        {"resultado": f'="{result}"'},
    )


def _leaving(pre: str, at: tuple[int, int]) -> tuple[Node, ...]:
    """What an early end publishes: always `caso_terminado`, with a contract in force more."""
    column, row = at
    return (
        publishes(
            f"{pre}_caso_terminado",
            "Caso terminado",
            at,
            "caso_terminado",
            {"resultado": "=resultado", "motivo": "=motivo"},
            attrs=DROPPED,
            doc="Retira lo que esté abierto en Revisión y aprobación.",
        ),
        xor(f"{pre}_vigente", "Contrato en vigencia?", (column + 1, row)),
        publishes(
            f"{pre}_termino",
            "Término anticipado",
            (column + 2, row + 1),
            "termino_anticipado",
            {
                "cliente": "=cliente",
                "cliente_id": "=cliente_id",
                "rol_ejecutor": "=rol_ejecutor",
                "resultado": "=resultado",
                "motivo": "=motivo",
                "contrato": "=d3_referencia",
                "servicio_implementado": "=servicio_implementado",
                "factura": "=d7_referencia",
            },
        ),
    )


def _leaving_flows(pre: str, end: str) -> tuple[Flow, ...]:
    return (
        *chain(f"{pre}_caso_terminado", f"{pre}_vigente"),
        flow(f"{pre}_vigente", end, "No", default=True),
        flow(f"{pre}_vigente", f"{pre}_termino", "Sí", "=contrato_vigente = true"),
        *chain(f"{pre}_termino", end),
    )


def _withdrawal() -> Body:
    """The client withdraws: at any point, by the message `desistimiento`."""
    pre = "desiste"
    return Body(
        nodes=(
            starts(f"{pre}_mensaje", "El cliente desiste", (0, 0), message("desistimiento")),
            _result(f"{pre}_registrar", "desistido", (1, 0)),
            *_leaving(pre, (2, 0)),
            ends("fin_desistida", "Fin de Proceso - Solicitud Desistida", (5, 0), terminate()),
        ),
        flows=(
            *chain(f"{pre}_mensaje", f"{pre}_registrar", f"{pre}_caso_terminado"),
            *_leaving_flows(pre, "fin_desistida"),
        ),
    )


def _flows() -> tuple[Flow, ...]:
    return (
        *lane_flows(OPERACION),
        *lane_flows(AYUDA),
        *chain("hacia_fase_2", *(f"f{number}" for number in range(2, 10)), "antes_de_cerrar"),
        *chain("cargas_listas", "antes_de_cerrar", "cerrar_comercial", "cierre_publicado"),
        *chain("cierre_publicado", "registrar_completado", "cuenta_abierta", "recurrente"),
        flow("recurrente", "fin_proceso", "No", default=True),
        flow("recurrente", "factura_inicial", "Sí", "=lineas_recurrentes = true"),
        *chain("factura_inicial", "fin_proceso"),
        *(link for number in range(2, 10) for link in chain(f"f{number}_rechazada", "rechazo")),
        *chain("rechazo", "registrar_rechazo", "rechazo_caso_terminado"),
        *_leaving_flows("rechazo", "fin_rechazada"),
    )
