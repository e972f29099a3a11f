"""The durable benchmark: `python -m bench durable [--quick]`.

A person completes a task of the nine phases, with rights, form, deadlines and journal. `raw` are
bare writes of the same rows, `peer` is SpiffWorkflow with each case a row of JSON.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.durable.databases import Server, folder, sqlite
from bench.durable.fleet import Fleet, Measured, by_turns, can_trace
from bench.results import Row

CONTENDERS = ("plain", "raw", "messages", "peer")
RATE = "completions/s"
EARLY = 3
"""Stages of the cases that are compared by their number: few entries each, so many fit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How much is measured."""

    cases: int
    rounds: int
    seconds: float
    processes: Sequence[int]
    crowd: int


FULL = Size(cases=2_000, rounds=9, seconds=0.4, processes=(1, 2, 8), crowd=100_000)
QUICK = Size(cases=600, rounds=3, seconds=0.2, processes=(1, 2), crowd=0)


def rows(*, quick: bool = False) -> Sequence[Row]:
    """Measure on SQLite, then on a PostgreSQL server of its own."""
    size = QUICK if quick else FULL
    found: list[Row] = []
    with folder() as where:
        found += _on("sqlite", lambda name: sqlite(where, name), where, size, [1])
    with folder() as where, Server(where) as server:
        found += _on("postgresql", server.database, where, size, size.processes)
    return found


def _on(
    database: str, make: Callable[[str], str], where: Path, size: Size, fleets: Sequence[int]
) -> Iterator[Row]:
    url = _prepared(make("work"), where / "work", size.cases)
    for processes in fleets:
        with Fleet(url, where / "work", processes) as fleet:
            measured = by_turns(fleet, CONTENDERS, size.rounds, size.seconds)
        yield from _compared(database, processes, measured)
    if database == "sqlite" and can_trace():
        yield from _syncs(url, where / "work", database)
    if size.crowd:
        few = _prepared(make("few"), where / "few", 1_000, EARLY)
        many = _prepared(make("many"), where / "many", size.crowd, EARLY)
        yield _growth(database, (few, where / "few"), (many, where / "many"), size)


def _compared(database: str, processes: int, measured: Mapping[str, Measured]) -> Iterator[Row]:
    def row(name: str, value: float, unit: str, raw: float | None, peer: float) -> Row:
        return Row(
            name=name, value=value, unit=unit, database=database, processes=processes, raw=raw,
            peer=peer,
        )  # fmt: skip

    plain, raw, peer = measured["plain"], measured["raw"], measured["peer"]
    yield row("no message thrown", plain.rate, RATE, raw.rate, peer.rate)
    for percent in (50, 99):
        one, other, third = (m.milliseconds(percent) for m in (plain, raw, peer))
        yield row(f"p{percent} of one", one, "ms", other, third)
    if measured["messages"].rates:
        yield row("with its messages", measured["messages"].rate, RATE, None, peer.rate)


def _syncs(url: str, where: Path, database: str) -> Iterator[Row]:
    file = where / "syncs.txt"
    each: dict[str, float] = {}
    for name in ("plain", "raw"):
        with Fleet(url, where, traced=file) as fleet:
            done = fleet.slice(name, 0.5, Measured()) + 1
        # To warm up, the runtime completes some in either case.
        ours = fleet.warmed * each.get("plain", 0)
        each[name] = (syncs(file.read_text()) - ours) / (done + (0 if ours else fleet.warmed))
    yield Row(name="syncs to disk of one", value=each["plain"], unit="syncs",
              database=database, raw=each["raw"])  # fmt: skip


def syncs(summary: str) -> int:
    """Read off a summary of strace how often something was synced."""
    lines = re.findall(r"^ *[\d.]+ +[\d.]+ +\d+ +(\d+).*(?:fsync|fdatasync)$", summary, re.M)
    return sum(map(int, lines))


def _growth(database: str, few: tuple[str, Path], many: tuple[str, Path], size: Size) -> Row:
    one, other = Measured(), Measured()
    with Fleet(*few) as small, Fleet(*many) as large:
        for _ in range(size.rounds):
            small.slice("plain", size.seconds / 2, one)
            large.slice("plain", size.seconds / 2, other)
    return Row(name=f"{size.crowd:,} cases (peer: 1,000)", value=other.rate,
               unit=RATE, database=database, peer=one.rate)  # fmt: skip


def _prepared(url: str, where: Path, cases: int, stages: int | None = None) -> str:
    where.mkdir()
    arguments = [str(where), str(cases), *([] if stages is None else [str(stages)])]
    environment = {**os.environ, "DATABASE_URL": url, "CAUCE_VAR": str(where)}
    line = [sys.executable, "-m", "bench.durable.prepare", *arguments]
    subprocess.run(line, check=True, env=environment)
    return url
