"""Phases 2 to 8 of Revisión: wait for D(k), review it in rounds, prepare and send D(k+1)."""

from tools.catalog.servicios_nuevos_clientes.documentos import DOCUMENTS, Documento
from tools.catalog.servicios_nuevos_clientes.partes import (
    due,
    joined,
    mapping,
    person,
    publishes,
    step,
    watched,
)
from tools.catalog.servicios_nuevos_clientes.ronda import round_of_review
from tools.draw import (
    Body,
    Flow,
    Node,
    catch,
    chain,
    ends,
    error,
    ext,
    flow,
    message,
    starts,
    sub_process,
    task,
    xor,
)

WAITING = "Espera de documento"
"""The row of `plazos` for the wait for a document; Proceso is told."""


def awaiting(id: str, name: str, at: tuple[int, int], of: str, phase: int) -> Node:  # noqa: A002 - BPMN's own word
    """A receive task: the wait for a message, with a deadline of its own."""
    return task(
        "receiveTask",
        id,
        name,
        at,
        due({"fase": f"={phase}", "rol": WAITING}),
        trigger=message(of),
    )


def review(number: int) -> Body:
    """The inside of phase `number`, 2 to 8."""
    pre, document = f"r{number}", DOCUMENTS[number]
    waits = f"Esperar emisión de {document.name}"
    clocks = watched(f"{pre}_esperar", (2, 0), role='="Proceso"', phase=number, of=waits)
    first: tuple[Node, ...] = (starts(f"{pre}_inicio", "", (0, 0)),)
    way = [f"{pre}_inicio", f"{pre}_esperar"]
    if number > 2:
        before = DOCUMENTS[number - 1]
        heard = f"Recibir mensaje de {before.name} {before.sent}"
        first += (catch(f"{pre}_recibir", heard, (1, 0), message(before.message("enviado"))),)
        way.insert(1, f"{pre}_recibir")
    wait = awaiting(f"{pre}_esperar", waits, (2, 0), document.message("para_revisar"), number)
    nodes, flows = joined(
        (first, chain(*way)), ((wait,), ()), clocks, _rounds(number), _no(document), _yes(number)
    )
    return Body(nodes=nodes, flows=flows)


def _rounds(number: int) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """Who answers is asked anew in each round; without anybody the case stops here, visibly."""
    pre, document = f"r{number}", DOCUMENTS[number]
    nodes = (
        task(
            "businessRuleTask",
            f"{pre}_determinar",
            "Determinar aprobadores",
            (4, 0),
            ext("zeebe:calledDecision", decisionId="reparto_revision", resultVariable="reparto"),
            *mapping(
                {
                    "b2b": "=b2b",
                    "documento": f'="{document.key}"',
                    "monto": "=monto",
                    "criterios_cliente": "=cliente.criterios",
                    "clase_cliente": "=cliente.clase",
                }
            ),
        ),
        step(
            f"{pre}_comprobar",
            "Comprobar quién puede responder",
            (5, 0),
            "personas.comprobar_revisores",
            {"roles": "=reparto.aprobadores", "emisor": "=emisor", "documento": "=documento"},
            {"sin_revisor": "=sin_revisor"},
        ),
        xor(
            f"{pre}_hay_revisor",
            "Hay quien responda por cada rol?",
            (6, 0),
            doc="Sin salida por defecto: si falta quien pueda responder, o la tabla no da "
            "ningún rol, el caso se detiene aquí con un incidente, antes de abrir la revisión.",
        ),
        _round(number),
        step(
            f"{pre}_registrar",
            "Registrar decisión",
            (8, 0),
            "documentos.registrar_decision",
            {
                "documento": "=documento",
                "version": "=version",
                "aprobado": "=decision",
                "respuestas": "=respuestas",
            },
            {"noes": "=if decision then noes else noes + 1"},
        ),
        xor(f"{pre}_aprobada", document.approved, (9, 0)),
    )
    ready = "=count(reparto.aprobadores) > 0 and count(sin_revisor) = 0"
    flows = (
        *chain(f"{pre}_esperar", f"{pre}_determinar", f"{pre}_comprobar", f"{pre}_hay_revisor"),
        flow(f"{pre}_hay_revisor", f"{pre}_ronda", "Sí", ready),
        *chain(f"{pre}_ronda", f"{pre}_registrar", f"{pre}_aprobada"),
    )
    return nodes, flows


def _round(number: int) -> Node:
    """The round of review, drawn in place; what it comes to goes up with it."""
    pre, document = f"r{number}", DOCUMENTS[number]
    return sub_process(
        f"{pre}_ronda",
        f"Ronda de revisión de {document.name}",
        (7, 0),
        round_of_review(number, document),
        *mapping(
            {"respuestas_anteriores": "=respuestas", "respuestas": "=[]"},
            {
                "respuestas": "=respuestas",
                "decision": "=count(respuestas) > 0 "
                "and (every r in respuestas satisfies r.aprobado)",
            },
        ),
        expanded=True,
    )


