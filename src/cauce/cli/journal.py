"""`cauce journal`: proving what happened."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from cauce.cli.database import runtime
from cauce.cli.language import say
from cauce.cli.refusals import found as told


@click.group(help=say("La bitácora de los casos."))
def journal() -> None:
    """What concerns the journal."""


@journal.command(
    help=say(
        "Comprobar la cadena, los resúmenes y la repetición de cada instancia. Nombra la primera "
        "entrada errada de cada una y termina en 1 si hay alguna."
    )
)
@click.option("--case", "case_key", metavar="KEY", help=say("Solo las de este caso."))
@click.option("--json", "as_json", is_flag=True, help=say("Imprimir el resultado como JSON."))
def verify(*, case_key: str | None, as_json: bool) -> None:
    """Verify the journal."""
    with runtime():
        from cauce.runtime.verify import verify as verify_journal

        found = verify_journal(case_key=case_key)
    if case_key is not None and not found.instances:
        raise click.ClickException(say("No hay un caso «{key}».", key=case_key))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        for finding in found.findings:
            click.echo(
                say(
                    "{case} {process} {instance}: entrada {seq}: {reason}",
                    case=finding.case_key,
                    process=finding.process,
                    instance=finding.instance,
                    seq=finding.seq,
                    reason=told(finding.code, finding.reason),
                )
            )
        click.echo(
            say(
                "{instances} instancias, {entries} entradas, {count} con hallazgos.",
                instances=found.instances,
                entries=found.entries,
                count=len(found.findings),
            ),
            err=True,
        )
    if found.findings:
        raise SystemExit(1)
