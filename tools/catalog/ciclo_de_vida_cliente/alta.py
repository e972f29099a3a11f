"""Alta de Cliente: from a signed contract to an active client."""

from tools.catalog.ciclo_de_vida_cliente.parts import asked, asked_flows, closing, person, signed
from tools.catalog.clients import step
from tools.draw import GREEN, Lane, Node, Process, chain, ends, flow, parallel

DOC = "1.1 ALTA DE CLIENTE"
SET_UP = {
    "alta_preparar_it": ("IT", "Preparar accesos y sistemas"),
    "alta_preparar_workforce": ("Workforce", "Preparar equipo y planificación"),
    "alta_preparar_backoffice": ("Backoffice", "Preparar facturación y administración"),
}


def process() -> Process:
    """Client and contacts, contract, set-up in parallel, welcome, client active."""
    return Process(
        id="alta_cliente",
        name="Alta de Cliente",
        doc=DOC,
        lanes=(
            Lane(id="alta_ejecutivo", name="Ejecutivo de Cuenta", nodes=_executive()),
            Lane(id="alta_it", name="IT", nodes=(_set_up("alta_preparar_it"),)),
            Lane(
                id="alta_workforce", name="Workforce", nodes=(_set_up("alta_preparar_workforce"),)
            ),
            Lane(
                id="alta_backoffice",
                name="Backoffice",
                nodes=(
                    person(
                        "alta_verificar_contrato",
                        "Verificar contrato",
                        (4, 0),
                        form="alta_contrato",
                        button="Contrato verificado",
                    ),
                    parallel("alta_preparar", "", (5, 0)),
                    _set_up("alta_preparar_backoffice"),
                ),
            ),
        ),
        flows=(
            *chain("inicio_alta", "alta_en_vigor_consulta"),
            *asked_flows(
                "alta_en_vigor", "en_vigor", "fin_baja_alta_inicio", "alta_registrar_cliente"
            ),
            *chain("alta_registrar_cliente", "alta_verificar_contrato", "alta_preparar"),
            *(
                flow(a, b)
                for middle in SET_UP
                for a, b in (("alta_preparar", middle), (middle, "alta_preparado"))
            ),
            *chain("alta_preparado", "alta_reunion_bienvenida", "alta_activable_consulta"),
            *asked_flows("alta_activable", "en_vigor", "fin_baja_alta_activacion", "alta_activar"),
            *chain("alta_activar", "fin_alta"),
        ),
    )


def _executive() -> tuple[Node, ...]:
    return (
        signed("alta", "alta", (0, 0)),
        *asked(
            "alta_en_vigor",
            "Contrato en vigor",
            "crm.contrato_en_vigor",
            result="en_vigor",
            at=((1, 0), (2, 0), (2, 1)),
            end="fin_baja_alta_inicio",
        ),
        person(
            "alta_registrar_cliente",
            "Registrar cliente y contactos",
            (3, 0),
            form="alta_cliente",
            button="Registrar",
        ),
        closing("alta", (6, 1)),
        parallel("alta_preparado", "", (7, 0)),
        person(
            "alta_reunion_bienvenida",
            "Reunión de bienvenida",
            (8, 0),
            form="alta_bienvenida",
            button="Reunión realizada",
        ),
        *asked(
            "alta_activable",
            "Contrato en vigor",
            "crm.contrato_en_vigor",
            result="en_vigor",
            at=((9, 0), (10, 0), (10, 1)),
            end="fin_baja_alta_activacion",
        ),
        step("alta_activar", "Activar cliente", (11, 0), "crm.activar_cliente"),
        ends("fin_alta", "Cliente activo", (12, 0), color=GREEN),
    )


def _set_up(id: str) -> Node:  # noqa: A002 - BPMN's own word
    lane, name = SET_UP[id]
    return person(
        id,
        name,
        (6, 0),
        form=f"alta_{lane.lower()}",
        button="Preparación lista",
        step="preparacion",
    )
