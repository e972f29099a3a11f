"""FEEL types: which values belong to one, and what converts to one (DMN 1.5, 10.3.2.9)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from cauce.feel.errors import FeelError
from cauce.feel.runtime import MISSING, Run
from cauce.feel.temporal.parts import day_number, make_datetime
from cauce.feel.values import Function, Range, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cauce.feel.parser.nodes import TypeNode


class Type(ABC):
    """A set of values. Null belongs to the null type alone, but goes wherever a value goes."""

    __slots__ = ()

    @abstractmethod
    def holds(self, value: Value, run: Run) -> bool:
        """Tell whether a value that is not null belongs to the type."""


@dataclass(frozen=True, slots=True)
class AnyType(Type):
    """Every value."""

    def holds(self, _value: Value, _run: Run) -> bool:
        """Hold everything."""
        return True


@dataclass(frozen=True, slots=True)
class SimpleType(Type):
    """The values of one kind, `kind` as `kind_of` names it."""

    kind: str

    def holds(self, value: Value, _run: Run) -> bool:
        """Hold the values of the kind."""
        return kind_of(value) == self.kind


@dataclass(frozen=True, slots=True)
class UnionType(Type):
    """The values of several kinds, which some functions of the language take."""

    kinds: frozenset[str]

    def holds(self, value: Value, _run: Run) -> bool:
        """Hold the values of the kinds."""
        return kind_of(value) in self.kinds


@dataclass(frozen=True, slots=True)
class ListType(Type):
    """Lists whose items all belong to `item`."""

    item: Type

    def holds(self, value: Value, run: Run) -> bool:
        """Hold lists; null items are let through."""
        if not isinstance(value, list):
            return False
        if self.item is ANY:
            return True
        run.charge(len(value))
        return all(item is None or self.item.holds(item, run) for item in value)


@dataclass(frozen=True, slots=True)
class ContextType(Type):
    """Contexts that have at least these entries."""

    fields: tuple[tuple[str, Type], ...]

    def holds(self, value: Value, run: Run) -> bool:
        """Hold contexts; an entry may be null, but must be there."""
        if not isinstance(value, dict):
            return False
        for name, wanted in self.fields:
            entry = value.get(name, MISSING)
            if entry is MISSING or not (entry is None or wanted.holds(entry, run)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class RangeType(Type):
    """Ranges whose bounds belong to `item`."""

    item: Type

    def holds(self, value: Value, run: Run) -> bool:
        """Hold ranges; an open side is let through."""
        return isinstance(value, Range) and all(
            bound is None or self.item.holds(bound, run) for bound in (value.low, value.high)
        )


@dataclass(frozen=True, slots=True)
class FunctionType(Type):
    """Functions of these parameters and this result; None where they are left open."""

    parameters: tuple[Type, ...] | None = None
    result: Type | None = None

    def holds(self, value: Value, _run: Run) -> bool:
        """Hold functions whose declared types conform."""
        from cauce.feel.subtypes import function_conforms  # it is written in terms of the types

        if not isinstance(value, Function):
            return False
        if self.parameters is not None and len(value.parameters) != len(self.parameters):
            return False
        return function_conforms(value.types, value.result, self)


@dataclass(frozen=True, slots=True)
class AllowedType(Type):
    """The values of `base` that pass a test: an item definition's allowed values."""

    base: Type
    allows: Callable[[Value, Run], bool]

    def holds(self, value: Value, run: Run) -> bool:
        """Hold what the base holds and the test lets through."""
        return self.base.holds(value, run) and self.allows(value, run)


ANY: Final = AnyType()
_DAYS = SimpleType("days and time duration")
_MONTHS = SimpleType("years and months duration")
BUILT_IN: Final[Mapping[str, Type]] = {
    "Any": ANY,
    "any": ANY,
    "Null": SimpleType("null"),
    "null": SimpleType("null"),
    "number": SimpleType("number"),
    "string": SimpleType("string"),
    "boolean": SimpleType("boolean"),
    "date": SimpleType("date"),
    "time": SimpleType("time"),
    "date and time": SimpleType("date and time"),
    "dateTime": SimpleType("date and time"),
    "days and time duration": _DAYS,
    "day and time duration": _DAYS,
    "dayTimeDuration": _DAYS,
    "years and months duration": _MONTHS,
    "year and month duration": _MONTHS,
    "yearMonthDuration": _MONTHS,
    "list": ListType(ANY),
    "context": ContextType(()),
    "range": RangeType(ANY),
    "function": FunctionType(),
}


def resolve(node: TypeNode, named: Mapping[str, Type]) -> Type:
    """Return the type that a type's text means; raises FeelError for an unknown name."""
    if not node.arguments and not node.fields:
        found = named.get(node.name) or BUILT_IN.get(node.name)
        if found is None:
            raise FeelError(f"expected the name of a type, came {node.name!r}")
        return found
    arguments = tuple(resolve(argument, named) for argument in node.arguments)
    match node.name:
        case "list":
            return ListType(arguments[0])
        case "range":
            return RangeType(arguments[0])
        case "function":
            return FunctionType(arguments[:-1], arguments[-1])
        case _:
            return ContextType(tuple(zip(node.fields, arguments, strict=True)))


def convert(value: Value, wanted: Type, run: Run) -> Value:
    """Return `value` as `wanted` takes it, `MISSING` where it does not conform.

    Null stays null. The implicit conversions: `[x]` to `x`, `x` to `[x]`, a date
    to the date-time of its midnight in UTC.
    """
    if value is None or wanted.holds(value, run):
        return value
    base = wanted
    while isinstance(base, AllowedType):
        base = base.base
    converted: Value = MISSING
    if isinstance(value, list) and len(value) == 1:
        converted = value[0]
    elif isinstance(base, ListType) and not isinstance(value, list):
        converted = [value]
    elif isinstance(base, SimpleType) and (kind_of(value), base.kind) == ("date", "date and time"):
        converted = make_datetime(day_number(value), 0, UTC)  # type: ignore[arg-type]  # a date
    if converted is MISSING or converted is None:
        return converted
    return converted if wanted.holds(converted, run) else MISSING
