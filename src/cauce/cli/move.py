"""`cauce move`: running cases go on by another version of their process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cauce.cli.database import runtime
from cauce.cli.language import say

if TYPE_CHECKING:
    from cauce.runtime.moving import Moved
    from cauce.runtime.services.migrate_all import Outcome


@click.command(
    help=say(
        "Llevar las instancias activas de un proceso, o de un caso, a otra versión: cada una "
        "entera o nada. Termina en 1 si alguna no puede."
    )
)
@click.argument("process", required=False)
@click.option("--organisation", required=True, metavar="KEY", help=say("Su organización."))
@click.option("--case", "case_key", metavar="KEY", help=say("Solo las de este caso."))
@click.option("--to", type=int, metavar="VERSION", help=say("La versión; si no, la última."))
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="OLD=NEW",
    help=say("El id que ahora lleva un elemento; se repite."),
)
@click.option(
    "--renew",
    multiple=True,
    metavar="ID",
    help=say("Un evento cuyo plazo o mensaje empieza de nuevo; se repite."),
)
@click.option("--by", metavar="LOGIN", help=say("Quién lo pide, para la bitácora."))
@click.option("--dry-run", is_flag=True, help=say("Decir qué pasaría, sin cambiar nada."))
@click.option("--json", "as_json", is_flag=True, help=say("Imprimir el resultado como JSON."))
def move(
    *, pairs: Sequence[str], dry_run: bool, as_json: bool, renew: Sequence[str], **which: Any
) -> None:
    """Move running instances to another version."""
    with runtime():
        from cauce.runtime import services

        outcomes = services.migrate_all(
            mapping=_mapping(pairs), renew=renew, dry_run=dry_run, **which
        )
    if as_json:
        told = [_plain(outcome) for outcome in outcomes]
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
    else:
        for outcome in outcomes:
            _print(outcome)
    refused = sum(outcome.refused is not None for outcome in outcomes)
    counted = {"moved": len(outcomes) - refused, "refused": refused}
    would = say("Se moverían {moved} y no podrían {refused}. Nada ha cambiado.", **counted)
    did = say("Movidas: {moved}. No pudieron: {refused}.", **counted)
    click.echo(would if dry_run else did, err=True)
    if refused:
        raise SystemExit(1)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        old, _, new = pair.partition("=")
        if not old or not new:
            raise click.BadParameter(
                say("Se esperaba ANTES=AHORA, dos ids; vino «{pair}».", pair=pair)
            )
        mapping[old] = new
    return mapping


def _print(outcome: Outcome) -> None:
    where = f"{outcome.case_key} {outcome.process} {outcome.instance_id}"
    if outcome.moved is not None:
        click.echo(f"{where}: {outcome.moved.from_version} → {outcome.moved.to_version}")
        for line in _changes(outcome.moved):
            click.echo(f"  {line}")
    if outcome.refused is not None:
        misfits: Any = outcome.refused.details.get("misfits", ())
        why = "" if misfits else f" {outcome.refused}"
        click.echo(f"{where}: {outcome.refused.code}{why}")
        for misfit in misfits:
            click.echo(f"  {misfit['code']} {misfit['element']} {misfit['message']}")


def _changes(moved: Moved) -> list[str]:
    what = moved.what
    renamed = [f"{old} → {new}" for old, new in what.moved if old != new]
    told = (
        (say("va a otro elemento: {ids}", ids=", ".join(renamed)), renamed),
        (say("deja de esperar: {ids}", ids=", ".join(what.stopped)), what.stopped),
        (say("empieza a esperar: {ids}", ids=", ".join(what.began)), what.began),
        (say("la tarea cambia: {ids}", ids=", ".join(what.revised)), what.revised),
    )
    return [line for line, ids in told if ids]


def _plain(outcome: Outcome) -> dict[str, Any]:
    refused = outcome.refused
    return {
        "case_key": outcome.case_key,
        "process": outcome.process,
        "instance": str(outcome.instance_id),
        "moved": None if outcome.moved is None else asdict(outcome.moved),
        "refused": None
        if refused is None
        else {"code": refused.code, "message": str(refused), **refused.details},
    }
