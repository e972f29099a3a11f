"""The package `servicios_nuevos_clientes`: one collaboration of four participants."""

from tools.catalog.servicios_nuevos_clientes import ejecucion, revision, termino
from tools.catalog.servicios_nuevos_clientes.documentos import DOCUMENTS
from tools.draw import Diagram, MessageFlow, Pool, Root, ext

IN_CASE = (
    "cro_enviado",
    "ambiente_pruebas",
    "ambiente_produccion",
    "desistimiento",
    "cierre_por_proceso",
    "caso_terminado",
    "cierre_comercial",
)


def diagrams() -> dict[str, Diagram]:
    """The drawings of the package by file name."""
    return {"process.bpmn": collaboration()}


def collaboration() -> Diagram:
    """Cliente, Ejecución, Revisión y aprobación, Término anticipado, and what they say."""
    return Diagram(
        id="servicios_nuevos_clientes",
        name="Flujo de proceso de servicios para nuevos clientes",
        doc="Flujo completo de atención de solicitudes de servicios para nuevos clientes, desde "
        "la recepción inicial hasta el cierre comercial. Este flujo asegura un control riguroso "
        "de calidad y aprobación en cada etapa.",
        pools=(
            Pool(id="cliente", name="Cliente"),
            Pool(id="ejecucion", name="Ejecución", process=ejecucion.process()),
            Pool(id="revision", name="Revisión y aprobación", process=revision.process()),
            Pool(id="termino", name="Término anticipado", process=termino.process()),
        ),
        message_flows=(*_with_client(), *_between()),
        roots=_messages(),
    )


def _messages() -> tuple[Root, ...]:
    """Every message that an instance catches is addressed by its case."""
    names = list(IN_CASE)
    for document in DOCUMENTS.values():
        if document.number > 1:
            names += [
                document.message(event)
                for event in ("enviado", "para_revisar", "aprobado", "observado")
            ]
    key = ext("zeebe:subscription", correlationKey="=case_key")
    return tuple(Root(kind="message", name=name, ext=(key,)) for name in names)


def _with_client() -> tuple[MessageFlow, ...]:
    flows = [
        MessageFlow(source="cliente", target="inicio_operacion", name="Solicitud"),
        MessageFlow(source="cliente", target="inicio_mesa_de_ayuda", name="Solicitud"),
    ]
    for number, document in DOCUMENTS.items():
        if number > 1:
            flows += [
                MessageFlow(source=f"f{number}_al_cliente", target="cliente", name=document.name),
                MessageFlow(source="cliente", target=f"f{number + 1}_validar", name="Respuesta"),
            ]
    flows += [
        MessageFlow(source="cliente", target="toma_ambiente_pruebas", name="Ambiente de pruebas"),
        MessageFlow(
            source="cliente", target="toma_ambiente_produccion", name="Ambiente de producción"
        ),
        MessageFlow(source="cliente", target="desistimiento", name="Desistimiento"),
    ]
    return tuple(flows)


def _between() -> tuple[MessageFlow, ...]:
    flows = [
        MessageFlow(source="f1_operacion_enviado", target="inicio_revision"),
        MessageFlow(source="f1_mesa_enviado", target="inicio_revision"),
    ]
    for number in range(2, 9):
        flows += [
            MessageFlow(source=f"f{number}_para_revisar", target=f"r{number}_esperar"),
            MessageFlow(source=f"r{number}_observado", target=f"f{number}_observado"),
            MessageFlow(source=f"r{number}_aprobado", target=f"f{number}_aprobado"),
            MessageFlow(source=f"f{number}_enviado", target=f"r{number + 1}_recibir"),
        ]
    flows += [
        MessageFlow(source="cierre_publicado", target="r9_esperar", name="Cierre comercial"),
        MessageFlow(source="rechazo_caso_terminado", target="retiro", name="Caso terminado"),
        MessageFlow(source="desiste_caso_terminado", target="retiro", name="Caso terminado"),
        MessageFlow(source="rechazo_termino", target="inicio_termino", name="Término anticipado"),
        MessageFlow(source="desiste_termino", target="inicio_termino", name="Término anticipado"),
    ]
    return tuple(flows)
