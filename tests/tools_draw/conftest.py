"""Two drawings that the tests of the library look at from all sides."""

import pytest

from tools.draw import (
    Annotation,
    Body,
    DataObject,
    Diagram,
    Group,
    Lane,
    MessageFlow,
    Node,
    Pool,
    Process,
    boundary,
    catch,
    chain,
    ends,
    error,
    event_gateway,
    flow,
    message,
    starts,
    sub_process,
    task,
    terminate,
    throws,
    timer,
    xor,
)


@pytest.fixture
def phase() -> Body:
    """A phase with boundary events, a rejection and a loop back."""
    return Body(
        nodes=(
            starts("llega", "", (0, 0)),
            task("userTask", "validar", "Validar Propuesta Comercial", (1, 0)),
            boundary("aviso", "75 %", "validar", timer(duration="PT6H"), interrupting=False),
            boundary("vence", "100 %", "validar", timer(duration="PT8H"), interrupting=False),
            ends("avisada", "Avisada", (1, 1)),
            ends("vencida", "Vencida", (2, 1)),
            xor("validada", "Propuesta Validada?", (2, 0)),
            ends("rechazo", "Fin de Proceso - Solicitud Rechazada", (3, 1), error("rechazada")),
            throws("enviar", "Enviar Contrato", (3, 0), message("contrato_enviado")),
            event_gateway("espera", "", (4, 0)),
            catch("aprobado", "Contrato aprobado", (5, 0), message("contrato_aprobado")),
            catch("observado", "Contrato observado", (5, 1), message("contrato_observado")),
            task("userTask", "corregir", "Corregir Contrato", (4, 2)),
            ends("sale", "", (6, 0)),
        ),
        flows=(
            *chain("llega", "validar", "validada"),
            flow("validada", "enviar", "Sí", default=True),
            flow("validada", "rechazo", "No", "=validado = false"),
            *chain("enviar", "espera", "aprobado", "sale"),
            *chain("espera", "observado", "corregir", "enviar"),
            *chain("aviso", "avisada"),
            *chain("vence", "vencida"),
        ),
        groups=(Group(id="revision", name="Revisión", around=("espera", "aprobado")),),
    )


def execution(phase: Body) -> Process:
    """Two lanes; the second holds the phase that opens."""
    return Process(
        id="ejecucion",
        name="Ejecución",
        lanes=(
            Lane(
                id="mesa",
                name="Mesa de Ayuda",
                nodes=(
                    starts("inicio", "Inicio Mesa de Ayuda", (0, 0), message("solicitud")),
                    task("userTask", "recibir", "Recepción de Solicitud", (1, 0)),
                ),
            ),
            Lane(
                id="ejecutor",
                name="Ejecutor",
                nodes=(
                    sub_process("fase", "2. Envío Propuesta", (2, 0), phase),
                    boundary("rechazada", "Rechazada", "fase", error("rechazada")),
                    ends("fin", "Fin de Proceso", (3, 0)),
                    ends("fin_rechazada", "Solicitud Rechazada", (3, 1), terminate()),
                ),
            ),
        ),
        flows=(*chain("inicio", "recibir", "fase", "fin"), *chain("rechazada", "fin_rechazada")),
        annotations=(
            Annotation(id="nota", text="Una nota.", at=(2, 0), lane="mesa", about="recibir"),
        ),
        data=(
            DataObject(
                id="solicitud_dato", name="Solicitud", at=(3, 0), lane="mesa", writers=("recibir",)
            ),
        ),
    )


def review() -> Process:
    """No lanes; a sub-process drawn in place."""
    inner = Body(
        nodes=(
            starts("r0", "", (0, 0)),
            Node(id="r1", kind="userTask", name="Revisar Contrato", at=(1, 0)),
            ends("r2", "", (2, 0)),
        ),
        flows=chain("r0", "r1", "r2"),
    )
    return Process(
        id="revision_proceso",
        name="Revisión",
        nodes=(
            starts("ri", "Contrato enviado", (0, 0), message("contrato_enviado")),
            sub_process("fase_r", "2. Revisión", (2, 0), inner, expanded=True),
            ends("rf", "", (3, 0), message("contrato_aprobado")),
        ),
        flows=chain("ri", "fase_r", "rf"),
    )


@pytest.fixture
def service(phase: Body) -> Diagram:
    """Three pools, one of them black, with a phase that opens and one drawn in place."""
    return Diagram(
        id="servicio",
        name="Servicio",
        pools=(
            Pool(id="cliente", name="Cliente"),
            Pool(id="pool_e", name="Ejecución", process=execution(phase)),
            Pool(id="pool_r", name="Revisión", process=review()),
        ),
        message_flows=(
            MessageFlow(source="cliente", target="inicio", name="solicitud"),
            MessageFlow(source="enviar", target="ri", name="contrato enviado"),
            MessageFlow(source="rf", target="fase"),
        ),
    )
