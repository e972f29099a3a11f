"""Phase 9 of Ejecución: the client's last answer, and closing with an open balance."""

from tools.catalog.servicios_nuevos_clientes.fases import Piece, entry
from tools.catalog.servicios_nuevos_clientes.partes import joined, person, step
from tools.draw import Body, chain, ends, flow, starts, xor


def last_phase() -> Body:
    """The inside of phase 9, up to the point where only the closing is left."""
    nodes, flows = joined(entry(9), _balance())
    return Body(nodes=(starts("f9_inicio", "", (0, 0)), *nodes), flows=flows)


def _balance() -> Piece:
    nodes = (
        step(
            "f9_saldo",
            "Consultar saldo abierto",
            (5, 0),
            "cobranzas.consultar_saldo",
            {"cliente_id": "=cliente_id", "referencia": "=d7_referencia"},
            {"saldo": "=saldo"},
        ),
        xor("f9_con_saldo", "Saldo abierto?", (10, 0)),
        xor("f9_pide_cierre", "Cerrar con saldo?", (10, 1)),
        person(
            "f9_autorizar",
            "Autorizar cierre con saldo",
            (11, 1),
            form="autorizar_saldo",
            button="Registrar decisión",
            roles="Gerente Comercial",
            attrs={"cauce:actorVariable": "saldo_autorizado_por"},
            inputs={"saldo": "=saldo", "motivo_saldo": "=motivo_saldo"},
            outputs={"autorizado": "=autorizado"},
        ),
        xor("f9_autorizado", "Autorizado?", (12, 1)),
        ends("f9_fin", "", (13, 0)),
    )
    flows = (
        *chain("f9_abierta", "f9_saldo"),
        flow("f9_validada", "f9_con_saldo", "Sí", default=True),
        flow("f9_con_saldo", "f9_fin", "No", default=True),
        flow("f9_con_saldo", "f9_pide_cierre", "Sí", "=saldo > 0"),
        flow("f9_pide_cierre", "f9_autorizar", "Sí", "=cierre_con_saldo = true"),
        flow("f9_pide_cierre", "f9_saldo", "No", default=True),
        *chain("f9_autorizar", "f9_autorizado"),
        flow("f9_autorizado", "f9_fin", "Sí", default=True),
        flow("f9_autorizado", "f9_saldo", "No", "=autorizado = false"),
    )
    return nodes, flows
