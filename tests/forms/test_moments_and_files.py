from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from tests.forms.support import form_of

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def field(subtype: str, **attributes: object) -> dict[str, object]:
    return {"type": "datetime", "key": "m", "subtype": subtype, **attributes}


@pytest.mark.parametrize(
    ("subtype", "sent", "kept"),
    [
        ("date", "2026-03-31", date(2026, 3, 31)),
        ("date", date(2026, 3, 31), date(2026, 3, 31)),
        ("time", "09:30", time(9, 30)),
        ("time", "09:30:15-03:00", time(9, 30, 15, tzinfo=timezone(timedelta(hours=-3)))),
        ("datetime", "2026-03-31T09:30", datetime(2026, 3, 31, 9, 30)),
        ("datetime", "2026-03-31T09:30:00Z", datetime(2026, 3, 31, 9, 30, tzinfo=UTC)),
        ("datetime", NOW, NOW),
    ],
)
def test_dates_and_times_become_values(subtype: str, sent: object, kept: object) -> None:
    result = form_of(field(subtype)).validate({"m": sent}, {})

    assert result.errors == {}
    assert result.values == {"m": kept}
    assert type(result.values["m"]) is type(kept)


@pytest.mark.parametrize(
    ("subtype", "sent", "error"),
    [
        ("date", "31/03/2026", "Escriba una fecha, por ejemplo 2026-03-31."),
        ("date", "2026-02-30", "Escriba una fecha, por ejemplo 2026-03-31."),
        ("date", "20260331", "Escriba una fecha, por ejemplo 2026-03-31."),
        ("date", NOW, "Escriba una fecha, por ejemplo 2026-03-31."),
        ("time", "25:00", "Escriba una hora, por ejemplo 09:30."),
        ("datetime", "2026-03-31", "Escriba fecha y hora, por ejemplo 2026-03-31T09:30."),
    ],
)
def test_what_is_no_such_moment_is_refused(subtype: str, sent: object, error: str) -> None:
    assert form_of(field(subtype)).validate({"m": sent}, {}).errors == {"m": error}


@pytest.mark.parametrize(
    ("subtype", "passed", "ahead"),
    [
        ("date", "2026-03-30", "2026-03-31"),
        ("datetime", "2026-03-31T11:59:00Z", "2026-03-31T12:00:00Z"),
        ("datetime", "2026-03-31T11:59", "2026-03-31T12:00"),
    ],
)
def test_the_past_is_refused_where_the_form_says_so(subtype: str, passed: str, ahead: str) -> None:
    form = form_of(field(subtype, disallowPassedDates=True))

    assert form.validate({"m": passed}, {}, now=NOW).errors == {
        "m": "Escriba un momento que no haya pasado."
    }
    assert form.validate({"m": ahead}, {}, now=NOW).is_valid
    assert form.validate({"m": passed}, {}).is_valid


def test_files_are_references() -> None:
    several = form_of({"type": "filepicker", "key": "f", "multiple": True})
    single = form_of({"type": "filepicker", "key": "f", "validate": {"required": True}})

    assert several.validate({"f": ["a", "b"]}, {}).values == {"f": ["a", "b"]}
    assert single.validate({"f": "a"}, {}).values == {"f": ["a"]}
    assert single.validate({"f": ["a", "b"]}, {}).errors == {"f": "Adjunte un solo archivo."}
    assert single.validate({"f": [""]}, {}).errors == {"f": "Adjunte un archivo."}
    assert single.validate({"f": 5}, {}).errors == {"f": "Adjunte un archivo."}
    assert single.validate({}, {}).errors == {"f": "Adjunte un archivo."}
