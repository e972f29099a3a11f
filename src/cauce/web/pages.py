"""A page whole, or the part of it that the browser asked for (`HX-Request`)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_DIGITS = 7
"""Of a page's number: no list is longer."""


def is_partial(request: HttpRequest) -> bool:
    """Tell whether htmx asked for a part; after a missing history entry it wants the whole."""
    restores = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Request") == "true" and not restores


def page(
    request: HttpRequest,
    whole: str,
    part: str,
    values: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render a page's template, or the template of its part."""
    return render(request, part if is_partial(request) else whole, values, status=status)


def page_number(request: HttpRequest) -> int:
    """Read which page of a list is asked for, from 1."""
    text = request.GET.get("pagina", "")
    return (
        max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else 1
    )
