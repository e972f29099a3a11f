"""The tables that the company edits."""

from __future__ import annotations

from typing import Any

import pytest

from cauce.dmn import load as load_decision
from cauce.feel import evaluate
from cauce.packages import load

SOURCES = {file.path: file.source for file in load("ciclo_de_vida_cliente").sources}


def decide(name: str, **inputs: Any) -> Any:
    return load_decision(SOURCES[f"decisions/{name}.dmn"]).evaluate(name, inputs)


@pytest.mark.parametrize(
    ("step", "hours"),
    [("seguimiento", 18), ("borrador", 45), ("apoyo", 27), ("implementacion", 90), ("otro", 27)],
)
def test_each_step_has_its_working_time(step: str, hours: int) -> None:
    assert decide("plazos_ciclo", paso=step) == evaluate(f'duration("PT{hours}H")', {})


@pytest.mark.parametrize(
    ("answers", "low"),
    [
        ([], False),
        (None, False),
        ([{"nps": 7, "csat": 3}], False),
        ([{"nps": 6, "csat": 5}], True),
        ([{"nps": 10, "csat": 5}, {"nps": 9, "csat": 2}], True),
    ],
)
def test_one_low_score_is_enough_for_a_follow_up(answers: Any, low: bool) -> None:
    assert decide("seguimiento_feedback", respuestas=answers) is low


def test_the_three_that_matter_most_to_the_client_are_the_centre_of_the_draft() -> None:
    # given
    rows = [
        {"atributo": "Reportes", "cliente": 5, "skytel": 5},
        {"atributo": "Precio", "cliente": 2, "skytel": 2, "necesidad": "debe tener"},
        {"atributo": "Trato", "cliente": 1, "skytel": 3},
        {
            "atributo": "Rapidez",
            "cliente": 1,
            "skytel": 1,
            "necesidad": "sería bueno que tuviera",
            "importancia": "de fundamental importancia",
        },
    ]

    # when
    points = decide("puntos_centrales", atributos=rows)

    # then
    assert [(p["atributo"], p["peso_cliente"], p["difiere"]) for p in points] == [
        ("Rapidez", 12, False),
        ("Precio", 9, False),
        ("Trato", 8, True),
    ]


@pytest.mark.parametrize("rows", [None, []])
def test_without_a_matrix_there_are_no_points(rows: Any) -> None:
    assert decide("puntos_centrales", atributos=rows) == []
