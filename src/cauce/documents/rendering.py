"""Filling a package's template with what a case knows. Nothing outside the template is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import Context, Engine, Template

from cauce.feel import to_string

_ENGINE = Engine(dirs=[], app_dirs=False, autoescape=True, string_if_invalid="")
_SPANISH = str.maketrans(",.", ".,")
EMPTY = "<!DOCTYPE html><html lang='es'><meta charset='utf-8'><h1>{{ nombre }}</h1></html>"


@lru_cache(maxsize=256)
def _template(source: str) -> Template:
    return _ENGINE.from_string(source)


def render(source: str, values: Mapping[str, Any]) -> str:
    """Fill a template, which is in Spanish, as are its numbers and dates: 1.234,5 and 21-11-2026.

    Names that the case does not know stay empty; all values are escaped.
    """
    shown = {name: _shown(value) for name, value in _flat(values).items()}
    return str(_template(source).render(Context(shown)))


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put what is inside contexts beside them (`cliente.nombre` as `cliente_nombre` too)."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            for inner, found in value.items():
                flat[f"{name}_{inner}"] = found
                flat.setdefault(inner, found)
    flat.update(values)
    return flat


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal):
        return f"{value:,f}".translate(_SPANISH)
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, str | int | list | Mapping):
        return value
    return to_string(value)
