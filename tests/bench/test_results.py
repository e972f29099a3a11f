"""What a benchmark writes and prints."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from bench.measure import rates
from bench.results import Row, show, write

ROWS = [
    Row(name="uno", value=30.0, unit="x/s", peer=10.0),
    Row(name="dos", value=45.0, unit="x/s", database="sqlite", processes=2, raw=60.0),
]


def test_results_say_machine_date_and_rows(tmp_path: Path) -> None:
    found = json.loads(write("b", ROWS, tmp_path).read_text("utf-8"))
    assert set(found) == {"machine", "date", "rows"}
    assert found["machine"]["cores"] >= 1
    assert found["rows"] == [
        {
            "name": "uno", "value": 30.0, "unit": "x/s", "database": None, "processes": 1,
            "raw": None, "peer": 10.0,
        },
        {
            "name": "dos", "value": 45.0, "unit": "x/s", "database": "sqlite", "processes": 2,
            "raw": 60.0, "peer": None,
        },
    ]  # fmt: skip


def test_the_table_gives_the_ratio_to_the_peer_or_to_raw_writes() -> None:
    console = Console(file=StringIO(), width=120)
    show("b", ROWS, console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert "×3.0" in shown
    assert "75%" in shown
    assert "sqlite" in shown


def test_columns_that_say_nothing_are_left_out() -> None:
    console = Console(file=StringIO(), width=120)
    show("b", ROWS[:1], console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert "database" not in shown
    assert "raw" not in shown


def test_a_rate_counts_the_units_of_whole_rounds() -> None:
    calls: list[int] = []

    def work() -> int:
        calls.append(1)
        return 5

    (rate,) = rates(work, rounds=1, seconds=0.0001)
    assert rate > 0
    assert len(calls) >= 2
