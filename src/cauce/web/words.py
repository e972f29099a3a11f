"""What pages say: Spanish in the source, other languages in gettext catalogues (`locale/*.po`).

The catalogues are read as they are: nothing has to be compiled.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"


def say(text: str, language: str, **values: object) -> str:
    """Give a Spanish text in a language, with `{names}` filled in.

    What a catalogue lacks stays Spanish.
    """
    if language != "es":
        text = catalogue(language).get(text, text)
    return text.format(**values) if values else text


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Read a language's catalogue: translations by their Spanish. Empty where there is none."""
    path = FOLDER / f"{language}.po"
    return dict(_entries(path.read_text("utf-8"))) if path.exists() else {}


def _entries(source: str) -> Iterator[tuple[str, str]]:
    for block in source.split("\n\n"):
        parts = {"msgid": "", "msgstr": ""}
        name = ""
        for line in block.splitlines():
            word, _, rest = line.partition(" ")
            name = word if word in parts else name
            text = rest if word in parts else line
            if name and text.startswith('"'):
                parts[name] += ast.literal_eval(text)
        if parts["msgid"] and parts["msgstr"]:
            yield parts["msgid"], parts["msgstr"]
