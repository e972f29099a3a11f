"""The runtime for commands: made ready, and with a clear word where its database gives none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

import cauce
from cauce.cli.language import say
from cauce.cli.refusals import refused


@contextmanager
def runtime() -> Iterator[None]:
    """Make the runtime usable inside. Raises ClickException for what it refuses or cannot reach."""
    try:
        cauce.setup()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    from django.db import Error

    from cauce.runtime.errors import DatabaseAway, Refused

    try:
        yield
    except Refused as refusal:
        raise click.ClickException(refused(refusal)) from refusal
    except (Error, DatabaseAway) as error:
        told = say(
            "La base de datos no responde o no tiene el esquema de esta versión ({why}). Revise "
            "DATABASE_URL y corra: cauce migrate",
            why=str(error).strip(),
        )
        raise click.ClickException(told) from error


def log_to_terminal() -> None:
    """Let a long-running command say what it does."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
