"""Which countries' holidays are known, and what asking costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from holidays import list_supported_countries

from cauce.calendar.public_holidays import is_known, public_holidays


@pytest.mark.parametrize(
    ("country", "subdivision", "known"),
    [
        ("CL", None, True),
        ("CL", "RM", True),
        ("CL", "XX", False),
        ("CHL", None, True),
        ("XX", None, False),
        ("cl", None, False),
        ("", None, False),
        ("ECB", None, False),  # a market
        ("HolidayBase", None, False),
    ],
)
def test_countries_and_their_subdivisions_are_known_by_code(
    country: str, subdivision: str | None, known: bool
) -> None:
    assert is_known(country, subdivision) is known


def test_what_is_known_is_what_the_library_lists() -> None:
    listed = list_supported_countries()

    for country, subdivisions in listed.items():
        assert is_known(country, None)
        assert all(is_known(country, subdivision) for subdivision in subdivisions)
    assert len(listed) > 100


def test_the_days_are_those_of_the_year() -> None:
    days = public_holidays("CL", None, 2026)

    assert date(2026, 9, 18) in days
    assert {day.year for day in days} == {2026}


def test_asking_for_a_country_imports_none() -> None:
    program = (
        "import sys; from cauce.calendar.public_holidays import is_known\n"
        "assert 'holidays' not in sys.modules\n"
        "assert is_known('CL', None) and not is_known('XX', None)\n"
        "print(*[name for name in sys.modules if name.startswith('holidays.countries')])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_loaded_before_it_is_asked_nothing_is_left_to_import() -> None:
    program = (
        "import sys; from cauce.calendar.public_holidays import load, public_holidays\n"
        "load(); before = set(sys.modules)\n"
        "assert public_holidays('CL', None, 2026) and public_holidays('PE', None, 2027)\n"
        "print(*{name for name in sys.modules if name.startswith('holidays')} - before)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
