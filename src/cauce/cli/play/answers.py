"""Playing the answers of a file: whatever cannot be done is named with its line."""

from __future__ import annotations

from pathlib import Path

import click

from cauce.engine import Refused
from cauce.testing import Instance, Sandbox
from cauce.testing.scenarios import ScenarioError, StepFailed, do, load_answers, step_text


def play_answers(
    sandbox: Sandbox, first: Instance, answers: Path, *, check_forms: bool = False
) -> None:
    """Play a YAML file of answers, in order; with `check_forms` each task's form checks its data.

    Raises click.ClickException with the line, what was expected and what came.
    """
    try:
        steps = load_answers(str(answers), answers.read_text(encoding="utf-8"))
    except ScenarioError as error:
        raise click.ClickException(str(error)) from error
    for step in steps:
        try:
            do(sandbox, step, first, check_forms=check_forms)
        except (StepFailed, Refused) as failure:
            why = f"{failure.code}: {failure}" if isinstance(failure, Refused) else str(failure)
            where = f"{answers}:{step.line}: {step_text(step)}"
            raise click.ClickException(f"{where}: {why}") from failure
