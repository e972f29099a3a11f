"""A loaded model: its decisions evaluated, its services and knowledge models invoked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cauce.dmn.errors import DmnError, Problem
from cauce.dmn.network import DecisionNode, Evaluation, InputNode, Network, Node, Service
from cauce.feel.clock import system_now
from cauce.feel.normalize import normalize
from cauce.feel.runtime import MISSING, Run, run_closure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cauce.dmn.network import Key
    from cauce.feel.runtime import Scope
    from cauce.feel.values import Function, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A decision of a model. `inputs`: the names of the data it depends on, near or far."""

    id: str
    name: str
    inputs: tuple[str, ...]
    problems: tuple[Problem, ...]


class Model:
    """What `load` gives: a DMN file, linked with its imports.

    `name` and `namespace` are those of the file, `decisions` its decisions by id
    and by name, `problems` what cannot run in it or in its imports.
    """

    def __init__(
        self,
        name: str,
        namespace: str,
        network: Network,
        problems: tuple[Problem, ...],
    ) -> None:
        self.name = name
        self.namespace = namespace
        self.problems = problems
        self._network = network
        self._by_name = _index(network.nodes, namespace)
        self._functions = {
            function.name: function
            for key, function in sorted(
                network.functions.items(), key=lambda item: item[0][0] == namespace
            )
        }
        self.decisions: dict[str, Decision] = {}
        for key, node in network.nodes.items():
            if key[0] == namespace and isinstance(node, DecisionNode):
                decision = self._describe(node)
                self.decisions[decision.name] = decision
                self.decisions.setdefault(decision.id, decision)

    def evaluate(
        self, name: str, inputs: Mapping[str, object], *, now: datetime | None = None
    ) -> Value:
        """Return the value of the decision `name`.

        `inputs` are Python values by the names of input data; one by the name of
        a decision takes its place. What is missing is null. Nothing is raised
        for what the evaluation does: it gives None, and `explain` the reasons.
        Raises DmnError where there is no such decision. `now` feeds `now()` and
        `today()`; without it they read the clock.
        """
        return self._evaluate(name, inputs, Run(now or system_now()))

    def invoke(
        self, name: str, arguments: Mapping[str, object], *, now: datetime | None = None
    ) -> Value:
        """Return what the decision service or knowledge model `name` gives.

        A service's parameters are the names of its input data and input
        decisions; one output gives its value, several a dict by decision name.
        Raises DmnError where there is no such service or model.
        """
        return self._invoke(name, arguments, Run(now or system_now()))

    def explain(
        self, name: str, inputs: Mapping[str, object], *, now: datetime | None = None
    ) -> list[str]:
        """Return why parts of a decision's or function's value are null; empty where none is."""
        reasons: list[str] = []
        run = Run(now or system_now(), reasons)
        known = self._by_name.get(name)
        if known is None and name in self._functions:
            self._invoke(name, inputs, run)
        else:
            self._evaluate(name, inputs, run)
        return list(dict.fromkeys(reasons))

    def evaluate_decision(
        self,
        id_or_name: str,
        scope: Scope,
        *,
        now: datetime | None = None,
        problems: list[str] | None = None,
    ) -> Value:
        """Return the value of a decision over a scope whose values are FEEL values already.

        Only input data are read from the scope, so that a variable that happens
        to be called like a decision does not silence it. Pure: without `now`,
        `now()` and `today()` give null.
        """
        decision = self.decisions.get(id_or_name)
        if decision is None:
            raise DmnError(self._unknown("decision", id_or_name, self.decisions))

        def given(node: Node) -> Value:
            return scope.get(node.name, MISSING) if isinstance(node, InputNode) else MISSING

        return self._run((self.namespace, decision.id), given, Run(now, problems))

    def _evaluate(self, name: str, inputs: Mapping[str, object], run: Run) -> Value:
        node = self._by_name.get(name)
        if node is None:
            raise DmnError(self._unknown("decision", name, self._by_name))
        values = _normalized(inputs, run)

        def given(node: Node) -> Value:
            for each in reversed(node.names):
                if each in values:
                    return values[each]
            return MISSING

        return self._run(node.key, given, run)

    def _invoke(self, name: str, arguments: Mapping[str, object], run: Run) -> Value:
        function = self._functions.get(name)
        if function is None:
            raise DmnError(self._unknown("service or knowledge model", name, self._functions))
        values = _normalized(arguments, run)
        return run_closure(lambda _scope, run: _call(function, values, run), {}, run)

    def _run(self, key: Key, given: Callable[[Node], Value], run: Run) -> Value:
        def decide(_scope: Scope, run: Run) -> Value:
            return Evaluation(self._network, given, run).value(key)

        return run_closure(decide, {}, run)

    def _describe(self, node: DecisionNode) -> Decision:
        names: dict[str, None] = {}
        seen: set[Key] = set()
        waiting = [node.key]
        while waiting:
            key = waiting.pop()
            found = self._network.nodes.get(key)
            if key in seen or found is None:
                continue
            seen.add(key)
            if isinstance(found, InputNode):
                names[found.name] = None
            else:
                waiting.extend(each.key for each in reversed(found.requirements))
        problems = tuple(each for each in self.problems if each.element == node.name)
        return Decision(id=node.key[1], name=node.name, inputs=tuple(names), problems=problems)

    def _unknown(self, kind: str, name: str, known: Mapping[str, object]) -> str:
        return f"{self.name} has no {kind} {name!r}; there are: {', '.join(sorted(known))}"


def _index(nodes: Mapping[Key, Node], namespace: str) -> dict[str, DecisionNode]:
    """Return the decisions by name; the model's own win over those it imports."""
    found: dict[str, DecisionNode] = {}
    for node in sorted(nodes.values(), key=lambda node: node.key[0] == namespace):
        if isinstance(node, DecisionNode):
            found.update(dict.fromkeys(node.names, node))
    return found


def _normalized(inputs: Mapping[str, object], run: Run) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in inputs.items():
        try:
            values[name] = normalize(value)
        except TypeError as error:
            values[name] = run.null(f"{name}: {error}")
    return values


def _call(function: Function, values: Mapping[str, Value], run: Run) -> Value:
    if isinstance(function, Service):
        return function.serve(values, run)
    return function.call([values.get(name) for name in function.parameters], run)
