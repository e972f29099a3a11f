"""`datetime`: a date, a time of day, or both."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings

if TYPE_CHECKING:
    from cauce.forms.fields import Field

_DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME: Final = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_FORMS: Final = {
    "date": re.compile(_DATE, re.ASCII),
    "time": re.compile(_TIME, re.ASCII),
    "datetime": re.compile(f"{_DATE}T{_TIME}", re.ASCII),
}


def _missing(field: Field) -> str:
    return f"needs_{field.subtype}"


def _convert(field: Field, value: object) -> object:
    if field.subtype == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if field.subtype == "time" and isinstance(value, time):
        return value
    if field.subtype == "datetime" and isinstance(value, datetime):
        return value
    if isinstance(value, str) and _FORMS[field.subtype].fullmatch(value.strip()):
        try:
            return _read(field.subtype, value.strip())
        except ValueError as error:
            raise Invalid(_missing(field)) from error
    raise Invalid(_missing(field))


def _read(subtype: str, text: str) -> date | time:
    if subtype == "date":
        return date.fromisoformat(text)
    return time.fromisoformat(text) if subtype == "time" else datetime.fromisoformat(text)


def _check(field: Field, value: object, around: Surroundings) -> object:
    now = around.now
    if not field.not_past or now is None:
        return value
    if isinstance(value, datetime):
        passed = value < (now if value.tzinfo is not None else now.replace(tzinfo=None))
    else:
        passed = isinstance(value, date) and value < now.date()
    if passed:
        raise Invalid("in_the_past")
    return value


MOMENT: Final = Kind(missing=_missing, convert=_convert, check=_check)
