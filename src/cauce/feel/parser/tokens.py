"""Cutting FEEL text into tokens.

Names with spaces or symbols are not tokens: whether `a-b` is one name or a
difference depends on the names in scope, which the parser knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cauce.feel.errors import FeelError

MAX_TEXT: Final = 65_536
"""Characters in one expression."""

NAME, NUMBER, STRING, AT, QUOTED, SYMBOL, END = (
    "name", "number", "string", "@ literal", "quoted name", "symbol", "end",
)  # fmt: skip

_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_PART: Final = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_SPACE: Final = "\\s\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_TOKEN: Final = re.compile(
    rf"""
      (?P<space>[{_SPACE}]+|//[^\n]*|/\*.*?\*/)
    | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<name>[{_START}][{_PART}]*|\?)
    | (?P<at>@"(?:[^"\\]|\\.)*")
    | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<quoted>`[^`]+`)
    | (?P<symbol>\*\*|\.\.|<=|>=|!=|->|[-+*/=<>()\[\]{{}},.:'’|&#%!$;~^\\€°])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_NAME: Final = re.compile(f"[{_START}][{_PART}]*")
_SPACES: Final = re.compile(rf"[{_SPACE}]+")
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text. `spaced`: there is space or a comment in front of it."""

    kind: str
    text: str
    start: int
    end: int
    spaced: bool


def tokenize(text: str) -> list[Token]:
    """Cut `text` into tokens, the last one of kind END; raises FeelError."""
    if len(text) > MAX_TEXT:
        raise FeelError(
            f"expected at most {MAX_TEXT} characters, came {len(text)}: divide the expression"
        )
    tokens: list[Token] = []
    position, spaced = 0, False
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise FeelError(_unreadable(text, position), position)
        kind = found.lastgroup or ""
        if kind == "space":
            spaced = True
        else:
            tokens.append(_token(kind, found, spaced=spaced))
            spaced = False
        position = found.end()
    tokens.append(Token(END, "", len(text), len(text), spaced))
    return tokens


def words(name: str) -> tuple[tuple[str, bool], ...]:
    """Cut a name into the tokens that spell it, each with whether a space goes before it."""
    try:
        tokens = tokenize(name)[:-1]
    except FeelError:
        return ()  # a name that cannot be spelled without backticks
    return tuple((token.text, token.spaced and index > 0) for index, token in enumerate(tokens))


def is_name(text: str) -> bool:
    """Tell whether `text` is a name of one word."""
    return _NAME.fullmatch(text) is not None


def squeeze(text: str) -> str:
    """Return a name with every run of space made one blank (DMN 1.5, 10.3.1.3)."""
    return _SPACES.sub(" ", text).strip()


def unescape(body: str) -> str:
    """Resolve the escapes of a string literal, its quotes already taken off."""
    if "\\" not in body:
        return body
    text = _ESCAPE.sub(_unescape_one, body)
    return _SURROGATES.sub(
        lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text
    )


def _unescape_one(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= 0x10FFFF else found[0]
    return _ESCAPES.get(code, found[0])


def _token(kind: str, found: re.Match[str], *, spaced: bool) -> Token:
    start, end, text = found.start(), found.end(), found.group()
    match kind:
        case "string":
            return Token(STRING, unescape(text[1:-1]), start, end, spaced)
        case "at":
            return Token(AT, unescape(text[2:-1]), start, end, spaced)
        case "quoted":
            return Token(QUOTED, squeeze(text[1:-1]), start, end, spaced)
        case _:
            return Token(kind, text, start, end, spaced)


def _unreadable(text: str, position: int) -> str:
    if text[position] in '"`':
        return "expected the closing quote of the text that begins here"
    if text.startswith("/*", position):
        return "expected the end */ of the comment that begins here"
    return f"expected a part of an expression, came {text[position]!r}"
