"""Texts of a form: plain, a FEEL expression, or plain with `{{ expressions }}` inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.feel import FeelError, compile_expression, to_string

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel import Expression, Scope

_INSERT: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text as written (`source`) and as the parts that make it: literal or computed."""

    source: str = ""
    parts: tuple[str | Expression, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.source)

    def render(self, scope: Scope, now: datetime | None = None) -> str:
        """The text with its expressions evaluated; null reads as nothing."""
        return "".join(
            part if isinstance(part, str) else _shown(part.evaluate(scope, now=now))
            for part in self.parts
        )


NO_TEXT: Final = Text()


def text_of(source: str) -> Text:
    """Read a text. Raises FeelError for an expression that does not parse."""
    if source.startswith("="):
        return Text(source=source, parts=(compile_expression(source[1:]),))
    pieces = _INSERT.split(source)
    parts: list[str | Expression] = []
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            parts.extend([piece] if piece else [])
        elif piece.lstrip().startswith(("#", "/", "^")):
            raise FeelError("loops and conditions inside {{ }} are not supported; use FEEL's if")
        else:
            parts.append(compile_expression(piece.strip().removeprefix("=")))
    return Text(source=source, parts=tuple(parts))


def _shown(value: object) -> str:
    return "" if value is None else to_string(value)
