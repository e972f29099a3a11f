"""The demo's cases: which process, for whom, and how far they have come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALL = 10_000
"""To the end: more tasks than a case has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A case: `tasks` is how many of its tasks have been done; `title` is for the terminal."""

    key: str
    package: str
    process: str
    data: Mapping[str, Any]
    start_event: str | None = None
    tasks: int = 0
    title: str = ""


def _service(
    key: str, name: str, country: str, desk: str, tasks: int, *, b2b: bool, title: str = ""
) -> Planned:
    client = {"nombre": name, "pais": country, "internacional": country != "CL"}
    return Planned(
        key=key,
        package="servicios_nuevos_clientes",
        process="servicios_ejecucion",
        start_event=f"inicio_{desk}",
        data={"b2b": b2b, "cliente": client, "ambientes": {"pruebas": True, "produccion": True}},
        tasks=tasks,
        title=title,
    )


def _team(key: str, client: str, tasks: int, title: str = "") -> Planned:
    return Planned(
        key=key,
        package="interacciones_equipos",
        process="growth_marketing_sales",
        data={"cliente_id": client, "cliente": {"nombre": client}},
        tasks=tasks,
        title=title,
    )


def _cycle(key: str, process: str, client: str, tasks: int, title: str = "") -> Planned:
    return Planned(
        key=key,
        package="ciclo_de_vida_cliente",
        process=process,
        data={"cliente_id": client, "cliente": {"nombre": client}},
        tasks=tasks,
        title=title,
    )


SHOWN: tuple[Planned, ...] = (
    _service(
        "SRV-DEMO-01", "Andes Retail SpA", "CL", "operacion", ALL, b2b=True,
        title="Servicios para nuevos clientes: un caso B2B, hasta el cierre comercial",
    ),
    _team("EQU-DEMO-01", "Pampa Seguros S.A.", 6,
          title="Interacciones entre equipos: una oportunidad, hasta ganarla"),
    _cycle("CVC-DEMO-01", "farming", "Clínica Los Robles", ALL,
           title="Ciclo de vida del cliente: una necesidad, hasta la venta"),
)  # fmt: skip
"""One case of each package, to its end."""

STANDING: tuple[Planned, ...] = (
    _service("SRV-DEMO-02", "Austral Logística SpA", "CL", "mesa_de_ayuda", 0, b2b=False),
    _service("SRV-DEMO-03", "Puerto Sur Terminales", "CL", "operacion", 3, b2b=True),
    _service("SRV-DEMO-04", "Minera Cerro Blanco", "CL", "mesa_de_ayuda", 6, b2b=True),
    _service("SRV-DEMO-05", "Río Claro Pagos", "AR", "operacion", 9, b2b=False),
    _service("SRV-DEMO-06", "Delta Energía S.A.", "AR", "mesa_de_ayuda", 12, b2b=True),
    _service("SRV-DEMO-07", "Cooperativa Valle Azul", "CL", "operacion", 16, b2b=True),
    _service("SRV-DEMO-08", "Lima Foods S.A.C.", "PE", "operacion", 22, b2b=False),
    _team("EQU-DEMO-02", "Banco del Lago", 0),
    _team("EQU-DEMO-03", "Hoteles del Norte", 3),
    _cycle("CVC-DEMO-02", "farming", "Viñas Unidas", 1),
    _cycle("CVC-DEMO-03", "farming", "Editorial Faro", 3),
    _cycle("CVC-DEMO-04", "feedback", "Transportes Sur", 0),
)
"""Cases in different phases, for the people to go on with."""
