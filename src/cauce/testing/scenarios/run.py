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
from cauce.testing.scenarios.failure import ScenarioFailed, StepFailed, Unexpected, step_text
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
        try:
            do(sandbox, step, instance)
        except (StepFailed, Refused) as failure:
            at = f"line {step.line}, step {number} ({step_text(step)}): "
            raise _failed(scenario, failure, sandbox, at) from failure
    found = differences(scenario.then, sandbox, instance)
    if found:
        unexpected = Unexpected(found, scenario.then, scenario.given.line)
        raise _failed(scenario, unexpected, sandbox)
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
        raise _failed(scenario, refused, sandbox, f"line {given.line}, given: ") from refused


def _failed(
    scenario: model.Scenario, failure: Exception, sandbox: Sandbox, at: str = ""
) -> ScenarioFailed:
    came = f"refused, {failure.code}: {failure}" if isinstance(failure, Refused) else str(failure)
    heading = f"{scenario.file}: «{scenario.title}»"
    return ScenarioFailed("\n".join([heading, f"  {at}{came}", *_situation(sandbox)]))


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
