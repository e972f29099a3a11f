"""Pages for what went wrong: said plainly, with what to do."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cauce.web.words import say

SERVER = 500
"""From here on it is the server's doing, and may pass."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that there is no such page."""
    text = "Esa página, tarea o caso no existe, o no es de su organización."
    return problem(request, 404, "No está", text)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that this is not allowed."""
    return problem(request, 403, "No se puede", "No tiene permiso para hacer esto.")


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django gives it by name
    """Say that the form was of another session."""
    text = "Vuelva a abrir la página y envíe el formulario otra vez."
    return problem(request, 403, "La página venció", text)


def away(request: HttpRequest) -> HttpResponse:
    """Say that the database is away."""
    text = "La base de datos no responde. Nada se perdió; vuelva a intentarlo en unos segundos."
    response = problem(request, 503, "Un momento", text)
    response["Retry-After"] = "5"
    return response


def unreadable(request: HttpRequest) -> HttpResponse:
    """Say that the process of a case can no longer be loaded."""
    text = (
        "La definición instalada de su proceso ya no se puede leer. Lo guardado no se pierde. "
        "Avise a quien administra Cauce."
    )
    return problem(request, 500, "No se puede leer", text)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed."""
    text = "Quedó registrado. Vuelva a la bandeja e inténtelo otra vez."
    return problem(request, 500, "Algo falló", text)


def problem(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Show a problem as a page of its own, without asking the database anything."""
    language = getattr(request, "LANGUAGE_CODE", None) or "es"
    values = {
        "title": say(title, language),
        "text": say(text, language),
        "language": language,
        "theme": getattr(request, "theme", ""),
        "status": status,
        "again": request.get_full_path() if status >= SERVER and request.method == "GET" else "",
    }
    response = HttpResponse(render_to_string("web/problem.html", values), status=status)
    # For a part of a page: it is not shown in the part's place, but said over the page.
    response["X-Aviso"] = quote(f"{values['title']}. {values['text']}")
    return response
