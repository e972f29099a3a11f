"""`cauce incidents`, `retry` and `give-up`: what has failed, and what a person does about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cauce.cli.database import runtime
from cauce.cli.language import say
from cauce.cli.refusals import failed, refused
from cauce.cli.values import clock

if TYPE_CHECKING:
    from cauce.runtime.selectors.incidents import IncidentView


@click.command(
    help=say(
        "Lo que falló y está abierto: fallas de un paso, envíos trabados, plazos y trabajos que no "
        "salen. Dice de cada una si se reintenta sola o espera a una persona. Termina en 1 si "
        "alguna espera a una persona."
    )
)
@click.option("--case", "case_key", metavar="KEY", help=say("Solo las de este caso."))
@click.option("--organisation", metavar="KEY", help=say("Solo las de esta organización."))
@click.option("--json", "as_json", is_flag=True, help=say("Imprimir el resultado como JSON."))
def incidents(*, case_key: str | None, organisation: str | None, as_json: bool) -> None:
    """Print what has failed and is open."""
    with runtime():
        from cauce.runtime.selectors import incidents as open_incidents

        found = open_incidents(organisation=organisation, case_key=case_key)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
    else:
        _print(found)
    if any(one.retry_at is None for one in found):
        raise SystemExit(1)


@click.command(
    help=say(
        "Intentar de nuevo, ahora, lo que detuvieron estas fallas: por su número, o todas las de "
        "un caso."
    )
)
@click.argument("ids", nargs=-1, type=int, metavar="ID…")
@click.option("--case", "case_key", metavar="KEY", help=say("Todas las de este caso."))
@click.option("--by", metavar="LOGIN", help=say("Quién lo pide; sin ello, el sistema."))
def retry(*, ids: Sequence[int], case_key: str | None, by: str | None) -> None:
    """Try again what incidents stopped."""
    if not ids and case_key is None:
        raise click.UsageError(say("Se esperaba el número de una falla, o --case."))
    with runtime():
        from cauce.runtime.selectors import incidents as open_incidents

        of_case = () if case_key is None else open_incidents(case_key=case_key)
        refused = [
            number
            for number in dict.fromkeys([*ids, *(one.id for one in of_case)])
            if not _retried(number, by)
        ]
    if refused:
        raise SystemExit(1)


@click.command(
    "give-up",
    help=say(
        "Renunciar a un envío trabado: nadie lo recibirá, y lo que espera detrás sigue. El motivo "
        "queda registrado."
    ),
)
@click.argument("number", type=int, metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help=say("Por qué."))
@click.option("--by", metavar="LOGIN", help=say("Quién lo pide; sin ello, el sistema."))
def give_up(*, number: int, reason: str, by: str | None) -> None:
    """Give up a delivery."""
    with runtime():
        from cauce.runtime import services

        services.give_up(incident=number, reason=reason, by=by)
    click.echo(say("{id}: se renunció al envío", id=number))


def _retried(number: int, by: str | None) -> bool:
    from cauce.runtime.errors import Refused
    from cauce.runtime.services import resolve

    try:
        resolve(incident=number, by=by)
    except Refused as refusal:
        click.echo(f"{number}: {refused(refusal)}", err=True)
        return False
    click.echo(say("{id}: se intenta de nuevo", id=number))
    return True


def _print(found: Sequence[IncidentView]) -> None:
    for one in found:
        where = one.case_key or one.organisation
        told = failed(one.code, one.message)
        click.echo(f"{one.id}  {where}  {one.code}  {one.element_id or '—'}: {told}")
        click.echo(f"    {_what_to_do(one)}")
    click.echo(say("{count} fallas abiertas.", count=len(found)), err=True)


def _what_to_do(one: IncidentView) -> str:
    from django.utils.timezone import get_current_timezone

    if one.retry_at is not None:
        return say(
            "intento {attempts}; se reintenta sola a las {when}",
            attempts=one.attempts,
            when=clock(one.retry_at, get_current_timezone()),
        )
    if one.behind is None:
        return say("corrija la causa y luego: cauce retry {id}", id=one.id)
    return say(
        "detrás esperan {behind}; corrija la causa y luego: cauce retry {id}, o renuncie: "
        "cauce give-up {id} --reason …",
        behind=one.behind,
        id=one.id,
    )
