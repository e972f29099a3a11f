"""Alta, Baja y Modificación del cliente: three pools of one diagram."""

from tools.catalog.ciclo_de_vida_cliente import alta, baja, modificacion
from tools.catalog.clients import keyed
from tools.draw import Diagram, MessageFlow, Pool

DOC = (
    "1 ALTA BAJA O MODIFICACION DEL CLIENTE\n\n"
    'Dentro del Proceso "Ciclo de Vida del Cliente" la principal accion es dar de alta el '
    "cliente y no es solo un tema administrativo.\n\n"
    "En SkyTel, dar de alta un cliente significa ...\n\n"
    "Versión: 1.0\n\nAutor: Juan Manuel Lacy"
)


def diagram() -> Diagram:
    """The collaboration of the three processes that a signed contract starts."""
    return Diagram(
        id="clientes",
        name="Alta, Baja o Modificación del Cliente",
        doc=DOC,
        pools=(
            Pool(
                id="participante_gestion_de_oportunidades",
                name="Gestión de Oportunidades",
                doc="Nombre en el documento de origen: Gestion de Oportunidades",
            ),
            Pool(id="participante_alta", name="Alta de Cliente", process=alta.process()),
            Pool(id="participante_baja", name="Baja de Cliente", process=baja.process()),
            Pool(
                id="participante_modificacion",
                name="Modificación de Cliente",
                process=modificacion.process(),
            ),
            Pool(
                id="participante_ciclos",
                name="Ciclos del Cliente",
                doc="Ciclo Comercial y Ciclo Administrativo, del paquete interacciones_equipos.",
            ),
        ),
        message_flows=(
            *(
                MessageFlow(
                    source="participante_gestion_de_oportunidades",
                    target=f"inicio_{prefix}",
                    name="Contrato firmado",
                )
                for prefix in ("alta", "baja", "modificacion")
            ),
            MessageFlow(source="baja_publicar", target="participante_ciclos", name="Baja"),
            MessageFlow(
                source="participante_ciclos",
                target="baja_cuenta_cerrada",
                name="Cuenta cerrada",
            ),
        ),
        roots=(keyed("contrato_firmado"), keyed("cuenta_cerrada")),
    )
