"""What the command line says: Spanish, or English where the locale asks for it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from cauce.cli.english import ENGLISH


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Give "en" where the locale is an English one, else "es"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "es"
    return "es"


def say(text: str, **values: object) -> str:
    """Give a Spanish text, or its English, with `{names}` filled in."""
    if language() == "en":
        text = ENGLISH.get(text, text)
    return text.format(**values) if values else text
