"""The bytes of a form as a JSON object, within limits."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Final

from cauce.forms.errors import FormError, FormProblem
from cauce.forms.reading.places import Lines

MAX_BYTES: Final = 512 * 1024
MAX_DEPTH: Final = 12
MAX_COMPONENTS: Final = 1000
_MAX_EXPONENT: Final = 300


def read_json(source: bytes) -> dict[str, object]:
    """Parse the JSON object of a form. Raises FormError."""
    if len(source) > MAX_BYTES:
        raise _refused(
            "FORM_TOO_LARGE", f"expected at most {MAX_BYTES} bytes, but got {len(source)}"
        )
    try:
        value = json.loads(
            source, parse_float=_number, parse_constant=_no_constant, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as error:
        raise _refused(
            "FORM_NOT_JSON",
            f"expected form-js JSON, but it does not parse: {error}",
            _line_of_error(source, error),
        ) from error
    if not isinstance(value, dict):
        raise _refused(
            "FORM_NOT_JSON", f"expected a JSON object, but got {type(value).__name__}", 1
        )
    return value


class _NoNumberError(ValueError):
    def __init__(self, number: str, message: str) -> None:
        self.number = number
        super().__init__(f"{number} is {message}")


def _line_of_error(source: bytes, error: Exception) -> int:
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    if isinstance(error, UnicodeDecodeError):
        return source.count(b"\n", 0, error.start) + 1
    lines = Lines(source)
    if isinstance(error, _NoNumberError):
        return lines.of_number(error.number)
    return lines.repeated or 1


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the name "{twice}" stands twice in one object')
    return value


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise _NoNumberError(text, "not a number that can be computed with") from error
    if abs(value.adjusted()) > _MAX_EXPONENT:
        raise _NoNumberError(text, "not a number that can be computed with")
    return value


def _no_constant(name: str) -> object:
    raise _NoNumberError(name, "not a number of JSON")


def _refused(code: str, message: str, line: int | None = None) -> FormError:
    return FormError(FormProblem(code=code, component="", message=message, line=line))
