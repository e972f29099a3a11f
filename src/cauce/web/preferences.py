"""What a person may choose about how pages look: read from their cookies and their browser."""

from __future__ import annotations

from django.http import HttpRequest

LANGUAGES = ("es", "en")
THEMES = ("claro", "oscuro")
"""Without one the device decides."""

LANGUAGE_COOKIE = "idioma"
THEME_COOKIE = "tema"
YEAR = 365 * 24 * 3600


def chosen_language(request: HttpRequest) -> str | None:
    """Give the language that was chosen, else what the browser asks for; None: neither is known."""
    wanted = request.headers.get("Accept-Language", "").lower()
    asked = (request.COOKIES.get(LANGUAGE_COOKIE), wanted[:2])
    return next((language for language in asked if language in LANGUAGES), None)


def chosen_theme(request: HttpRequest) -> str:
    """Give the colours that were chosen; empty where none were."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""
