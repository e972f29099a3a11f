"""The elements of a model and of its imports, ready to be evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from cauce.dmn.compiler.surroundings import conform
from cauce.feel.runtime import MISSING
from cauce.feel.types import convert
from cauce.feel.values import Function, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Closure, Run
    from cauce.feel.types import Type
    from cauce.feel.values import Value

Key: TypeAlias = tuple[str, str]
"""An element's place among all models: the namespace of its model and its id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """What a decision sees of another element: under `name`, inside `alias` where imported."""

    key: Key
    name: str
    alias: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class InputNode:
    """An input. `names`: what it answers to, the full name last."""

    key: Key
    name: str
    names: tuple[str, ...]
    type: Type
    type_ref: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionNode:
    """A decision: what it requires and the closure of its logic."""

    key: Key
    name: str
    names: tuple[str, ...]
    type: Type
    type_ref: str
    requirements: tuple[Requirement, ...]
    logic: Closure


Node: TypeAlias = InputNode | DecisionNode
Given: TypeAlias = "Callable[[Node], Value]"
"""Gives the value that comes from outside for an input or decision, MISSING where none does."""


@dataclass(slots=True)
class Network:
    """Everything that can be asked for, by key."""

    nodes: dict[Key, Node] = field(default_factory=dict)
    functions: dict[Key, Function] = field(default_factory=dict)


class Evaluation:
    """The values of one evaluation: each decision is evaluated once."""

    def __init__(self, network: Network, given: Given, run: Run) -> None:
        self._network = network
        self._given = given
        self._run = run
        self._values: dict[Key, Value] = {}
        self._open: set[Key] = set()

    def value(self, key: Key) -> Value:
        """Return the value of an input or decision."""
        if key not in self._values:
            node = self._network.nodes[key]
            given = self._given(node)
            if given is not MISSING:
                self._values[key] = self._take(given, node)
            elif isinstance(node, DecisionNode):
                self._values[key] = self._decide(node)
            else:
                self._values[key] = None
        return self._values[key]

    def _take(self, given: Value, node: Node) -> Value:
        value = convert(given, node.type, self._run)
        if value is not MISSING:
            return value
        came = kind_of(given)
        return self._run.null(f"{node.name}: expected a value of type {node.type_ref}, came {came}")

    def _decide(self, node: DecisionNode) -> Value:
        if node.key in self._open:
            return self._run.null(f"{node.name!r} requires itself")
        self._open.add(node.key)
        run, outer = self._run, self._run.problems
        reasons: list[str] = []
        try:
            scope = self._scope(node.requirements)
            if outer is not None:
                run.problems = reasons
            value = node.logic(scope, run)
            return conform(value, node.type, node.type_ref, run)
        finally:
            self._open.discard(node.key)
            run.problems = outer
            if outer is not None:
                outer.extend(f"{node.name}: {reason}" for reason in reasons)

    def _scope(self, requirements: tuple[Requirement, ...]) -> dict[str, Value]:
        scope: dict[str, Value] = {}
        for requirement in requirements:
            target = scope
            if requirement.alias is not None:
                inner = scope.setdefault(requirement.alias, {})
                target = inner if isinstance(inner, dict) else {}
            function = self._network.functions.get(requirement.key)
            target[requirement.name] = self.value(requirement.key) if function is None else function
        return scope


@dataclass(frozen=True, eq=False)
class Service(Function):
    """A decision service as a function of its input data and input decisions (DMN 1.5, 10.4)."""

    name: str
    parameters: tuple[str, ...]
    inputs: tuple[Key, ...]
    outputs: tuple[tuple[str, Key], ...]
    type: Type
    type_ref: str
    network: Network

    def call(self, arguments: Sequence[Value], run: Run) -> Value:
        """Evaluate the output decisions with the arguments in the place of the inputs."""
        if len(arguments) != len(self.parameters):
            return run.null(
                f"{self.name} expects {len(self.parameters)} arguments, came {len(arguments)}"
            )
        return self.call_named(dict(zip(self.parameters, arguments, strict=True)), run)

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Evaluate with arguments by name."""
        if arguments.keys() != set(self.parameters):
            return run.null(
                f"{self.name} expects the arguments {', '.join(self.parameters)}, "
                f"came {', '.join(arguments)}"
            )
        for name, key in zip(self.parameters, self.inputs, strict=True):
            node = self.network.nodes[key]
            if convert(arguments[name], node.type, run) is MISSING:
                return run.null(f"{self.name} expects a {node.type_ref} as {name!r}")
        return self.serve(arguments, run)

    def serve(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Evaluate with the arguments there are; an input without one is null."""
        given = {
            key: arguments.get(name) for name, key in zip(self.parameters, self.inputs, strict=True)
        }
        evaluation = Evaluation(self.network, lambda node: given.get(node.key, MISSING), run)
        values = {name: evaluation.value(key) for name, key in self.outputs}
        result: Value = next(iter(values.values())) if len(values) == 1 else values
        return conform(result, self.type, self.type_ref, run)
