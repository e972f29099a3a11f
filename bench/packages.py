"""The packages of the catalogue: reading them, their conditions, and a whole case of each."""

from __future__ import annotations

from collections.abc import Sequence

from bench.measure import Work, rates
from bench.results import Row
from cauce.bpmn import assemble
from cauce.cli.demo import CASES
from cauce.engine.events import TaskCompleted
from cauce.feel import Expression
from cauce.packages import Package, available, load
from cauce.testing import Sandbox
from cauce.testing.scenarios import Scenario, parse_scenario, run_scenario


def rows() -> Sequence[Row]:
    """Measure every package: parsing, conditions, and the case that `cauce demo` shows."""
    return [
        row
        for name in available()
        for row in (parsing(load(name)), conditions(load(name)), completions(load(name)))
    ]


def parsing(package: Package) -> Row:
    """Measure reading and checking all its diagrams, decisions and forms."""
    sources = [(file.path, file.source) for file in package.sources]

    def run() -> int:
        assemble(sources)
        return 1

    (rate,) = rates(run, rounds=3)
    return Row(name=f"{package.name}: reading and checking", value=rate, unit="packages/s")


def conditions(package: Package) -> Row:
    """Measure evaluating the conditions of all its sequence flows, over a real case's variables."""
    deployment = assemble([(file.path, file.source) for file in package.sources])
    expressions = [
        flow.condition
        for graph in deployment.graphs
        for flow in graph.flows
        if flow.condition is not None
    ]
    (rate,) = rates(_evaluating(expressions, _variables(package)))
    return Row(name=f"{package.name}: conditions of flows", value=rate, unit="evaluations/s")


def completions(package: Package) -> Row:
    """Measure a whole case in the sandbox, by the user tasks that it completes."""
    scenario = _scenario(package)

    def run() -> int:
        sandbox = run_scenario(scenario, package.name)
        return sum(
            isinstance(event, TaskCompleted) for step in sandbox.steps for event in step.events
        )

    (rate,) = rates(run, rounds=3)
    return Row(name=f"{package.name}: {scenario.file}", value=rate, unit="completions/s")


def _evaluating(expressions: Sequence[Expression], variables: dict[str, object]) -> Work:
    def run() -> int:
        for expression in expressions:
            expression.evaluate(variables)
        return len(expressions)

    return run


def _variables(package: Package) -> dict[str, object]:
    sandbox: Sandbox = run_scenario(_scenario(package), package.name)
    return sandbox.instances[0].variables


def _scenario(package: Package) -> Scenario:
    (file,) = [file for file in package.files.scenarios if file.stem == CASES[package.name]]
    return parse_scenario(file.path, file.source.decode("utf-8"))
