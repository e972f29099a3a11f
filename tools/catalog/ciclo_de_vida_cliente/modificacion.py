"""Modificación de Cliente: from a new version of the contract to what is billed."""

from tools.catalog.ciclo_de_vida_cliente.parts import (
    asked,
    asked_flows,
    closing,
    each,
    person,
    signed,
)
from tools.catalog.clients import noted, step
from tools.draw import GREEN, Flow, Lane, Node, Process, chain, ends, ext

DOC = "1.3 MODIFICACION DE CLIENTE"


def process() -> Process:
    """Old against new terms, the areas touched, contract and billing, teams told."""
    return Process(
        id="modificacion_cliente",
        name="Modificación de Cliente",
        doc=DOC,
        lanes=(
            Lane(id="modificacion_ejecutivo", name="Ejecutivo de Cuenta", nodes=_executive()),
            Lane(
                id="modificacion_areas",
                name="Área de Apoyo",
                nodes=(_adjustments(),),
            ),
            Lane(
                id="modificacion_backoffice",
                name="Backoffice",
                nodes=_back_office(),
            ),
        ),
        flows=_flows(),
    )


def _executive() -> tuple[Node, ...]:
    return (
        signed("modificacion", "modificacion", (0, 0)),
        *asked(
            "modificacion_en_vigor",
            "Contrato en vigor",
            "crm.contrato_en_vigor",
            result="en_vigor",
            at=((1, 0), (2, 0), (2, 1)),
            end="fin_baja_modificacion_inicio",
        ),
        person(
            "modificacion_comparar",
            "Comparar condiciones vigentes y nuevas",
            (3, 0),
            form="modificacion_condiciones",
            button="Condiciones comparadas",
        ),
        closing("modificacion", (6, 0)),
        noted(
            "modificacion_informar",
            "Equipos informados",
            (9, 0),
            "avisos.comunicar",
            {
                "asunto": "Modificación de contrato",
                "referencia": "=contrato",
                "roles": (
                    "=distinct values(concatenate("
                    '["Ejecutivo de Cuenta", "Operaciones", "Backoffice", "Workforce"], '
                    "if areas_tocadas = null then [] else flatten([areas_tocadas])))"
                ),
            },
        ),
        ends("fin_modificacion", "Modificación vigente", (10, 0), color=GREEN),
    )


def _adjustments() -> Node:
    return person(
        "modificacion_ajustes",
        "Ajustes de <área>",
        (4, 0),
        form="modificacion_ajustes",
        button="Ajustes listos",
        step="preparacion",
        attrs={"cauce:title": '="Ajustes de " + area'},
        exts=(ext("zeebe:assignmentDefinition", candidateGroups="=[area]"),),
        loop=each("=if areas_tocadas = null then [] else flatten([areas_tocadas])", "area"),
    )


def _back_office() -> tuple[Node, ...]:
    return (
        person(
            "modificacion_actualizar",
            "Actualizar contrato y facturación",
            (5, 0),
            form="modificacion_contrato",
            button="Aplicar los cambios",
        ),
        *asked(
            "modificacion_facturable",
            "Contrato en vigor",
            "crm.contrato_en_vigor",
            result="en_vigor",
            at=((6, 0), (7, 0), (7, 1)),
            end="fin_baja_modificacion_facturacion",
        ),
        step(
            "modificacion_facturar",
            "Aplicar a la facturación",
            (8, 0),
            "billing.aplicar_modificacion",
            {"contrato": "=contrato", "vigencia": "=vigencia_facturacion"},
        ),
    )


def _flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_modificacion", "modificacion_en_vigor_consulta"),
        *asked_flows(
            "modificacion_en_vigor",
            "en_vigor",
            "fin_baja_modificacion_inicio",
            "modificacion_comparar",
        ),
        *chain(
            "modificacion_comparar",
            "modificacion_ajustes",
            "modificacion_actualizar",
            "modificacion_facturable_consulta",
        ),
        *asked_flows(
            "modificacion_facturable",
            "en_vigor",
            "fin_baja_modificacion_facturacion",
            "modificacion_facturar",
        ),
        *chain("modificacion_facturar", "modificacion_informar", "fin_modificacion"),
    )
