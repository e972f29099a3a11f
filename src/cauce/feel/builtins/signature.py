"""How a built-in function declares its parameters and is handed its arguments.

A signature is text such as `substring(string: string, start position: number,
length?: number)`: `?` behind a name makes the parameter optional, `...` makes it
take all remaining arguments, `| null` lets null through, and `any` takes every
value. Arguments are converted as FEEL converts implicitly; one that does not fit
makes the call null and says so, so that no function checks kinds itself.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.feel.runtime import MISSING, Run
from cauce.feel.types import ANY, BUILT_IN, Type, UnionType, convert
from cauce.feel.values import KINDS, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_DURATIONS: Final = frozenset(("days and time duration", "years and months duration"))
_POINTS: Final = _DURATIONS | {"number", "string", "date", "time", "date and time"}
_TYPES: Final[Mapping[str, Type]] = {
    **BUILT_IN,
    "any": ANY,
    "point": UnionType(_POINTS),
    "date or date and time": UnionType(frozenset(("date", "date and time"))),
    "time or date and time": UnionType(frozenset(("time", "date and time"))),
    "number or duration": UnionType(_DURATIONS | {"number"}),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. `direct`: Python types whose values it takes without a look at `wanted`."""

    name: str
    wanted: Type
    shown: str
    optional: bool
    variadic: bool
    nullable: bool
    direct: frozenset[type]

    def take(self, argument: Value, run: Run) -> Value:
        """Return the argument as the function takes it, MISSING where it does not fit."""
        if argument.__class__ in self.direct:
            return argument
        value = convert(argument, self.wanted, run)  # [null] becomes null on the way
        return MISSING if value is None and not self.nullable else value

    def refuse(self, argument: Value) -> str:
        """Say why an argument does not fit."""
        return f"expects {self.shown} as {self.name!r}, came {kind_of(argument)}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function: `fixed` parameters, then `rest` for all further arguments.

    `least` and `most` bound the number of positional arguments.
    """

    fixed: tuple[Parameter, ...]
    rest: Parameter | None
    least: int
    most: int
    body: Callable[..., Value]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters in order."""
        return self.fixed if self.rest is None else (*self.fixed, self.rest)

    def accepts_names(self, names: Mapping[str, Value]) -> bool:
        """Tell whether arguments of these names fit."""
        own = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return needed <= names.keys() <= own


def read_signature(parameters: str, body: Callable[..., Value]) -> Signature:
    """Return the signature that the text between the parentheses of a declaration spells."""
    declared = tuple(_parameter(part) for part in parameters.split(", ")) if parameters else ()
    fixed = tuple(parameter for parameter in declared if not parameter.variadic)
    rest = declared[-1] if len(fixed) < len(declared) else None
    least = sum(not parameter.optional for parameter in fixed)
    if rest is not None:
        # Where all arguments are alike, a single one is the list itself: another signature's.
        least += 1 if fixed else 2
    return Signature(fixed, rest, least, len(fixed) if rest is None else sys.maxsize, body)


def _parameter(text: str) -> Parameter:
    name, _, kind = text.partition(": ")
    kind, _, null = kind.partition(" | ")
    variadic, optional = name.endswith("..."), name.endswith("?")
    name = name.removesuffix("...").removesuffix("?")
    nullable = bool(null) or kind == "any"
    types = [type_ for type_, own in KINDS.items() if kind in (own, "any")]
    direct = frozenset(types if kind != "range" else ())
    return Parameter(name, _TYPES[kind], kind, optional, variadic, nullable, direct)
