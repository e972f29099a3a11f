"""Functions of texts (DMN 1.5, 10.3.4.3), but for regular expressions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.runtime import MAX_STRING

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Value


def substring(run: Run, string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """Return the characters from a position counted from 1, or from -1 backwards."""
    if not 1 <= abs(start) <= len(string):
        return run.null(f"the text of {len(string)} characters has no position {start}")
    first = int(start)
    begin = first - 1 if first > 0 else len(string) + first
    if length is None:
        return string[begin:]
    if length < 1:
        return run.null(f"substring expects a length above zero, came {length}")
    return string[begin : begin + int(min(length, Decimal(len(string))))]


def string_length(_run: Run, string: str) -> Decimal:
    """Return the number of characters."""
    return Decimal(len(string))


def upper_case(_run: Run, string: str) -> str:
    """Return the text in capitals."""
    return string.upper()


def lower_case(_run: Run, string: str) -> str:
    """Return the text in small letters."""
    return string.lower()


def substring_before(_run: Run, string: str, match: str) -> str:
    """Return what stands before the first `match`, nothing where it does not occur."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


def substring_after(_run: Run, string: str, match: str) -> str:
    """Return what stands behind the first `match`, nothing where it does not occur."""
    return string.partition(match)[2] if match else string


def contains(_run: Run, string: str, match: str) -> bool:
    """Tell whether `match` occurs."""
    return match in string


def starts_with(_run: Run, string: str, match: str) -> bool:
    """Tell whether the text begins with `match`."""
    return string.startswith(match)


def ends_with(_run: Run, string: str, match: str) -> bool:
    """Tell whether the text ends with `match`."""
    return string.endswith(match)


def string_join(run: Run, items: list[Value], delimiter: str | None = None) -> str | None:
    """Return the texts one after the other; nulls are left out."""
    texts = [item for item in items if item is not None]
    if not all(isinstance(text, str) for text in texts):
        return run.null("string join expects a list of texts")
    between = delimiter or ""
    size = sum(len(str(text)) for text in texts) + len(between) * len(texts)
    run.charge(len(texts))
    if size > MAX_STRING:
        return run.null(f"the text would be longer than {MAX_STRING} characters")
    return between.join(str(text) for text in texts)


FUNCTIONS: Final = functions(
    ("substring(string: string, start position: number, length?: number)", substring),
    ("string length(string: string)", string_length),
    ("upper case(string: string)", upper_case),
    ("lower case(string: string)", lower_case),
    ("substring before(string: string, match: string)", substring_before),
    ("substring after(string: string, match: string)", substring_after),
    ("contains(string: string, match: string)", contains),
    ("starts with(string: string, match: string)", starts_with),
    ("ends with(string: string, match: string)", ends_with),
    ("string join(list: list, delimiter?: string | null)", string_join),
)
