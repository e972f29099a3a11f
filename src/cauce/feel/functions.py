"""Functions written in FEEL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cauce.feel.errors import LimitExceeded
from cauce.feel.runtime import MAX_DEPTH, MISSING, Closure, Local, Run, Scope
from cauce.feel.types import Type, convert
from cauce.feel.values import Function, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, eq=False)
class FeelFunction(Function):
    """A function whose body is FEEL.

    `wanted`: a type per parameter. `gives`: the declared type of the result.
    `scope`: where it was written. `height`: levels of its body, which each call
    adds to the depth of the evaluation.
    """

    name: str
    parameters: tuple[str, ...]
    wanted: tuple[Type, ...]
    body: Closure
    scope: Scope
    height: int
    gives: Type | None = None

    @property
    def types(self) -> tuple[Type, ...]:
        """The types of the parameters."""
        return self.wanted

    @property
    def result(self) -> Type | None:
        """The declared type of the result."""
        return self.gives

    def call(self, arguments: Sequence[Value], run: Run) -> Value:
        """Evaluate the body with the parameters bound; null where the arguments do not fit."""
        if len(arguments) != len(self.parameters):
            return run.null(
                f"{self._shown} expects {len(self.parameters)} arguments, came {len(arguments)}"
            )
        values: dict[str, Value] = {}
        for name, wanted, argument in zip(self.parameters, self.wanted, arguments, strict=True):
            value = convert(argument, wanted, run)
            if value is MISSING:
                return run.null(f"{self._shown} cannot take {kind_of(argument)} as {name!r}")
            values[name] = value
        return self._enter(values, run)

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Evaluate the body with arguments by name."""
        if arguments.keys() != set(self.parameters):
            return run.null(
                f"{self._shown} expects the arguments {', '.join(self.parameters)}, "
                f"came {', '.join(arguments)}"
            )
        return self.call([arguments[name] for name in self.parameters], run)

    def renamed(self, name: str) -> FeelFunction:
        """Return the function under a name, for messages."""
        return replace(self, name=name)

    @property
    def _shown(self) -> str:
        return self.name or "the function"

    def _enter(self, values: dict[str, Value], run: Run) -> Value:
        levels = self.height + 3
        run.depth += levels
        if run.depth > MAX_DEPTH:
            raise LimitExceeded(f"functions call one another more than {MAX_DEPTH} levels deep")
        result = self.body(Local(values, self.scope), run)
        run.depth -= levels
        return result