def _no(document: Documento) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """A "no" goes back with everybody's observations; from the third on Proceso decides first."""
    pre = f"r{document.number}"
    nodes = (
        xor(f"{pre}_tercer_no", "Tercer no o más?", (9, 1)),
        person(
            f"{pre}_decidir",
            f"Decidir continuidad de {document.name}",
            (10, 1),
            form="decidir_continuidad",
            button="Registrar decisión",
            roles="Proceso",
            attrs={"cauce:actorVariable": "decidido_por", "cauce:document": document.key},
            inputs={"continuar": "=null", "noes": "=noes", "respuestas": "=respuestas"},
            outputs={
                "continuar": "=continuar",
                "motivo": "=motivo",
                "decidido_por": "=decidido_por",
            },
            doc="La tarea ofrece convocar a las partes.",
        ),
        xor(f"{pre}_continua", "Continuar?", (11, 1)),
        ends(f"{pre}_cerrar", "Cierre por Proceso", (12, 1), error("cierre")),
        publishes(
            f"{pre}_observado",
            f"{document.name}: observaciones",
            (8, 2),
            document.message("observado"),
            {
                "referencia": "=referencia",
                "version": "=version",
                "observaciones": "=respuestas[item.aprobado = false]",
            },
        ),
    )
    flows = (
        flow(
            f"{pre}_aprobada",
            f"{pre}_tercer_no",
            f"No: Volver a Revisar {document.name}",
            default=True,
        ),
        flow(f"{pre}_tercer_no", f"{pre}_decidir", "Sí", "=noes >= 3"),
        flow(f"{pre}_tercer_no", f"{pre}_observado", "No", default=True),
        *chain(f"{pre}_decidir", f"{pre}_continua"),
        flow(f"{pre}_continua", f"{pre}_cerrar", "No", "=continuar = false"),
        flow(f"{pre}_continua", f"{pre}_observado", "Sí", default=True),
        *chain(f"{pre}_observado", f"{pre}_esperar"),
    )
    return nodes, flows


def _yes(number: int) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """The draft of the next document, and the message that starts the executor's next phase."""
    pre, document = f"r{number}", DOCUMENTS[number]
    following = DOCUMENTS.get(number + 1)
    sent = f"Enviar {following.name}" if following else "Cobranza aprobada"
    nodes = (
        _prepare(number, pre),
        publishes(
            f"{pre}_aprobado",
            sent,
            (11, 0),
            document.message("aprobado"),
            {"referencia": "=referencia", "version": "=version", "borrador": "=borrador"},
            doc=f"Publica la aprobación de {document.name}, con lo preparado: el mensaje que "
            "abre la fase siguiente en Ejecución.",
        ),
        ends(f"{pre}_fin", "", (12, 0)),
    )
    flows = (
        flow(f"{pre}_aprobada", f"{pre}_preparar", "Sí", "=decision = true"),
        *chain(f"{pre}_preparar", f"{pre}_aprobado", f"{pre}_fin"),
    )
    return nodes, flows


def _prepare(number: int, pre: str) -> Node:
    at = (10, 0)
    approved = {"documento": "=documento", "version": "=version", "cliente": "=cliente"}
    if number == 4:
        return person(
            f"{pre}_preparar",
            "Generar Plan de Implementación",
            at,
            form="preparar_plan_de_implementacion",
            button="Entregar plan",
            roles="Responsable Implementación B2B",
            attrs={"cauce:document": "D5"},
            outputs={
                "borrador": "={hitos: hitos, fecha_inicio: fecha_inicio, "
                "fecha_termino: fecha_termino, responsable: responsable, riesgos: riesgos}"
            },
        )
    if number == 5:
        return step(
            f"{pre}_preparar",
            "Implementar Servicio",
            at,
            "implementacion.autorizar",
            approved,
            {"borrador": "=borrador"},
            doc="La luz verde: autoriza al ejecutor a implementar según el plan aprobado.",
        )
    if number == 8:
        return step(
            f"{pre}_preparar",
            "Cerrar Comercial",
            at,
            "casos.preparar_cierre",
            approved,
            {"borrador": "=borrador"},
            doc="Prepara el acta de cierre.",
        )
    following = DOCUMENTS[number + 1]
    return step(
        f"{pre}_preparar",
        f"Generar {following.name}",
        at,
        "documentos.preparar_borrador",
        {**approved, "siguiente": f'="{following.key}"'},
        {"borrador": "=borrador"},
        doc="Borrador del documento siguiente con las condiciones aprobadas: cliente, precio, "
        "plazo, servicio, SLA.",
    )
