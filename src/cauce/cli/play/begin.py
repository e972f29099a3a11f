"""How a played process begins: which one, at which event, with which data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cauce.cli.demo import CASES
from cauce.cli.language import say
from cauce.cli.play.prompts import ask, choose
from cauce.cli.sources import given
from cauce.cli.values import plain
from cauce.packages import load
from cauce.testing import Entry, Instance, Sandbox
from cauce.testing.scenarios import Given, ScenarioError, parse_scenario

if TYPE_CHECKING:
    from cauce.cli.play.table import Table


def begin(
    sandbox: Sandbox,
    sources: Sequence[str],
    *,
    process_id: str | None,
    start_event: str | None,
    data: Mapping[str, Any] | None,
    table: Table | None,
) -> Instance:
    """Start what is to be played; a person at the table is asked what was not said.

    Raises Refused, and click.UsageError where nobody can be asked.
    """
    entry = _entry(sandbox, process_id, start_event, table)
    event = None if entry.kind in {"none", "implicit"} and start_event is None else entry.element_id
    if data is None and table is not None:
        data = _asked_data(_example(sources, entry))
    return sandbox.start(entry.process_id, data, start_event=event)


def _entry(
    sandbox: Sandbox, process_id: str | None, start_event: str | None, table: Table | None
) -> Entry:
    entries = [
        entry
        for entry in sandbox.entries()
        if process_id in {None, entry.process_id} and start_event in {None, entry.element_id}
    ]
    if not entries:
        known = "; ".join(f"{e.process_id} {e.element_id}" for e in sandbox.entries())
        raise click.UsageError(
            say("No hay tal proceso con tal evento de inicio. Hay: {known}", known=known)
        )
    plain_starts = [entry for entry in entries if entry.kind in {"none", "implicit"}]
    if len(entries) > 1 and len(plain_starts) == 1 and (process_id or table is None):
        return plain_starts[0]
    if len(entries) == 1:
        return entries[0]
    if table is None:
        known = "; ".join(f"--process {e.process_id} --start-event {e.element_id}" for e in entries)
        raise click.UsageError(
            say("Hay varias maneras de empezar; elija una: {known}", known=known)
        )
    titles = [f"{e.process_name} · {e.name} ({e.element_id})" for e in entries]
    return entries[choose(say("¿Qué empieza?"), titles)]


def _example(sources: Sequence[str], entry: Entry) -> Mapping[str, Any]:
    """Give the start data of a scenario that begins there, the demonstrated one before others."""
    for package in given(sources).packages:
        found = load(package)
        demonstrated = CASES.get(found.name)
        for file in sorted(found.files.scenarios, key=lambda file: file.stem != demonstrated):
            try:
                scenario = parse_scenario(file.path, file.source.decode("utf-8"))
            except ScenarioError:
                continue
            if _begins(scenario.given, entry):
                return scenario.given.data
    return {}


def _begins(start: Given, entry: Entry) -> bool:
    if start.process != entry.process_id:
        return False
    return start.start_event in {None, entry.element_id}


def _asked_data(example: Mapping[str, Any]) -> Mapping[str, Any]:
    default = json.dumps(plain(example), ensure_ascii=False)
    while True:
        text = ask(say("Variables de inicio (JSON; Enter: las que se muestran)"), default)
        try:
            data = json.loads(text)
        except ValueError:
            data = None
        if isinstance(data, dict):
            return data
        click.echo(say("Se esperaba un objeto JSON, como {example}", example='{"b2b": true}'))
