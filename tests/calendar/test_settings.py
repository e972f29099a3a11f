from __future__ import annotations

from datetime import date

import pytest

from cauce.calendar import CalendarError, calendar_from

WEEK = {"mon": [["09:00", "24:00"]]}


def test_settings_become_a_calendar() -> None:
    calendar = calendar_from(
        {
            "zone": "America/Santiago",
            "country": "CL",
            "subdivision": "RM",
            "closed": [date(2026, 12, 24)],
            "open": ["2026-09-18"],
            "week": {"mon": [["09:00", "13:00"], ["13:00", "24:00"]]},
        }
    )

    assert str(calendar.zone) == "America/Santiago"
    assert calendar.week == (((540, 780), (780, 1440)), (), (), (), (), (), ())
    assert (calendar.country, calendar.subdivision) == ("CL", "RM")
    assert calendar.closed == {date(2026, 12, 24)}
    assert calendar.open_days == {date(2026, 9, 18)}


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_from(
            {
                "zone": "Marte/Olimpo",
                "country": "ZZ",
                "closed": ["24-12-2026", date(2026, 1, 1)],
                "open": "2026-09-18",
                "week": {"lunes": [], "mon": [["18:00", "09:00"]], "tue": [["9:00", "18:00"]]},
                "holidays": True,
            }
        )

    assert [problem.key for problem in caught.value.problems] == [
        "holidays",
        "zone",
        "week.lunes",
        "week.mon[0]",
        "week.tue[0]",
        "country",
        "closed[0]",
        "open",
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"week": WEEK}, "zone: expected a time zone"),
        ({"zone": "UTC"}, "week: expected a table"),
        ({"zone": "UTC", "week": {"mon": []}}, "week: expected hours on at least one weekday"),
        (
            {"zone": "UTC", "week": {"mon": [["09:00", "13:00"], ["12:00", "18:00"]]}},
            "week.mon[1]: expected hours that begin after those before them end",
        ),
        ({"zone": "UTC", "week": {"mon": [["09:00", "24:01"]]}}, "week.mon[0]: expected opening"),
        ({"zone": "UTC", "week": WEEK, "subdivision": "RM"}, "subdivision: expected a `country`"),
        (
            {"zone": "UTC", "week": WEEK, "country": "CL", "subdivision": "XX"},
            "subdivision: expected a subdivision of CL, but got 'XX'",
        ),
        (
            {"zone": "UTC", "week": WEEK, "closed": ["2026-05-04"], "open": ["2026-05-04"]},
            "open: expected a day that is not also in `closed`",
        ),
        ({"zone": "UTC", "week": WEEK, "country": 56}, "country: expected a code of letters"),
    ],
)
def test_each_problem_says_what_was_expected(settings: dict[str, object], message: str) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_from(settings)

    assert [str(problem)[: len(message)] for problem in caught.value.problems] == [message]
