"""`cauce migrate`: create or update the database's schema."""

from __future__ import annotations

import click

from cauce.cli.database import runtime
from cauce.cli.language import say


@click.command(help=say("Crear o actualizar el esquema de la base de datos."))
def migrate() -> None:
    """Bring the schema to this version's."""
    with runtime():
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0, interactive=False)
        name = connection.settings_dict["NAME"]
        click.echo(say("El esquema está al día: {name}", name=name))
