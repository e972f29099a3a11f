"""Phases 2 to 8 of Ejecución: validate D(k-1), draft D(k), issue it, wait for the review."""

from tools.catalog.servicios_nuevos_clientes.ambientes import NEEDED, gate
from tools.catalog.servicios_nuevos_clientes.borradores import as_it_stands, prefilled, written
from tools.catalog.servicios_nuevos_clientes.documentos import DOCUMENTS, PHASES, Documento
from tools.catalog.servicios_nuevos_clientes.inicio import REJECTED
from tools.catalog.servicios_nuevos_clientes.partes import (
    joined,
    mapping,
    person,
    publishes,
    step,
    watched,
)
from tools.draw import (
    Body,
    Flow,
    Node,
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
    xor,
)

EXECUTOR = "=[rol_ejecutor]"
OWN = ("validado", "correccion", "mensaje_envio")
"""What a phase asks anew: nothing of it comes from the phase before, nor goes on to the next."""
Piece = tuple[tuple[Node, ...], tuple[Flow, ...]]


def phase_box(number: int, at: tuple[int, int], inner: Body) -> tuple[Node, Node]:
    """A phase on the overview, and the boundary event through which a rejection leaves it."""
    phase, before = PHASES[number], DOCUMENTS[number - 1]
    point = f"Validar {before.name}"
    box = sub_process(
        f"f{number}",
        phase.title,
        at,
        inner,
        *mapping({"fase": f"={number}", **dict.fromkeys(OWN, "=null")}),
        color=phase.color,
        doc=f"Objetivo: {phase.objective}.",
    )
    rejected = boundary(
        f"f{number}_rechazada",
        "Rechazada",
        f"f{number}",
        error("rechazada"),
        *mapping(
            outputs={
                "rechazo_fase": f"={number}",
                "rechazo_punto": "=if cerrado_por_proceso = true "
                f'then "Decidir continuidad" else "{point}"',
            }
        ),
    )
    return box, rejected


def phase(number: int) -> Body:
    """The inside of phase `number`, 2 to 8."""
    pre = f"f{number}"
    nodes, flows = joined(
        entry(number), _drafting(number, pre), _issuing(DOCUMENTS[number], pre, number)
    )
    return Body(nodes=(starts(f"{pre}_inicio", "", (0, 0)), *nodes), flows=flows)


def entry(number: int) -> Piece:
    """From the phase's start to its answer: the gate, where there is one, and "Validar"."""
    pre, before = f"f{number}", DOCUMENTS[number - 1]
    opened = f"{pre}_abierta" if number in NEEDED else f"{pre}_inicio"
    asked = f"{pre}_saldo" if number == 9 else opened
    name = f"Validar {before.name}"
    client = number > 2
    attrs = {"cauce:actorVariable": "validado_por", "cauce:document": before.key}
    if client:
        attrs["cauce:waitsForClient"] = f"={before.var}_enviado_a_contacto = true"
    validate = person(
        f"{pre}_validar",
        name,
        (6, 0),
        form=f"validar_{before.slug}",
        button="Registrar respuesta" if client else "Registrar decisión",
        roles=EXECUTOR,
        attrs=attrs,
        deadline={"fase": f"={number}", "rol": "=rol_ejecutor"},
        inputs={
            "saldo": "=saldo",
            **dict.fromkeys(("validado", "motivo", *_asked(before)), "=null"),
        },
        outputs=_answers(before),
        doc=_what_is_recorded(before),
    )
    clocks = watched(f"{pre}_validar", (6, 0), role="=rol_ejecutor", phase=number, of=name)
    asking = f"{pre}_validada"
    decided: Piece = (
        (
            xor(asking, before.validated, (9, 0)),
            ends(f"{pre}_rechazo", REJECTED, (9, 1), error("rechazada")),
        ),
        (flow(asking, f"{pre}_rechazo", "No", "=validado = false"),),
    )
    answered = _client_answer(pre, before) if client else ((), ())
    way = [f"{pre}_validar", *(node.id for node in answered[0]), asking]
    lead: Piece = ((validate,), (*chain(asked, f"{pre}_validar"), *chain(*way)))
    return joined(
        gate(pre, number) if number in NEEDED else ((), ()), lead, clocks, answered, decided
    )


