"""`cauce user`: who may work where, and with which password."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cauce.cli.database import runtime
from cauce.cli.language import say


@click.group(help=say("Las personas: sus roles y su contraseña."))
def user() -> None:
    """What concerns people."""


@user.command(
    help=say(
        "Dar a una persona exactamente estos roles en una organización; la crea si es nueva, "
        "también a la organización."
    )
)
@click.argument("login")
@click.option("--organisation", required=True, metavar="KEY", help=say("Su organización."))
@click.option("--role", "roles", multiple=True, metavar="ROLE", help=say("Un rol; se repite."))
@click.option("--name", help=say("Su nombre."))
def roles(*, login: str, organisation: str, roles: Sequence[str], name: str | None) -> None:
    """Say which roles a person holds."""
    with runtime():
        from cauce.people.services import set_roles

        set_roles(organisation=organisation, login=login, roles=roles, name=name)
    shown = ", ".join(roles) or say("ninguno")
    click.echo(
        say("{login} en {organisation}: {roles}", login=login, organisation=organisation,
            roles=shown)
    )  # fmt: skip


@user.command(help=say("Dar a una persona una contraseña; se pide sin mostrarla."))
@click.argument("login")
@click.password_option(
    prompt=say("Contraseña"), confirmation_prompt=say("La misma otra vez"), envvar=None
)
def password(*, login: str, password: str) -> None:
    """Give a person a password."""
    with runtime():
        from cauce.people.services import set_password

        set_password(login=login, password=password)
    click.echo(say("{login} puede entrar con esa contraseña.", login=login))


@user.command("list", help=say("Quiénes trabajan en una organización, con sus roles."))
@click.option("--organisation", required=True, metavar="KEY", help=say("Su organización."))
def list_members(*, organisation: str) -> None:
    """Print the members of an organisation, one line each."""
    with runtime():
        from cauce.people.selectors import members
        from cauce.runtime.services.start import find_organisation

        find_organisation(organisation)
        for member in members(organisation=organisation):
            click.echo(f"{member.login}\t{member.name}\t{', '.join(member.roles)}")
