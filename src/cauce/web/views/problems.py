"""Pages for what went wrong: said plainly, with what to do."""

from __future__ import annotations

import sys
from urllib.parse import quote

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cauce.runtime.errors import DatabaseAway, DefinitionBroken
from cauce.web.preferences import chosen_language, chosen_theme
from cauce.web.words import say

SERVER = 500
"""From here on it is the server's doing, and may pass."""


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was sent, or where to, cannot be read."""
    text = "La dirección o los datos llegaron dañados. Vuelva a la bandeja e inténtelo otra vez."
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        text = "Es demasiado para un solo envío. Vuelva atrás y acorte lo que escribió."
    if isinstance(exception, DisallowedHost):
        text = (
            "Este servidor no atiende con ese nombre. Use la dirección que le dieron; quien "
            "administra Cauce puede agregarla en CAUCE_HOSTS."
        )
    return problem(request, 400, "No se entiende", text)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that this is not allowed."""
    text = "No tiene permiso para hacer esto. Pídalo a quien administra Cauce si le corresponde."
    return problem(request, 403, "No se puede", text)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that the form was of another session."""
    text = "Vuelva a abrir la página y envíe el formulario otra vez."
    return problem(request, 403, "La página venció", text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that there is no such page."""
    text = (
        "Esa página, tarea o caso no existe, o no es de su organización. Búsquelo en la bandeja o "
        "entre los casos."
    )
    return problem(request, 404, "No está", text)


def sent_wrongly(request: HttpRequest, allowed: str) -> HttpResponse:
    """Say that this address is used another way (`allowed`: the methods it takes)."""
    text = "A esta dirección se llega con un botón de las páginas. Búsquelo desde la bandeja."
    response = problem(request, 405, "Por aquí no se entra", text)
    response["Allow"] = allowed
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed: what, where that is known."""
    return of_error(request, sys.exc_info()[1]) or problem(
        request,
        500,
        "Algo falló",
        "Quedó registrado. Vuelva a la bandeja e inténtelo otra vez; si se repite, avise a quien "
        "administra Cauce.",
    )


def of_error(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Say that the database is away, or that a definition cannot be read; None: it is neither."""
    if isinstance(error, DatabaseAway | InterfaceError | OperationalError):
        text = "La base de datos no responde. Nada se perdió; vuelva a intentarlo en unos segundos."
        response = problem(request, 503, "Un momento", text)
        response["Retry-After"] = "5"
        return response
    if isinstance(error, DefinitionBroken):
        text = (
            "La definición instalada de su proceso ya no se puede leer. Lo guardado no se pierde. "
            "Avise a quien administra Cauce."
        )
        return problem(request, 500, "No se puede leer", text)
    return None


def problem(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Show a problem as a page of its own, without asking the database anything."""
    # What fails before the preferences are read has none on it.
    language = getattr(request, "LANGUAGE_CODE", None) or chosen_language(request) or "es"
    values = {
        "title": say(title, language),
        "text": say(text, language),
        "language": language,
        "theme": chosen_theme(request),
        "status": status,
        "again": request.get_full_path() if status >= SERVER and request.method == "GET" else "",
    }
    response = HttpResponse(render_to_string("web/problem.html", values), status=status)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    # For a part of a page: it is not shown in the part's place, but said over the page.
    response["X-Aviso"] = quote(f"{values['title']}. {values['text']}")
    return response
