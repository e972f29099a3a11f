"""The command `cauce`: one command per file, listed in a literal table."""

from __future__ import annotations

from importlib.metadata import version

import click

from cauce.cli.check import check
from cauce.cli.click_words import speak
from cauce.cli.demo import demo
from cauce.cli.incidents import give_up, incidents, retry
from cauce.cli.journal import journal
from cauce.cli.language import say
from cauce.cli.migrate import migrate
from cauce.cli.move import move
from cauce.cli.play.command import play
from cauce.cli.serve import serve
from cauce.cli.user import user
from cauce.cli.worker import worker

speak()


@click.group(
    help=say("Procesos que se ven: correrlos, revisarlos, mostrarlos."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(version("cauce"), prog_name="cauce", help=say("Mostrar la versión y salir."))
def main() -> None:
    """Run the command line."""


for command in (
    play, check, demo, serve, migrate, worker, incidents, retry, give_up, journal, user, move,
):  # fmt: skip
    main.add_command(command)
