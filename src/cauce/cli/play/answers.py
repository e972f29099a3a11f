"""Playing the answers of a file: whatever cannot be done is named with its line."""

from __future__ import annotations

from pathlib import Path

import click

from cauce.cli.language import say
from cauce.cli.refusals import refused
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
        steps = load_answers(str(answers), _text(answers))
    except ScenarioError as error:
        raise click.ClickException(str(error)) from error
    for step in steps:
        try:
            do(sandbox, step, first, check_forms=check_forms)
        except (StepFailed, Refused) as failure:
            why = refused(failure) if isinstance(failure, Refused) else str(failure)
            where = f"{answers}:{step.line}: {step_text(step)}"
            raise click.ClickException(f"{where}: {why}") from failure


def _text(path: Path) -> str:
    written = path.read_bytes()
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        why = say(
            "se esperaba texto en UTF-8; vino el byte 0x{byte:02x}", byte=written[error.start]
        )
        raise click.ClickException(f"{path}:{line}: {why}") from error
