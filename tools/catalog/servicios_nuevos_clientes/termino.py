"""The process `servicios_termino_anticipado`: what follows when a contract in force ends early."""

from tools.catalog.servicios_nuevos_clientes.partes import person, step
from tools.draw import (
    RED,
    Flow,
    Lane,
    Node,
    Process,
    chain,
    ends,
    flow,
    message,
    parallel,
    starts,
    xor,
)


def process() -> Process:
    """The participant Término anticipado."""
    return Process(
        id="servicios_termino_anticipado",
        name="Término anticipado del servicio",
        doc="Consecuencias, en el mismo caso, de un rechazo, un desistimiento o un cierre de "
        "Proceso con el contrato en vigencia.",
        lanes=(
            Lane(
                id="lane_termino_comercial",
                name="Gerente Comercial",
                nodes=(
                    starts(
                        "inicio_termino",
                        "Término anticipado",
                        (3, 0),
                        message("termino_anticipado"),
                        color=RED,
                    ),
                    parallel("termino_reparte", "", (4, 0)),
                    person(
                        "terminar_contrato",
                        "Terminar contrato",
                        (5, 0),
                        form="terminar_contrato",
                        button="Terminar contrato",
                        roles="Gerente Comercial",
                        attrs={"cauce:document": "D3", "cauce:actorVariable": "terminado_por"},
                        outputs={
                            "fecha_termino": "=fecha_termino",
                            "terminado_por": "=terminado_por",
                        },
                    ),
                    step(
                        "registrar_termino",
                        "Registrar término del contrato",
                        (6, 0),
                        "contratos.terminar",
                        {
                            "contrato": "=contrato",
                            "fecha_termino": "=fecha_termino",
                            "motivo": "=motivo",
                            "persona": "=terminado_por",
                        },
                        {"contrato_terminado": "=true"},
                    ),
                    *_invoice_and_debt(),
                    parallel("termino_junta", "", (15, 0)),
                    ends("fin_termino_anticipado", "Fin del término anticipado", (16, 0)),
                ),
            ),
            _uninstalling(),
        ),
        flows=_flows(),
    )


def _uninstalling() -> Lane:
    """What was implemented is taken down."""
    return Lane(
        id="lane_termino_implementacion",
        name="Responsable Implementación B2B",
        nodes=(
            xor("termino_instalado", "Servicio implementado?", (5, 0)),
            person(
                "desinstalar_servicio",
                "Desinstalar servicio",
                (6, 0),
                form="desinstalar_servicio",
                button="Servicio desinstalado",
                roles="Responsable Implementación B2B",
                outputs={"desinstalacion": "={fecha: fecha_retiro, notas: notas_retiro}"},
            ),
            xor("termino_retirado", "", (7, 0)),
        ),
    )


def _invoice_and_debt() -> tuple[Node, ...]:
    """A credit note for what was invoiced, and what is still owed to collections."""
    return (
        xor("termino_facturado", "Factura emitida?", (7, 0)),
        person(
            "emitir_nota_de_credito",
            "Emitir nota de crédito",
            (8, 0),
            form="nota_de_credito",
            button="Emitir nota de crédito",
            roles="Gerente Comercial",
            attrs={"cauce:document": "D7"},
            outputs={"nota": "={monto: monto_nota, motivo: motivo_nota}"},
        ),
        step(
            "registrar_nota",
            "Registrar nota de crédito",
            (9, 0),
            "facturacion.emitir_nota_de_credito",
            {"factura": "=factura", "nota": "=nota", "cliente_id": "=cliente_id"},
            {"nota_de_credito": "=nota_de_credito"},
        ),
        xor("termino_sin_factura", "", (10, 0)),
        step(
            "consultar_deuda",
            "Consultar deuda",
            (11, 0),
            "cobranzas.consultar_saldo",
            {"cliente_id": "=cliente_id", "referencia": "=factura"},
            {"saldo": "=saldo"},
        ),
        xor("termino_con_deuda", "Queda deuda?", (12, 0)),
        step(
            "derivar_deuda",
            "Derivar deuda a cobranzas",
            (13, 1),
            "cobranzas.derivar_deuda",
            {"cliente_id": "=cliente_id", "saldo": "=saldo", "motivo": "=motivo"},
            {"deuda_derivada": "=true"},
        ),
        xor("termino_deuda_vista", "", (14, 0)),
    )


def _flows() -> tuple[Flow, ...]:
    return (
        *chain("inicio_termino", "termino_reparte", "terminar_contrato", "registrar_termino"),
        *chain("registrar_termino", "termino_facturado"),
        flow("termino_facturado", "emitir_nota_de_credito", "Sí", "=factura != null"),
        flow("termino_facturado", "termino_sin_factura", "No", default=True),
        *chain("emitir_nota_de_credito", "registrar_nota", "termino_sin_factura"),
        *chain("termino_sin_factura", "consultar_deuda", "termino_con_deuda"),
        flow("termino_con_deuda", "derivar_deuda", "Sí", "=saldo > 0"),
        flow("termino_con_deuda", "termino_deuda_vista", "No", default=True),
        *chain("derivar_deuda", "termino_deuda_vista", "termino_junta"),
        *chain("termino_reparte", "termino_instalado"),
        flow(
            "termino_instalado",
            "desinstalar_servicio",
            "Sí",
            "=servicio_implementado = true",
        ),
        flow("termino_instalado", "termino_retirado", "No", default=True),
        *chain("desinstalar_servicio", "termino_retirado", "termino_junta"),
        *chain("termino_junta", "fin_termino_anticipado"),
    )
