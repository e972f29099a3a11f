"""One round of review: every approver answers, opinions beside, all withdrawn at the decision."""

from dataclasses import replace

from tools.catalog.servicios_nuevos_clientes.documentos import Documento
from tools.catalog.servicios_nuevos_clientes.partes import Map, joined, person, watched
from tools.draw import (
    Body,
    Ext,
    Flow,
    Loop,
    Node,
    chain,
    ends,
    flow,
    parallel,
    starts,
    terminate,
    xor,
)

OPINED = "=reparto.opinantes[not(list contains(reparto.aprobadores, item))]"
"""Who gives an opinion never also approves, whatever the tables say."""

ANSWER = (
    "={aprobador: aprobador, aprobado: aprobado != false, observaciones: observaciones, "
    "criterios: criterios, por: respondido_por}"
)


def round_of_review(number: int, document: Documento) -> Body:
    """First round "Revisar", later rounds "Volver a Revisar"; the opinions in each."""
    pre = f"r{number}"
    frame: tuple[Node, ...] = (
        starts(f"{pre}_ronda_inicio", "", (0, 0)),
        parallel(f"{pre}_reparto", "", (1, 0)),
        xor(f"{pre}_vuelta", "Primera revisión?", (2, 0)),
        ends(f"{pre}_decidido", "Decisión tomada", (7, 0), terminate()),
        ends(f"{pre}_opinado", "Opiniones dadas", (6, 2)),
    )
    flows: tuple[Flow, ...] = (
        *chain(f"{pre}_ronda_inicio", f"{pre}_reparto", f"{pre}_vuelta"),
        flow(f"{pre}_vuelta", f"{pre}_revisar", "Sí", default=True),
        flow(f"{pre}_vuelta", f"{pre}_volver", "No", "=noes > 0"),
        *chain(f"{pre}_revisar", f"{pre}_decidido"),
        *chain(f"{pre}_volver", f"{pre}_decidido"),
        *chain(f"{pre}_reparto", f"{pre}_opinion", f"{pre}_opinado"),
    )
    nodes, more = joined(
        (frame, flows),
        _reviewing(number, document, "revisar", f"Revisar {document.name}", (3, 0)),
        _reviewing(number, document, "volver", f"Volver a Revisar {document.name}", (5, 0)),
        _opinion(number, document),
    )
    return Body(nodes=nodes, flows=more)


def _each(collection: str, result: Map) -> Loop:
    attrs = {"inputCollection": collection, "inputElement": "aprobador", **result}
    return Loop(kind="parallel", ext=(Ext(tag="zeebe:loopCharacteristics", attrs=attrs),))


def _reviewing(
    number: int, document: Documento, step: str, name: str, at: tuple[int, int]
) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    """The approvers' task, one per role of the table, each with its own deadline."""
    key = f"r{number}_{step}"
    before = "=some r in respuestas_anteriores satisfies r.aprobador = aprobador and r.aprobado"
    node = person(
        key,
        name,
        at,
        form="revisar_documento" if step == "revisar" else "volver_a_revisar",
        button="Registrar revisión",
        roles="=[aprobador]",
        attrs={
            "cauce:fourEyes": "=emisor",
            "cauce:document": document.key,
            "cauce:actorVariable": "respondido_por",
        },
        deadline={"fase": f"={number}", "rol": "=aprobador"},
        inputs={
            "aprobado": "=null",
            "observaciones": "=null",
            "criterios": "=for c in reparto.criterios return "
            "{criterio: c.criterio, tipo: c.tipo, resultado: null, comentario: null}",
            "habia_aprobado": before,
        },
        doc="Termina cuando todos respondieron; aprueba solo si todos dijeron que sí.",
    )
    result = {"outputCollection": "respuestas", "outputElement": ANSWER}
    looped = replace(node, loop=_each("=reparto.aprobadores", result))
    clocks = watched(key, at, role="=aprobador", phase=number, each=True, of=name)
    return joined(((looped,), ()), clocks)


def _opinion(number: int, document: Documento) -> tuple[tuple[Node, ...], tuple[Flow, ...]]:
    key, name = f"r{number}_opinion", f"Opinión sobre {document.name}"
    node = person(
        key,
        name,
        (3, 2),
        form="opinion_documento",
        button="Dar opinión",
        roles="=[aprobador]",
        attrs={"cauce:document": document.key, "cauce:actorVariable": "respondido_por"},
        deadline={"fase": f"={number}", "rol": "=aprobador"},
        inputs={"conforme": "=null", "observaciones": "=null"},
        doc="No obliga y se retira cuando cae la decisión: revisión técnica de Responsable "
        "Implementación B2B, comercial de Gerente Alianzas, de documentación de Proceso.",
    )
    result = {
        "outputCollection": "opiniones",
        "outputElement": "={rol: aprobador, conforme: conforme != false, "
        "observaciones: observaciones, por: respondido_por}",
    }
    looped = replace(node, loop=_each(OPINED, result))
    clocks = watched(key, (3, 2), role="=aprobador", phase=number, each=True, of=name)
    return joined(((looped,), ()), clocks)
