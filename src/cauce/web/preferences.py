"""What a person may choose about how pages look."""

from __future__ import annotations

LANGUAGES = ("es", "en")
THEMES = ("claro", "oscuro")
"""Without one the device decides."""

LANGUAGE_COOKIE = "idioma"
THEME_COOKIE = "tema"
YEAR = 365 * 24 * 3600