ANSWERED: dict[int, tuple[str, ...]] = {
    1: ("detalle",),
    2: (),
    3: ("firmante_cliente", "fecha_firma"),
    4: ("orden_de_compra", "sin_orden_de_compra"),
    5: ("fecha_inicio_acordada", "fecha_termino_acordada"),
    6: ("aceptado_por",),
    7: ("fecha_recepcion", "en_disputa"),
    8: ("pagado",),
}
"""What each validation asks besides the decision and how the client gave it."""
EVIDENCE = ("medio", "evidencia", "fecha_respuesta", "detalle")


def _asked(document: Documento) -> tuple[str, ...]:
    """The fields that make up the client's answer, asked anew each time."""
    own = ANSWERED[document.number]
    return own if document.number == 1 else (*own, *EVIDENCE)


def _answers(document: Documento) -> dict[str, str]:
    """What leaves a validation task; the rest of its form is the answer's record."""
    record = ", ".join(f"{name}: {name}" for name in _asked(document))
    closing = ("cierre_con_saldo", "motivo_saldo") if document.number == 8 else ()
    kept = ("validado", "motivo", "validado_por", *closing)
    return {name: f"={name}" for name in kept} | {"respuesta": f"={{{record}}}"}


def _what_is_recorded(document: Documento) -> str:
    if document.number == 1:
        return "Es interna: no espera al cliente."
    return (
        "Registra la respuesta del cliente con su evidencia. Nace esperando al cliente si la "
        "versión aprobada se envió a un contacto; completarla registra también la respuesta."
    )


def _client_answer(pre: str, document: Documento) -> Piece:
    node = step(
        f"{pre}_respuesta",
        "Registrar respuesta del cliente",
        (8, 0),
        "documentos.registrar_respuesta",
        {
            "documento": f'="{document.key}"',
            "version": f"={document.var}_version",
            "conforme": "=validado != false",
            "motivo": "=motivo",
            "respuesta": "=respuesta",
            "persona": "=validado_por",
        },
        {f"{document.var}_respondido": "=true"},
    )
    return (node,), ()


def _drafting(number: int, pre: str) -> Piece:
    """From "sí" to the finished draft; the contract takes force on the way in phase 4."""
    document = DOCUMENTS[number]
    name = "Implementar Servicio" if number == 6 else f"Generar {document.name}"
    draft = person(
        f"{pre}_generar",
        name,
        (11, 0),
        form="implementar_servicio" if number == 6 else f"generar_{document.slug}",
        button="Servicio implementado" if number == 6 else "Borrador listo",
        roles=EXECUTOR,
        attrs={"cauce:document": document.key},
        inputs=prefilled(document),
        outputs=written(document) | ({"servicio_implementado": "=true"} if number == 6 else {}),
    )
    asking = f"{pre}_validada"
    if number != 4:
        return (draft,), (flow(asking, draft.id, "Sí", default=True),)
    force = step(
        f"{pre}_vigencia",
        "Poner el contrato en vigencia",
        (10, 0),
        "contratos.poner_en_vigencia",
        {
            "referencia": "=d3_referencia",
            "version": "=d3_version",
            "respuesta": "=respuesta",
            "cliente_id": "=cliente_id",
        },
        {"contrato_vigente": "=true"},
        doc="Desde aquí un rechazo, un desistimiento o un cierre de Proceso abre las "
        "consecuencias del término anticipado.",
    )
    return (force, draft), (flow(asking, force.id, "Sí", default=True), *chain(force.id, draft.id))


def _issuing(document: Documento, pre: str, number: int) -> Piece:
    """Issue, publish, and stay at the event-based gateway until the review answers."""
    var = document.var
    flows = (
        *chain(f"{pre}_generar", f"{pre}_enviar", f"{pre}_emitir", f"{pre}_primera"),
        flow(f"{pre}_primera", f"{pre}_enviado", "Sí", f"={var}_version = 1"),
        flow(f"{pre}_primera", f"{pre}_para_revisar", "No", default=True),
        *chain(f"{pre}_enviado", f"{pre}_para_revisar", f"{pre}_espera"),
        *chain(f"{pre}_espera", f"{pre}_aprobado", f"{pre}_al_cliente", f"{pre}_fin"),
        *chain(f"{pre}_espera", f"{pre}_observado", f"{pre}_corregir", f"{pre}_enviar"),
        *chain(f"{pre}_espera", f"{pre}_cierre_proceso", f"{pre}_cerrado"),
    )
    return _publishing(document, pre, number) + _answered(document, pre), flows


