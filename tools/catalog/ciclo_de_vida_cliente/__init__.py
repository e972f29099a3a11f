"""The drawings of package `ciclo_de_vida_cliente`: one file for each diagram of its source."""

from tools.catalog.ciclo_de_vida_cliente import clientes, farming, feedback
from tools.draw import Diagram


def diagrams() -> dict[str, Diagram]:
    """File name → diagram."""
    return {
        "clientes.bpmn": clientes.diagram(),
        "feedback.bpmn": feedback.diagram(),
        "farming.bpmn": farming.diagram(),
    }
