"""The functions of the language (DMN 1.5, 10.3.4), one module per family."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins import (
    contexts,
    conversion,
    dates,
    lists,
    logic,
    numbers,
    positions,
    range_text,
    regex,
    sorting,
    statistics,
    strings,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.feel.values import Function

_FAMILIES: Final = (
    conversion.FUNCTIONS,
    contexts.FUNCTIONS,
    dates.FUNCTIONS,
    lists.FUNCTIONS,
    logic.FUNCTIONS,
    numbers.FUNCTIONS,
    positions.FUNCTIONS,
    range_text.FUNCTIONS,
    regex.FUNCTIONS,
    sorting.FUNCTIONS,
    statistics.FUNCTIONS,
    strings.FUNCTIONS,
)

BUILTINS: Final[Mapping[str, Function]] = MappingProxyType(
    {function.name: function for family in _FAMILIES for function in family}
)
"""Every function by its name."""

BUILTIN_NAMES: Final = frozenset(BUILTINS)
