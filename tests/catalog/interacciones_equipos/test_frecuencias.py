"""What is due in a turn, and when the next is: the table that a company edits, and the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cauce
from cauce.dmn import load

FILE = (
    Path(cauce.__file__).parent
    / "catalog"
    / "interacciones_equipos"
    / "decisions"
    / "frecuencias.dmn"
)
DECISIONS = load(FILE)
SERVICE = "Ciclo de Servicio"
START = "2026-03-02T09:00:00-03:00"


def plan(cycle: str, start: str, before: str | None, now: str, day: int | None = None) -> Any:
    return DECISIONS.evaluate(
        "plan_del_turno",
        {
            "ciclo": cycle,
            "inicio": start,
            "turno_anterior": before,
            "ahora": now,
            "dia_facturacion": day,
        },
    )


def moment(text: str) -> str:
    return f"{text}T09:00:00-03:00"


def test_the_table_has_a_row_for_each_element_of_a_cycle() -> None:
    rows = DECISIONS.evaluate("frecuencias", {"ciclo": SERVICE})
    assert rows == [
        {"elemento": "Gestión Servicio", "dias": [0], "cada_meses": 1, "tras": None},
        {"elemento": "Evaluación Performance", "dias": [30, 90], "cada_meses": 6, "tras": None},
        {
            "elemento": "Desarrollo Profesional",
            "dias": None,
            "cada_meses": None,
            "tras": "Evaluación Performance",
        },
    ]


@pytest.mark.parametrize(
    ("before", "now", "due"),
    [
        (None, "2026-03-02", {"Gestión Servicio"}),
        ("2026-03-02", "2026-03-31", set()),
        ("2026-03-02", "2026-04-01", {"Evaluación Performance", "Desarrollo Profesional"}),
        (
            "2026-03-02",
            "2026-04-02",
            {"Gestión Servicio", "Evaluación Performance", "Desarrollo Profesional"},
        ),
        ("2026-04-02", "2026-05-02", {"Gestión Servicio"}),
        (
            "2026-05-02",
            "2026-06-02",
            {"Gestión Servicio", "Evaluación Performance", "Desarrollo Profesional"},
        ),
        ("2026-06-02", "2026-11-29", {"Gestión Servicio"}),
        (
            "2026-06-02",
            "2026-11-30",
            {"Gestión Servicio", "Evaluación Performance", "Desarrollo Profesional"},
        ),
    ],
)
def test_an_element_is_due_at_the_first_turn_on_or_after_its_date(
    before: str | None, now: str, due: set[str]
) -> None:
    found = plan(SERVICE, START, before and moment(before), moment(now))
    assert set(found["tocan"]) == due


def test_dates_that_pass_while_a_task_is_open_ask_once() -> None:
    late = plan(SERVICE, START, moment("2026-03-02"), moment("2026-08-20"))
    after = plan(SERVICE, START, moment("2026-08-20"), moment("2026-09-02"))
    assert set(late["tocan"]) == {
        "Gestión Servicio",
        "Evaluación Performance",
        "Desarrollo Profesional",
    }
    assert late["proximo_turno"] == moment("2026-09-02")
    assert after["tocan"] == ["Gestión Servicio"]


def test_a_plan_from_the_end_of_a_month_keeps_to_the_ends_of_months() -> None:
    start = moment("2026-01-31")
    turns = [start]
    for _ in range(4):
        before = turns[-2] if len(turns) > 1 else None
        turns.append(plan(SERVICE, start, before, turns[-1])["proximo_turno"])
    assert [turn[:10] for turn in turns] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
    ]
    for before, now in pairwise(turns):
        assert "Gestión Servicio" in plan(SERVICE, start, before, now)["tocan"]


@pytest.mark.parametrize(
    ("day", "next_turn"),
    [(None, "2026-04-02"), (1, "2026-04-01"), (10, "2026-03-10"), (31, "2026-03-31")],
)
def test_the_administrative_cycle_turns_on_the_billing_day(day: int | None, next_turn: str) -> None:
    found = plan("Ciclo Administrativo", START, None, START, day)
    assert found == {
        "tocan": ["Reportes", "Optimización Procesos"],
        "proximo_turno": moment(next_turn),
    }


def test_reports_are_due_on_every_billing_day_and_optimisation_each_quarter() -> None:
    turns, due = [START], []
    for number in range(8):
        before = turns[-2] if number else None
        found = plan("Ciclo Administrativo", START, before, turns[-1], 31)
        due.append(found["tocan"])
        turns.append(found["proximo_turno"])
    both = ["Reportes", "Optimización Procesos"]
    assert due == [
        both,
        ["Reportes"],
        ["Reportes"],
        both,
        ["Reportes"],
        ["Reportes"],
        both,
        ["Reportes"],
    ]


def test_the_account_is_reviewed_each_quarter() -> None:
    asked = [
        plan("Ciclo Comercial", START, moment(before), moment(now))["tocan"]
        for before, now in (
            ("2026-03-02", "2026-04-02"),
            ("2026-04-02", "2026-05-02"),
            ("2026-05-02", "2026-06-02"),
        )
    ]
    assert asked == [[], [], ["Account Management", "Oportunidades"]]


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert DECISIONS.invoke(
        "fecha_del_mes", {"desde": date(2026, 3, 15), "meses": Decimal(-1), "dia": Decimal(31)}
    ) == date(2026, 2, 28)
