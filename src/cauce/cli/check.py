"""`cauce check`: what deployment would refuse or warn about, one line per finding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from cauce.bpmn import inspect
from cauce.cli.language import say
from cauce.cli.sources import given
from cauce.engine import Problem
from cauce.packages import Package, PackageError, check_messages, check_trace, load
from cauce.testing.scenarios import ScenarioError, parse_scenario


@click.command(
    help=say(
        "Revisar archivos BPMN, DMN y de formularios, o paquetes: lo que se rechazaría o "
        "advertiría al desplegarlos, una línea por hallazgo: archivo:línea código elemento "
        "mensaje. Termina en 1 si se rechazaría."
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="FILE…")
def check(sources: Sequence[str]) -> None:
    """Print the findings about files (deployed together) and packages."""
    found = given(sources)
    problems: list[Problem] = []
    if found.files:
        problems += inspect(found.files).problems
    for package in found.packages:
        problems += package_problems(package)
    for problem in problems:
        click.echo(str(problem) if problem.is_error else f"{problem} {say('(advertencia)')}")
    if not problems:
        click.echo(say("Sin hallazgos."), err=True)
    if any(problem.is_error for problem in problems):
        raise SystemExit(1)


def package_problems(package: str | Path) -> list[Problem]:
    """Give all that is wrong with a package: its files, what they deploy, trace and scenarios."""
    try:
        loaded = load(package)
    except PackageError as error:
        return [
            Problem(
                code=PackageError.code,
                message=f"expected {problem.expected}, came {problem.came}",
                element_id=problem.key or None,
                line=problem.line,
                file=problem.file,
            )
            for problem in error.problems
        ]
    found = inspect([(file.path, file.source) for file in loaded.sources])
    return [*found.problems, *_messages(loaded), *_trace(loaded), *_scenarios(loaded)]


def _messages(package: Package) -> list[Problem]:
    return [
        Problem(
            code="MESSAGE_UNTITLED",
            message=f"expected {problem.expected}, came {problem.came}",
            element_id=problem.key,
            line=problem.line,
            file=problem.file,
            severity="warning",
        )
        for problem in check_messages(package)
    ]


def _trace(package: Package) -> list[Problem]:
    if package.files.trace is None:
        return []
    return [
        Problem(
            code="TRACE",
            message=f"expected {problem.expected}, came {problem.came}",
            element_id=problem.key or None,
            line=problem.line,
            file=problem.file,
        )
        for problem in check_trace(package)
    ]


def _scenarios(package: Package) -> list[Problem]:
    problems = []
    for file in package.files.scenarios:
        try:
            parse_scenario(file.path, file.source.decode("utf-8"))
        except ScenarioError as error:
            problems.append(
                Problem(
                    code="SCENARIO",
                    message=f"expected {error.expected}, came {error.came}",
                    line=error.line,
                    file=error.file,
                )
            )
    return problems
