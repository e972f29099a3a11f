"""Running a scenario: what is given, its steps, what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cauce.engine.problems import Refused
from cauce.testing.instance import Instance
from cauce.testing.sandbox import START, Sandbox
from cauce.testing.scenarios import model
from cauce.testing.scenarios.checks import differences
from cauce.testing.scenarios.failure import ScenarioFailed, StepFailed, step_text
from cauce.testing.scenarios.finding import open_text
from cauce.testing.scenarios.steps import do
from cauce.testing.views import Job


def run_scenario(scenario: model.Scenario, *packages: str | Path) -> Sandbox:
    """Run a scenario with the packages loaded; give the sandbox as it is at the end.

    Raises ScenarioFailed, an AssertionError, with the line and the step that went otherwise.
    """
    given = scenario.given
    sandbox = Sandbox(given.start or START)
    for package in packages:
        sandbox.load_package(package)
    for name, answers in given.handlers.items():
        sandbox.on_job(name, _answering(answers))
    return play(scenario, sandbox)


def play(scenario: model.Scenario, sandbox: Sandbox) -> Sandbox:
    """Play a scenario in a sandbox with everything deployed. Raises ScenarioFailed."""
    instance = _begin(scenario, sandbox)
    for number, step in enumerate(scenario.when, 1):
        if isinstance(step, model.Expect):
            _compare(scenario, step.outcome, step.line, sandbox, instance)
            continue
        try:
            do(sandbox, step, instance)
        except (StepFailed, Refused) as failure:
            at = f"step {number} ({step_text(step)})"
            raise _failed(scenario, step.line, at, failure, sandbox) from failure
    _compare(scenario, scenario.then, scenario.given.line, sandbox, instance)
    return sandbox


def _begin(scenario: model.Scenario, sandbox: Sandbox) -> Instance | None:
    given = scenario.given
    if given.process is None:
        return None
    try:
        return sandbox.start(
            given.process, given.data, start_event=given.start_event, case_key=given.case_key
        )
    except Refused as refused:
        raise _failed(scenario, given.line, "given", refused, sandbox) from refused


def _compare(
    scenario: model.Scenario,
    outcome: model.Outcome,
    line: int,
    sandbox: Sandbox,
    instance: Instance | None,
) -> None:
    found = differences(outcome, sandbox, instance)
    if not found:
        return
    texts = [f"{scenario.file}: «{scenario.title}»"]
    for difference in found:
        at = outcome.lines.get(difference.key, line)
        texts.append(f"  line {at}: {difference}")
    raise ScenarioFailed("\n".join([*texts, *_situation(sandbox)]))


def _failed(
    scenario: model.Scenario, line: int, at: str, failure: Exception, sandbox: Sandbox
) -> ScenarioFailed:
    heading = f"{scenario.file}: «{scenario.title}»"
    came = f"refused, {failure.code}: {failure}" if isinstance(failure, Refused) else str(failure)
    return ScenarioFailed(
        "\n".join([heading, f"  line {line}, {at}: {came}", *_situation(sandbox)])
    )


def _situation(sandbox: Sandbox) -> list[str]:
    texts = [f"  open: {open_text(sandbox)}"]
    for instance in sandbox.instances:
        last = " → ".join(instance.path[-4:])
        texts.append(f"  {instance.process_id} ({instance.case_key}) {instance.status}: … {last}")
        texts.extend(f"    {i.code} at {i.element_id}: {i.message}" for i in instance.incidents)
    return texts


def _answering(
    answers: Mapping[str, Any] | Sequence[Mapping[str, Any]],
) -> Callable[[Job], Mapping[str, Any]]:
    if isinstance(answers, Mapping):
        return lambda _job: answers
    left = list(answers)
    # The last answer holds for all calls that follow.
    return lambda _job: left.pop(0) if len(left) > 1 else left[0]
