"""`cauce serve`: the pages, with a worker beside them."""

from __future__ import annotations

import socket

import click

from cauce.cli.database import log_to_terminal, runtime
from cauce.cli.language import say


@click.command(
    help=say(
        "Servir las páginas y trabajar lo que vence. Antes pone al día el esquema de la base de "
        "datos."
    )
)
@click.option(
    "--bind", default="127.0.0.1:8000", show_default=True, help=say("Dirección y puerto.")
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    help=say("Páginas a la vez."),
)
@click.option("--demo", is_flag=True, help=say("Cargar antes la empresa de demostración."))
@click.option("--no-worker", is_flag=True, help=say("Servir solo las páginas."))
def serve(*, bind: str, threads: int, demo: bool, no_worker: bool) -> None:
    """Bring the schema up to date, then serve until told to stop."""
    log_to_terminal()
    _ask_for(bind)
    with runtime():
        from django.core.management import call_command
        from django.db import connection

        from cauce.web.server import Server

        call_command("migrate", verbosity=0, interactive=False)
        if demo:
            _load_demo()
        # The server's process must not inherit an open connection.
        connection.close()
        click.echo(say("Cauce está en http://{bind}", bind=bind))
        Server(bind=bind, threads=threads, with_worker=not no_worker).run()


def _ask_for(bind: str) -> None:
    """Raise ClickException where the address cannot be had: the server would try for seconds."""
    host, _, port = bind.rpartition(":")
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            asked.bind((address[0], int(port) if port.isdecimal() else -1))
    except (OSError, OverflowError, UnicodeError) as error:
        told = say(
            "No se puede escuchar en {bind}: {why}. Elija otra dirección con --bind.",
            bind=bind,
            why=getattr(error, "strerror", None) or str(error),
        )
        raise click.ClickException(told) from error


def _load_demo() -> None:
    from cauce.demo import PEOPLE, load

    load(click.echo)
    click.echo(say("Pueden entrar, con la clave igual al usuario:"))
    for person in PEOPLE:
        click.echo(f"  {person.login:10} {person.name}: {', '.join(person.roles)}")
