"""Built-in functions and how they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cauce.feel.builtins.signature import Signature, read_signature
from cauce.feel.runtime import MISSING
from cauce.feel.values import Function, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cauce.feel.runtime import Run
    from cauce.feel.types import Type


class BuiltIn(Function):
    """A function of the language: the ways to call it, tried in order."""

    __slots__ = ("name", "parameters", "signatures")

    def __init__(self, name: str, signatures: tuple[Signature, ...]) -> None:
        self.name = name
        self.signatures = signatures
        self.parameters = tuple(parameter.name for parameter in signatures[0].parameters)

    @property
    def types(self) -> tuple[Type, ...]:
        """The types of the parameters of the first way to call it."""
        return tuple(parameter.wanted for parameter in self.signatures[0].parameters)

    def call(self, arguments: Sequence[Value], run: Run) -> Value:
        """Invoke the first signature that takes the arguments."""
        refusal = ""
        count = len(arguments)
        for signature in self.signatures:
            if signature.least <= count <= signature.most:
                taken = _take(signature, arguments, run)
                if taken.__class__ is list:
                    return _invoke(signature, taken, run)
                refusal = f"{self.name} {taken}"
        return run.null(refusal or f"{self.name} does not take {count} arguments")

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Invoke the first signature that has parameters of these names."""
        refusal = f"{self.name} has no parameters {', '.join(arguments)}"
        for signature in self.signatures:
            if signature.accepts_names(arguments):
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
        by_name.setdefault(name, []).append(read_signature(parameters[:-1], body))
    return tuple(BuiltIn(name, tuple(signatures)) for name, signatures in by_name.items())


def _invoke(signature: Signature, taken: Any, run: Run) -> Value:
    """Call the body; long texts and lists, taken or given, count as many steps."""
    for each in taken:
        kind = each.__class__
        if (kind is str or kind is list) and len(each) > 255:
            run.charge(len(each) >> 8)
    result = signature.body(run, *taken)
    if result.__class__ is str:
        run.charge(len(str(result)) >> 6)
    return result


def _take(signature: Signature, arguments: Sequence[Value], run: Run) -> list[Any] | str:
    """Return the converted arguments, or why they do not fit."""
    taken: list[Any] = []
    for parameter, argument in zip(signature.fixed, arguments, strict=False):
        value = parameter.take(argument, run)
        if value is MISSING:
            return parameter.refuse(argument)
        taken.append(value)
    if signature.rest is not None:
        more: list[Any] = []
        for argument in arguments[len(signature.fixed) :]:
            value = signature.rest.take(argument, run)
            if value is MISSING:
                return signature.rest.refuse(argument)
            more.append(value)
        taken.append(more)
    return taken


def _take_named(signature: Signature, arguments: Mapping[str, Value], run: Run) -> list[Any] | str:
    """Return the converted arguments in the order of the parameters; those left out are null."""
    taken: list[Any] = []
    for parameter in signature.fixed:
        argument = arguments.get(parameter.name, MISSING)
        value = None if argument is MISSING else parameter.take(argument, run)
        if value is MISSING:
            return parameter.refuse(argument)
        taken.append(value)
    if signature.rest is not None:
        argument = arguments.get(signature.rest.name)
        items = argument if isinstance(argument, list) else [argument]
        more = [signature.rest.take(item, run) for item in items]
        if any(value is MISSING for value in more):
            return signature.rest.refuse(argument)
        taken.append(more)
    return taken
