"""What holds for every page: the browser's limits, and in which language and colours it is."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from cauce.web.preferences import LANGUAGES, chosen_language, chosen_theme
from cauce.web.views import problems

log = logging.getLogger("cauce.web")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline."""

NOT_ALLOWED = 405

Handler = Callable[[HttpRequest], HttpResponse]


def policy(get_response: Handler) -> Handler:
    """Put the content security policy on every response."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["X-Frame-Options"] = "DENY"
        return response

    return handle


def told(get_response: Handler) -> Handler:
    """Say on a page what is amiss with a request, or failed of which more is known."""

    def handle(request: HttpRequest) -> HttpResponse:
        asked = (text for _, texts in request.GET.lists() for text in texts)
        if any("\0" in text for text in (request.path, *asked)):
            raise BadRequest("Expected an address of characters that texts have, came NUL.")
        response = get_response(request)
        if response.status_code == NOT_ALLOWED:
            return problems.sent_wrongly(request, response["Allow"])
        return response

    def failed(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        response = problems.of_error(request, exception)
        if response is not None:
            log.error("%s: %s", type(exception).__name__, exception)
        return response

    # Django looks for this name on what a factory gives.
    handle.process_exception = failed  # type: ignore[attr-defined]  # a function has any
    return handle


def preferences(get_response: Handler) -> Handler:
    """Read language and theme; say that a page differs for `HX-Request`, and is nobody else's."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = chosen_language(request) or _on_record(request)
        request.theme = chosen_theme(request)  # type: ignore[attr-defined]  # a name of our own
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return handle


def _on_record(request: HttpRequest) -> str:
    language = getattr(request.user, "language", "")
    return language if language in LANGUAGES else "es"