def _publishing(document: Documento, pre: str, number: int) -> tuple[Node, ...]:
    """The task that issues a version, and the messages that go out with it."""
    var = document.var
    version = {"referencia": f"={var}_referencia", "version": f"={var}_version"}
    return (
        person(
            f"{pre}_enviar",
            f"Enviar {document.name}",
            (12, 0),
            form="enviar_documento",
            button="Enviar a revisión",
            roles=EXECUTOR,
            attrs={"cauce:actorVariable": f"{var}_emisor", "cauce:document": document.key},
            inputs={"mensaje_envio": "=null"},
            outputs={name: f"={name}" for name in ("mensaje_envio", f"{var}_emisor")},
            doc="Emite la versión para revisión. Quien la emite no la revisa.",
        ),
        step(
            f"{pre}_emitir",
            f"Emitir versión de {document.name}",
            (13, 0),
            "documentos.emitir",
            {
                "documento": f'="{document.key}"',
                "version_anterior": f"={var}_version",
                "contenido": f"={var}_contenido",
                "correccion": "=correccion",
                "mensaje": "=mensaje_envio",
                "emisor": f"={var}_emisor",
            },
            {f"{var}_version": "=version", f"{var}_referencia": "=referencia"},
        ),
        xor(f"{pre}_primera", "Primera emisión?", (14, 0)),
        publishes(
            f"{pre}_enviado",
            f"{document.name} {document.sent}",
            (15, -1),
            document.message("enviado"),
            version,
            doc=f"Espera a «Recibir mensaje de {document.name} {document.sent}» de la fase "
            f"{number + 1}.",
        ),
        publishes(
            f"{pre}_para_revisar",
            f"{document.name} a revisión",
            (16, 0),
            document.message("para_revisar"),
            {**version, "emisor": f"={var}_emisor", "monto": "=monto"},
        ),
    )


def _answered(document: Documento, pre: str) -> tuple[Node, ...]:
    """What can come back from the review: approval, observations, or the end of the case."""
    var = document.var
    version = {"referencia": f"={var}_referencia", "version": f"={var}_version"}
    return (
        event_gateway(f"{pre}_espera", "", (17, 0)),
        catch(
            f"{pre}_aprobado",
            f"{document.name}: aprobación",
            (18, 0),
            message(document.message("aprobado")),
        ),
        step(
            f"{pre}_al_cliente",
            "Enviar versión aprobada al contacto del cliente",
            (19, 0),
            "documentos.enviar_al_contacto",
            {"documento": f'="{document.key}"', "cliente": "=cliente", **version},
            {f"{var}_enviado_a_contacto": "=enviado"},
            doc="El correo sale después de este paso y no lo retiene. Sin contacto no se envía "
            "y la tarea siguiente nace con su reloj en marcha.",
        ),
        ends(f"{pre}_fin", "", (20, 0)),
        catch(
            f"{pre}_observado",
            f"{document.name}: observaciones",
            (17, 1),
            message(document.message("observado")),
        ),
        person(
            f"{pre}_corregir",
            f"Corregir {document.name}",
            (16, 1),
            form=f"corregir_{document.slug}",
            button="Corrección lista",
            roles=EXECUTOR,
            attrs={"cauce:document": document.key},
            inputs={
                "observaciones_recibidas": "=observaciones",
                "correccion": "=null",
                **as_it_stands(document),
            },
            outputs={"correccion": "=correccion", **written(document)},
        ),
        catch(
            f"{pre}_cierre_proceso",
            "Proceso pone fin al caso",
            (18, 1),
            message("cierre_por_proceso"),
        ),
        ends(f"{pre}_cerrado", REJECTED, (19, 1), error("rechazada")),
    )
