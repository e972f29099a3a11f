from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.packages.support import problems_of, write_package

from cauce.packages import load, sample_answer

OPEN = """
[handlers."crm.open_opportunity"]
kind = "handler"
title = "Abrir oportunidad"
inputs = { cliente_id = "string", monto = "number?" }
outputs = { oportunidad = "string", etapa = "string", lineas = "list<context>", nota = "string?" }

[handlers."crm.open_opportunity".sample]
oportunidad = "OPP-2026-000001"
etapa = '=if monto = null then "awareness" else "interes"'
lineas = [{ cliente = "=cliente_id", desde = 2026-01-01, tasa = 1.5 }]
"""


def handler(body: str) -> str:
    return f'[handlers.h]\nkind = "handler"\n{body}'


def test_a_handler_says_what_it_takes_and_gives(tmp_path: Path) -> None:
    found = load(write_package(tmp_path, OPEN)).handlers["crm.open_opportunity"]

    assert (found.name, found.kind) == ("crm.open_opportunity", "handler")
    assert {name: str(kind) for name, kind in found.inputs.items()} == {
        "cliente_id": "string",
        "monto": "number?",
    }
    assert str(found.outputs["lineas"]) == "list<context>"


def test_the_sample_is_evaluated_over_the_inputs(tmp_path: Path) -> None:
    found = load(write_package(tmp_path, OPEN)).handlers["crm.open_opportunity"]

    without = sample_answer(found, {"cliente_id": "C1"})
    with_amount = sample_answer(found, {"cliente_id": "C1", "monto": Decimal(5)})

    assert without == {
        "oportunidad": "OPP-2026-000001",
        "etapa": "awareness",
        "lineas": [{"cliente": "C1", "desde": date(2026, 1, 1), "tasa": Decimal("1.5")}],
    }
    assert with_amount["etapa"] == "interes"


def test_a_sample_may_ask_for_the_time_given(tmp_path: Path) -> None:
    manifest = handler('outputs = { hoy = "date" }\nsample = { hoy = "=today()" }')
    found = load(write_package(tmp_path, manifest)).handlers["h"]

    assert sample_answer(found, {}, datetime(2026, 3, 2, tzinfo=UTC)) == {"hoy": date(2026, 3, 2)}


def test_a_job_without_outputs_answers_nothing(tmp_path: Path) -> None:
    manifest = '[handlers."correo.enviar"]\nkind = "job"\ninputs = { para = "list<string>" }\n'

    found = load(write_package(tmp_path, manifest)).handlers["correo.enviar"]

    assert found.kind == "job"
    assert sample_answer(found, {"para": ["a@b.cl"]}) == {}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ('inputs = { a = "text" }', "inputs.a"),
        ('inputs = { a = "list<text>" }', "inputs.a"),
        ("inputs = { a = 5 }", "inputs.a"),
        ('outputs = { a = "string" }', "sample.a"),
        ('sample = { a = "x" }', "sample.a"),
        ('outputs = { a = "number" }\nsample = { a = "x" }', "sample.a"),
        ('outputs = { a = "list<number>" }\nsample = { a = [1, "x"] }', "sample.a"),
        ('outputs = { a = "string" }\nsample = { a = "=1 +" }', "sample.a"),
        ('outputs = { a = "string" }\nsample = { a = "=cliente" }', "sample.a"),
        ("retries = 3", "retries"),
    ],
)
def test_each_problem_of_a_handler_is_told(tmp_path: Path, body: str, key: str) -> None:
    root = write_package(tmp_path, handler(body))

    assert problems_of(root) == [("package.toml", f"handlers.h.{key}")]


def test_a_kind_is_required(tmp_path: Path) -> None:
    root = write_package(tmp_path, '[handlers.h]\ntitle = "H"\n')

    assert problems_of(root) == [("package.toml", "handlers.h.kind")]
