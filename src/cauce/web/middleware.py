"""What holds for every page: the browser's limits, and in which language and colours it is."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from cauce.runtime.errors import DatabaseAway, DefinitionBroken
from cauce.web.preferences import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES
from cauce.web.views import problems

log = logging.getLogger("cauce.web")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline."""

Handler = Callable[[HttpRequest], HttpResponse]


def policy(get_response: Handler) -> Handler:
    """Put the content security policy on every response."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["X-Frame-Options"] = "DENY"
        return response

    return handle


def away(get_response: Handler) -> Handler:
    """Say where the database does not answer, or what is deployed can no longer be read."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def failed(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DatabaseAway | InterfaceError | OperationalError):
            log.error("the database is away: %s", exception)
            return problems.away(request)
        if isinstance(exception, DefinitionBroken):
            log.error("%s", exception)
            return problems.unreadable(request)
        return None

    # Django looks for this name on what a factory gives.
    handle.process_exception = failed  # type: ignore[attr-defined]  # a function has any
    return handle


def preferences(get_response: Handler) -> Handler:
    """Read language and theme; say that a page differs for `HX-Request`, and is nobody else's."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = _language(request)
        theme = request.COOKIES.get(THEME_COOKIE)
        request.theme = theme if theme in THEMES else ""  # type: ignore[attr-defined]  # a name of our own
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return handle


def _language(request: HttpRequest) -> str:
    """Give what was chosen, else what the browser asks for, else what is on record."""
    wanted = request.headers.get("Accept-Language", "").lower()
    asked = (
        request.COOKIES.get(LANGUAGE_COOKIE),
        wanted[:2],
        getattr(request.user, "language", ""),
    )
    return next((language for language in asked if language in LANGUAGES), "es")
