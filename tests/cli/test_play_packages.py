"""Whoever presses Enter at everything goes all the way through each package."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]
ENTERS = "\n" * 700


@pytest.mark.parametrize(
    ("package", "process", "start_event", "end"),
    [
        ("servicios_nuevos_clientes", "servicios_ejecucion", "inicio_operacion", "fin_proceso"),
        ("servicios_nuevos_clientes", "servicios_ejecucion", "inicio_mesa_de_ayuda", "fin_proceso"),
        ("interacciones_equipos", "growth_marketing_sales", None, "fin_ganada"),
        ("ciclo_de_vida_cliente", "farming", None, "fin_ganada"),
        ("ciclo_de_vida_cliente", "feedback", None, "fin_feedback"),
        ("ciclo_de_vida_cliente", "alta_cliente", None, "fin_alta"),
    ],
)
def test_enter_goes_all_the_way(
    run: Run, package: str, process: str, start_event: str | None, end: str
) -> None:
    start = ["--start-event", start_event] if start_event else []
    result = run("play", package, "--process", process, *start, keys=ENTERS)
    assert result.exit_code == 0, result.output[-2000:]
    (outcome,) = [line for line in result.stdout.splitlines() if line.endswith(f"({end})")]
    assert "· completado ·" in outcome
    assert "FORM_INVALID" not in result.stdout
