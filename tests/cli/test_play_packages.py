"""Whoever presses Enter at everything goes all the way through each package."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cauce.packages import load

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


def test_what_people_and_the_system_do_is_told_by_the_names_on_the_drawing(run: Run) -> None:
    result = run(
        "play", "servicios_nuevos_clientes", "--process", "servicios_ejecucion",
        "--start-event", "inicio_operacion", keys=ENTERS,
    )  # fmt: skip
    told = [line.strip() for line in result.stdout.splitlines()]
    expected = [
        "○ Inicio Operación",
        "1. Inicio",
        "✓ Enviar CRO · Operador Operación · D1",
        "✉ Notificar OOB y envío de datos de contacto · correo.notificar_oob",
        "2. Envío Propuesta",
        "○ Recibir mensaje de CRO enviado",
        "✓ Enviar Propuesta Comercial · Operador Operación · D2",
        "✓ Revisar Propuesta Comercial · Gerente Comercial · D2",
        "▤ Generar Contrato · documentos.preparar_borrador",
        "→ Enviar Contrato · propuesta_comercial_aprobado",
        "3. Análisis Comercial",
        "← Recibir mensaje de Propuesta Comercial enviada · propuesta_comercial_enviado",
        "✓ Cerrar Comercial · Operador Operación",
        "■ Fin de Proceso",
    ]
    assert set(expected) <= set(told)
    assert [told.index(line) for line in expected] == sorted(told.index(line) for line in expected)


def test_forms_are_english_where_the_locale_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    start = ("servicios_nuevos_clientes", "--start-event", "inicio_operacion", "--data", "{}")
    spanish = run("play", *start, keys="1\n").stdout
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = run("play", *start, keys="1\n").stdout
    words = load("servicios_nuevos_clientes").translations["en"]
    for text in ("Canal", "Por dónde llegó la solicitud."):
        assert text in spanish
        assert text not in english
        assert words[text] in english


def test_the_outcome_is_the_end_that_an_event_sub_process_brought(run: Run, tmp_path: Path) -> None:
    steps = tmp_path / "steps.yaml"
    steps.write_text("- {message: desistimiento, key: SRV-2026-000001}", encoding="utf-8")
    start = ("--start-event", "inicio_operacion", "--answers", steps)
    found = json.loads(run("play", "servicios_nuevos_clientes", *start, "--json").stdout)
    assert (found["status"], found["outcome"]) == ("completed", "fin_desistida")
    told = run("play", "servicios_nuevos_clientes", *start).stdout
    assert "(fin_desistida)" in " ".join(told.split())
