"""The function `range`, which reads a range's text (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.conversion import FUNCTIONS as CONVERSIONS
from cauce.feel.builtins.function import functions
from cauce.feel.equality import compare
from cauce.feel.errors import FeelError
from cauce.feel.parser import parse_expression
from cauce.feel.parser.names import known_names
from cauce.feel.parser.nodes import Call, Literal, Name
from cauce.feel.runtime import MISSING
from cauce.feel.values import Range

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Value

_SHAPE: Final = re.compile(r"\s*([\[\](])(.*?)\.\.(.*)([\[\])])\s*", re.DOTALL)
_READERS: Final = {function.name: function for function in CONVERSIONS}


def range_from(run: Run, text: str) -> Range | None:
    """Return the range that a text spells; its bounds are literals, an open side has none."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return run.null(f"{text[:40]!r} is no range")
    low, high = _bound(found[2], run), _bound(found[3], run)
    low_in, high_in = found[1] == "[", found[4] == "]"
    if low is MISSING or high is MISSING or (low is None and high is None):
        return run.null(f"{text[:40]!r} is no range of literals")
    if (low is None and low_in) or (high is None and high_in):
        return run.null("a side without a bound is open: '(' or ')'")
    if low is None or high is None:
        op = (">=" if low_in else ">") if high is None else ("<=" if high_in else "<")
        return Range(low, high, low_in, high_in, op)
    order = compare(low, high, run)
    if order is None or order > 0:
        return run.null(f"{text[:40]!r} does not lead from a lower bound to a higher one")
    return Range(low, high, low_in, high_in)


def _bound(text: str, run: Run) -> Value:
    """Return the value of a bound, None where there is none, MISSING where it is no literal."""
    if not text.strip():
        return None
    try:
        node = parse_expression(text, known_names(frozenset(), frozenset(_READERS)))
    except FeelError:
        return MISSING
    match node:
        case Literal(value) if value is not None and not isinstance(value, bool):
            return value
        case Call(Name(name), (Literal(str(argument)),), ()) if name in _READERS:
            value = _READERS[name].call([argument], run)
            return MISSING if value is None else value
        case _:
            return MISSING


FUNCTIONS: Final = functions(("range(from: string)", range_from))
