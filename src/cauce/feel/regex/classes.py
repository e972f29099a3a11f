"""Classes of characters: categories, blocks, multi-character escapes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cauce.feel.regex.nodes import RegexError

if TYPE_CHECKING:
    from cauce.feel.regex.nodes import CharTest

_CATEGORIES: Final = frozenset(
    (
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk",
        "So", "C", "Cc", "Cf", "Co", "Cn",
    )
)  # fmt: skip
_BLOCKS: Final = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "IPAExtensions": (0x0250, 0x02AF),
    "SpacingModifierLetters": (0x02B0, 0x02FF),
    "CombiningDiacriticalMarks": (0x0300, 0x036F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Armenian": (0x0530, 0x058F),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "Devanagari": (0x0900, 0x097F),
    "Bengali": (0x0980, 0x09FF),
    "Thai": (0x0E00, 0x0E7F),
    "Georgian": (0x10A0, 0x10FF),
    "HangulJamo": (0x1100, 0x11FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "BoxDrawing": (0x2500, 0x257F),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7A3),
    "PrivateUseArea": (0xE000, 0xF8FF),
}


def single(char: str) -> CharTest:
    """Return the test for one character."""
    return lambda c: c == char


def span(first: str, last: str) -> CharTest:
    """Return the test for the characters from one to another."""
    if first > last:
        raise RegexError(f"expected a range upwards, came {first}-{last}")
    return lambda c: first <= c <= last


def any_of(tests: list[CharTest]) -> CharTest:
    """Return the test that passes where one of several does."""
    return tests[0] if len(tests) == 1 else lambda c: any(test(c) for test in tests)


def negated(test: CharTest) -> CharTest:
    """Return the opposite test."""
    return lambda c: not test(c)


def both(test: CharTest, other: CharTest) -> CharTest:
    """Return the test that passes where two do."""
    return lambda c: test(c) and other(c)


def ignoring_case(test: CharTest) -> CharTest:
    """Return the test that also passes for a character's capital and small form."""
    return lambda c: any(test(variant) for variant in {c, c.lower(), c.upper(), c.upper().lower()})


def named(name: str) -> CharTest:
    """Return the test of `\\p{name}`: a category of Unicode, or a block as `Is…`."""
    if name in _CATEGORIES:
        return lambda c: unicodedata.category(c).startswith(name)
    block = _BLOCKS.get(name.removeprefix("Is")) if name.startswith("Is") else None
    if block is None:
        raise RegexError(f"there is no class of characters \\p{{{name}}}")
    return span(chr(block[0]), chr(block[1]))


def _name_start(char: str) -> bool:
    return char in "_:" or unicodedata.category(char) in ("Lu", "Ll", "Lo", "Lt", "Nl")


def _name_part(char: str) -> bool:
    return (
        _name_start(char)
        or char in "-.·"
        or unicodedata.category(char) in ("Mc", "Me", "Mn", "Lm", "Nd")
    )


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PZC"


ESCAPES: Final[dict[str, CharTest]] = {
    "d": lambda c: unicodedata.category(c) == "Nd",
    "s": lambda c: c in " \t\n\r",
    "w": _is_word,
    "i": _name_start,
    "c": _name_part,
}
ESCAPES.update({letter.upper(): negated(test) for letter, test in list(ESCAPES.items())})


def not_newline(char: str) -> bool:
    """Tell whether `.` takes the character where it does not take ends of lines."""
    return char not in "\n\r"


def anything(_char: str) -> bool:
    """Take every character."""
    return True
