"""How a built-in function declares its parameters and is handed its arguments.

A signature is text such as `substring(string: string, start position: number,
length?: number)`: `?` behind a name makes the parameter optional, `...` makes it
take all remaining arguments, `| null` lets null through, and `any` takes every
value. Arguments are converted as FEEL converts implicitly; one that does not fit
makes the call null and says so, so that no function checks kinds itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cauce.feel.runtime import MISSING, Run
from cauce.feel.types import ANY, BUILT_IN, Type, convert
from cauce.feel.values import Function, Range, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class _Point(Type):
    """Whatever has a place in an order: everything that is not a range."""

    __slots__ = ()

    def holds(self, value: Value, _run: Run) -> bool:
        return not isinstance(value, Range | list | dict | bool | Function)


@dataclass(frozen=True, slots=True)
class _OneOf(Type):
    """Values of several kinds."""

    kinds: frozenset[str]

    def holds(self, value: Value, _run: Run) -> bool:
        return kind_of(value) in self.kinds


_DURATIONS = ("days and time duration", "years and months duration")
_TYPES: Final[Mapping[str, Type]] = {
    **BUILT_IN,
    "any": ANY,
    "point": _Point(),
    "duration": _OneOf(frozenset(_DURATIONS)),
    "date or date and time": _OneOf(frozenset(("date", "date and time"))),
    "time or date and time": _OneOf(frozenset(("time", "date and time"))),
    "number or duration": _OneOf(frozenset(("number", *_DURATIONS))),
    "range or point": _OneOf(
        frozenset(("range", "number", "string", "date", "time", "date and time", *_DURATIONS))
    ),
}


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    type: Type
    shown: str
    optional: bool
    variadic: bool
    nullable: bool

    def take(self, argument: Value, run: Run) -> Value:
        """Return the argument as the function takes it, MISSING where it does not fit."""
        value = convert(argument, self.type, run)  # [null] becomes null on the way
        return MISSING if value is None and not self.nullable else value


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function."""

    parameters: tuple[_Parameter, ...]
    body: Callable[..., Value]

    @property
    def variadic(self) -> bool:
        """Whether the last parameter takes all remaining arguments."""
        return bool(self.parameters) and self.parameters[-1].variadic

    def accepts(self, count: int) -> bool:
        """Tell whether so many positional arguments fit."""
        if self.variadic and len(self.parameters) == 1:
            return count > 1  # a single argument is the list itself: the other signature's
        least = sum(not parameter.optional for parameter in self.parameters)
        return count >= least and (self.variadic or count <= len(self.parameters))

    def accepts_names(self, names: Mapping[str, Value]) -> bool:
        """Tell whether arguments of these names fit."""
        own = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return needed <= names.keys() <= own


class BuiltIn(Function):
    """A function of the language."""

    __slots__ = ("name", "parameters", "signatures")

    def __init__(self, name: str, signatures: tuple[Signature, ...]) -> None:
        self.name = name
        self.signatures = signatures
        self.parameters = tuple(parameter.name for parameter in signatures[0].parameters)

    def call(self, arguments: Sequence[Value], run: Run) -> Value:
        """Invoke the first signature that takes the arguments."""
        refusal = f"{self.name} does not take {len(arguments)} arguments"
        for signature in self.signatures:
            if not signature.accepts(len(arguments)):
                continue
            taken = _take(signature, arguments, run)
            if isinstance(taken, list):
                return _invoke(signature, taken, run)
            refusal = f"{self.name} {taken}"
        return run.null(refusal)

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Invoke the first signature that has parameters of these names."""
        refusal = f"{self.name} has no parameters {', '.join(arguments)}"
        for signature in self.signatures:
            if not signature.accepts_names(arguments):
                continue
            taken = _take_named(signature, arguments, run)
            if isinstance(taken, list):
                return _invoke(signature, taken, run)
            refusal = f"{self.name} {taken}"
        return run.null(refusal)


def functions(*declared: tuple[str, Callable[..., Value]]) -> tuple[BuiltIn, ...]:
    """Return the functions of a table of signatures; equal names are alternatives."""
    by_name: dict[str, list[Signature]] = {}
    for text, body in declared:
        name, _, parameters = text.partition("(")
        by_name.setdefault(name, []).append(Signature(_parameters(parameters[:-1]), body))
    return tuple(BuiltIn(name, tuple(signatures)) for name, signatures in by_name.items())


def _parameters(text: str) -> tuple[_Parameter, ...]:
    return tuple(_parameter(part) for part in text.split(", ")) if text else ()


def _parameter(text: str) -> _Parameter:
    name, _, kind = text.partition(": ")
    kind, _, null = kind.partition(" | ")
    variadic, optional = name.endswith("..."), name.endswith("?")
    name = name.removesuffix("...").removesuffix("?")
    nullable = bool(null) or kind == "any"
    return _Parameter(name, _TYPES[kind], kind, optional, variadic, nullable)


def _invoke(signature: Signature, taken: list[Any], run: Run) -> Value:
    """Call the body; long texts and lists, taken or given, count as many steps."""
    run.charge(sum(len(each) >> 8 for each in taken if isinstance(each, str | list)))
    result = signature.body(run, *taken)
    if isinstance(result, str):
        run.charge(len(result) >> 6)
    return result


def _take(signature: Signature, arguments: Sequence[Value], run: Run) -> list[Any] | str:
    """Return the converted arguments, or why they do not fit."""
    taken: list[Any] = []
    fixed = signature.parameters[:-1] if signature.variadic else signature.parameters
    for parameter, argument in zip(fixed, arguments, strict=False):
        value = parameter.take(argument, run)
        if value is MISSING:
            return _refusal(parameter, argument)
        taken.append(value)
    if signature.variadic:
        last = signature.parameters[-1]
        rest = [last.take(argument, run) for argument in arguments[len(fixed) :]]
        if MISSING in rest:
            return _refusal(last, arguments[len(fixed) + rest.index(MISSING)])
        taken.append(rest)
    return taken


def _take_named(signature: Signature, arguments: Mapping[str, Value], run: Run) -> list[Any] | str:
    taken: list[Any] = []
    for parameter in signature.parameters:
        argument = arguments.get(parameter.name, MISSING)
        if argument is MISSING:
            taken.append(None)
            continue
        if parameter.variadic:
            argument = argument if isinstance(argument, list) else [argument]
            value: Value = [parameter.take(item, run) for item in argument]
            value = MISSING if MISSING in value else value  # type: ignore[operator]  # a list
        else:
            value = parameter.take(argument, run)
        if value is MISSING:
            return _refusal(parameter, argument)
        taken.append(value)
    return taken


def _refusal(parameter: _Parameter, argument: Value) -> str:
    return f"expects {parameter.shown} as {parameter.name!r}, came {kind_of(argument)}"
