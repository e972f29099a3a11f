from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cauce.feel import YearsMonthsDuration
from cauce.packages.types import parse_type


@pytest.mark.parametrize(
    ("source", "takes", "refuses"),
    [
        ("string", "a", Decimal(1)),
        ("number", Decimal(1), True),
        ("boolean", False, None),
        ("date", date(2026, 1, 1), datetime(2026, 1, 1)),
        ("time", time(9), "09:00"),
        ("date and time", datetime(2026, 1, 1), date(2026, 1, 1)),
        ("days and time duration", timedelta(1), YearsMonthsDuration(1)),
        ("years and months duration", YearsMonthsDuration(1), timedelta(1)),
        ("context", {"a": 1}, []),
        ("list", [1, "a"], {}),
        ("list<string>", ["a"], ["a", None]),
        ("list<string?>", [None], [True]),
        ("list<list<number>>", [[Decimal(1)]], [Decimal(1)]),
        ("string?", None, Decimal(1)),
    ],
)
def test_a_type_takes_its_values_alone(source: str, takes: object, refuses: object) -> None:
    parsed = parse_type(source)

    assert parsed is not None
    assert str(parsed) == source
    assert parsed.takes(takes)
    assert not parsed.takes(refuses)


@pytest.mark.parametrize("value", [None, 1, "a", []])
def test_any_takes_everything(value: object) -> None:
    parsed = parse_type("any")

    assert parsed is not None
    assert parsed.takes(value)


@pytest.mark.parametrize("source", ["", "?", "text", "list<>", "list<text>", "String", "list<any"])
def test_what_names_no_type_is_none(source: str) -> None:
    assert parse_type(source) is None
