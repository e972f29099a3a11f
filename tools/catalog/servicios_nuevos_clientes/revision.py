"""The process `servicios_revision`: the four reviewing roles follow the same documents."""

from tools.catalog.servicios_nuevos_clientes.documentos import DOCUMENTS, PHASES
from tools.catalog.servicios_nuevos_clientes.partes import mapping, publishes, step, watched
from tools.catalog.servicios_nuevos_clientes.revision_fases import awaiting, review
from tools.draw import (
    GREY,
    Annotation,
    Body,
    Lane,
    Node,
    Process,
    boundary,
    catch,
    chain,
    ends,
    error,
    event_sub_process,
    message,
    starts,
    sub_process,
    xor,
)

LED_BY = {
    2: "Gerente Alianzas",
    3: "Gerente Comercial",
    4: "Gerente Comercial",
    5: "Responsable Implementación B2B",
    6: "Responsable Implementación B2B",
    7: "Gerente Comercial",
    8: "Gerente Comercial",
    9: "Proceso",
}
"""The lane that a phase's box stands in; who answers in it is the table's business."""


def process() -> Process:
    """The participant Revisión y aprobación."""
    boxes = {number: _box(number) for number in range(2, 10)}

    def of(lane: str) -> tuple[Node, ...]:
        return tuple(
            shape for number, led in LED_BY.items() if led == lane for shape in boxes[number]
        )

    return Process(
        id="servicios_revision",
        name="Revisión y aprobación de servicios para nuevos clientes",
        doc="Revisa y aprueba los documentos D(2) a D(8), prepara el siguiente y cierra.",
        lanes=(
            Lane(
                id="lane_alianzas",
                name="Gerente Alianzas",
                nodes=(
                    starts(
                        "inicio_revision",
                        "Recibir mensaje de CRO enviado",
                        (3, 0),
                        message("cro_enviado"),
                    ),
                    *of("Gerente Alianzas"),
                ),
            ),
            Lane(id="lane_comercial", name="Gerente Comercial", nodes=of("Gerente Comercial")),
            Lane(
                id="lane_implementacion",
                name="Responsable Implementación B2B",
                nodes=of("Responsable Implementación B2B"),
            ),
            _coordination(of("Proceso")),
        ),
        flows=(
            *chain("inicio_revision", *(f"r{number}" for number in range(2, 10)), "fin_revision"),
            *(link for k in range(2, 9) for link in chain(f"r{k}_cierre", "cierre")),
            *chain("cierre", "cierre_por_proceso", "fin_revision_cierre"),
        ),
        annotations=(
            Annotation(
                id="nota_revision",
                text="El carril dice quién conduce la fase. Quiénes aprueban lo dice la tabla "
                "«aprobadores»: en el flujo B2B, solo Gerente Comercial; si no, los cuatro "
                "roles.",
                at=(1, 0),
                about="inicio_revision",
                lane="lane_alianzas",
            ),
        ),
    )


def _coordination(boxes: tuple[Node, ...]) -> Lane:
    """The lane of Proceso: the last phase, the ending that it decides, the withdrawal."""
    return Lane(
        id="lane_proceso",
        name="Proceso",
        nodes=(
            *boxes,
            ends("fin_revision", "Fin de Proceso", (12, 0)),
            xor("cierre", "", (12, 1)),
            publishes(
                "cierre_por_proceso",
                "Cierre por Proceso",
                (13, 1),
                "cierre_por_proceso",
                {
                    "cerrado_por_proceso": "=true",
                    "decidido_por": "=decidido_por",
                    "motivo": "=motivo",
                    "documento": "=documento_cerrado",
                },
            ),
            ends("fin_revision_cierre", "Fin de Proceso - Cierre", (14, 1)),
            event_sub_process("retiro", "Caso terminado", (4, 1), _withdrawn(), color=GREY),
        ),
    )


def _box(number: int) -> tuple[Node, ...]:
    phase = PHASES[number]
    document = DOCUMENTS[min(number, 8)]
    local = {"fase": f"={number}"}
    if number < 9:
        fresh = ("version", "referencia", "emisor", "decision")
        local |= {"documento": f'="{document.key}"', "noes": "=0", "respuestas": "=[]"}
        local |= dict.fromkeys(fresh, "=null")
    box = sub_process(
        f"r{number}",
        phase.title,
        (number + 2, 0),
        review(number) if number < 9 else _closing(),
        *mapping(local),
        color=phase.color,
        doc=f"Objetivo: {phase.objective}.",
    )
    if number == 9:
        return (box,)
    closed = boundary(
        f"r{number}_cierre",
        "Cierre",
        f"r{number}",
        error("cierre"),
        *mapping(outputs={"documento_cerrado": f'="{document.key}"'}),
    )
    return box, closed


def _closing() -> Body:
    """Phase 9: wait for the executor's closing, then record it."""
    document = DOCUMENTS[8]
    heard = f"Recibir mensaje de {document.name} {document.sent}"
    nodes = (
        starts("r9_inicio", "", (0, 0)),
        catch("r9_recibir", heard, (1, 0), message(document.message("enviado"))),
        awaiting("r9_esperar", "Esperar cierre comercial", (2, 0), "cierre_comercial", 9),
        step(
            "r9_cerrar",
            "Cerrar Comercial",
            (4, 0),
            "casos.registrar_cierre",
            {"acta": "=acta", "persona": "=cerrado_por", "saldo": "=saldo"},
            doc="Registra el cierre en el caso.",
        ),
        ends("r9_fin", "Fin de Proceso", (5, 0)),
    )
    clocks, flows = watched(
        "r9_esperar", (2, 0), role='="Proceso"', phase=9, of="Esperar cierre comercial"
    )
    way = chain("r9_inicio", "r9_recibir", "r9_esperar", "r9_cerrar", "r9_fin")
    return Body(nodes=nodes + clocks, flows=(*way, *flows))


def _withdrawn() -> Body:
    """The only message that takes Revisión's open work away."""
    return Body(
        nodes=(
            starts("retiro_mensaje", "Caso terminado", (0, 0), message("caso_terminado")),
            ends("fin_revision_retirada", "Revisión retirada", (1, 0)),
        ),
        flows=chain("retiro_mensaje", "fin_revision_retirada"),
    )
