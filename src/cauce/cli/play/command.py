"""The command `cauce play`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from cauce.cli.language import say
from cauce.cli.play.answers import play_answers
from cauce.cli.play.begin import begin
from cauce.cli.play.report import as_json, print_outcome
from cauce.cli.play.table import Table
from cauce.cli.refusals import refused
from cauce.cli.sources import given
from cauce.engine import DeploymentError, Refused
from cauce.packages import PackageError
from cauce.testing import Sandbox


@click.command(
    help=say(
        "Correr un proceso en memoria, paso a paso: pregunta el formulario de cada tarea, o toma "
        "las respuestas de un archivo YAML."
    )
)
@click.argument("sources", nargs=-1, required=True, metavar="PACKAGE-OR-FILE…")
@click.option("--process", "process_id", metavar="ID", help=say("Qué proceso empieza."))
@click.option("--start-event", metavar="ID", help=say("En cuál de sus eventos de inicio."))
@click.option("--data", metavar="JSON", help=say("Sus variables de inicio."))
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "Respuestas en YAML: una lista de {task, data, by}, {message, key, variables} o "
        "{advance: PT…}."
    ),
)
@click.option(
    "--check-forms",
    is_flag=True,
    help=say("Que el formulario de cada tarea revise las respuestas del archivo."),
)
@click.option(
    "--json",
    "as_data",
    is_flag=True,
    help=say("Al final, imprimir camino, resultado, llamadas y variables como JSON."),
)
def play(
    *,
    sources: Sequence[str],
    process_id: str | None,
    start_event: str | None,
    data: str | None,
    answers: Path | None,
    check_forms: bool,
    as_data: bool,
) -> None:
    """Run a process from the terminal."""
    console = Console(stderr=as_data, highlight=False)
    sandbox = _deployed(sources)
    table = None if answers is not None or as_data else Table(sandbox, console)
    try:
        first = begin(
            sandbox,
            sources,
            process_id=process_id,
            start_event=start_event,
            data=_data(data),
            table=table,
        )
    except Refused as refusal:
        raise click.ClickException(refused(refusal)) from refusal
    try:
        if answers is not None:
            play_answers(sandbox, first, answers, check_forms=check_forms)
        elif table is not None:
            table.play()
    finally:
        if as_data:
            click.echo(json.dumps(as_json(sandbox, first), ensure_ascii=False, indent=2))
        else:
            print_outcome(sandbox, console)


def _deployed(sources: Sequence[str]) -> Sandbox:
    found = given(sources)
    sandbox = Sandbox()
    try:
        if found.files:
            sandbox.deploy(*found.files)
        for package in found.packages:
            sandbox.load_package(package)
    except (DeploymentError, PackageError) as error:
        raise click.ClickException(say("No se puede desplegar:\n{why}", why=error)) from error
    return sandbox


def _data(text: str | None) -> Mapping[str, Any] | None:
    if text is None:
        return None
    try:
        data = json.loads(text)
    except ValueError as error:
        raise click.UsageError(say("--data: se esperaba JSON; {why}", why=error)) from error
    if not isinstance(data, dict):
        raise click.UsageError(
            say("--data: se esperaba un objeto JSON, como {example}", example='{"b2b": true}')
        )
    return data
