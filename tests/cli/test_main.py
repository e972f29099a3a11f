"""What the command line says of itself, and its demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from cauce.cli.demo import CASES
from cauce.packages import available, load

Run = Callable[..., Result]


def test_help_lists_the_commands(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in ("play", "check", "demo"):
        assert f"\n  {command} " in result.stdout


def test_it_says_its_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("cauce, version ")


def test_help_is_english_where_the_locale_is() -> None:
    cauce = Path(sys.executable).with_name("cauce")
    shown = subprocess.run(
        [str(cauce), "play", "--help"],
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Run a process in memory, step by step" in shown.stdout


def test_every_package_is_demonstrated_to_the_end_of_its_case(run: Run) -> None:
    assert set(CASES) == set(available())
    result = run("demo")
    assert result.exit_code == 0, result.output
    for name in CASES:
        assert load(name).title.es in result.stdout
    for end in ("fin_proceso", "fin_ganada", "fin_baja_comercial"):
        assert end in result.stdout
    assert "· en curso" not in result.stdout


def test_a_demonstration_says_who_did_what_with_which_document_and_decision(run: Run) -> None:
    shown = run("demo").stdout.replace("\n", " ")
    words = " ".join(shown.split())
    assert "2. Envío Propuesta — Operador Operación: Validar CRO, Generar Propuesta" in words
    assert "Gerente Comercial: Revisar Propuesta Comercial" in words
    assert "D(2) Propuesta Comercial" in words
    assert "plazos " in words
