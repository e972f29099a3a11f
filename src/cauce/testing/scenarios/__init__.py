"""Scenarios: what is given, what happens and what comes of it, as YAML that anybody can read."""

from cauce.testing.scenarios.failure import ScenarioFailed, StepFailed, step_text
from cauce.testing.scenarios.lines import ScenarioError
from cauce.testing.scenarios.load import load_answers, load_scenario, parse_scenario
from cauce.testing.scenarios.model import Given, Outcome, Scenario, Step
from cauce.testing.scenarios.run import play, run_scenario
from cauce.testing.scenarios.steps import do

__all__ = [
    "Given",
    "Outcome",
    "Scenario",
    "ScenarioError",
    "ScenarioFailed",
    "Step",
    "StepFailed",
    "do",
    "load_answers",
    "load_scenario",
    "parse_scenario",
    "play",
    "run_scenario",
    "step_text",
]
