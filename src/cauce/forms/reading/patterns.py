"""Regular expressions of `validate.pattern`, only such as cannot take forever.

A form is data that a company edits, and Python's `re` tries every way to match. Repeating
without limit what itself repeats or has alternatives (`(a+)+`, `(a|a)*`) has exponentially many
ways, so those patterns are refused, and more than a few open repetitions too.
"""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 500
MAX_OPEN_REPETITIONS: Final = 3
_LONG: Final = 50

_TOKEN: Final = re.compile(
    r"""(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?(?:[:=!]|<[=!]))?)
    |(?P<close>\))|(?P<either>\|)|(?P<repeat>[*+?]|\{(?P<low>\d*)(?P<comma>,)?(?P<high>\d*)\})
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def compile_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern as form-js would test it: anywhere in the text, `\\d` of ASCII.

    Raises ValueError with the reason.
    """
    if len(source) > MAX_CHARACTERS:
        raise ValueError(f"it has {len(source)} characters; {MAX_CHARACTERS} is the most")
    try:
        pattern = re.compile(source, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"it is not a regular expression: {error}") from error
    _refuse_explosive(source)
    return pattern


def _refuse_explosive(source: str) -> None:
    open_repetitions = 0
    groups = [False]
    last_is_varied = False
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup
        if kind == "open":
            groups.append(False)
            last_is_varied = False
        elif kind == "close":
            last_is_varied = groups.pop()
            groups[-1] = groups[-1] or last_is_varied
        elif kind == "either":
            groups[-1] = True
        elif token["repeat"] is not None:
            groups[-1] = groups[-1] or not _is_fixed(token)
            if _is_long(token):
                open_repetitions += 1
                if last_is_varied:
                    raise ValueError(
                        "it repeats without limit what repeats or has alternatives inside; "
                        "write the repetition once, or limit it"
                    )
            last_is_varied = not _is_fixed(token)
        else:
            last_is_varied = False
    if open_repetitions > MAX_OPEN_REPETITIONS:
        raise ValueError(f"it has more than {MAX_OPEN_REPETITIONS} repetitions without limit")


def _is_long(token: re.Match[str]) -> bool:
    text = token["repeat"]
    if text in {"*", "+"}:
        return True
    if text == "?":
        return False
    if token["comma"] and not token["high"]:
        return True
    return int(token["high"] or token["low"] or 0) > _LONG


def _is_fixed(token: re.Match[str]) -> bool:
    return token["repeat"].startswith("{") and not token["comma"]
