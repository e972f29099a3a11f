"""Results: rows on the screen and in `bench/results/<name>.json`."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

NOTHING = "—"

FOLDER = Path(__file__).parent / "results"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One measurement. `raw`: bare writes of the same run; `peer`: the named peer's value.

    `database` is None where none takes part.
    """

    name: str
    value: float
    unit: str
    database: str | None = None
    processes: int = 1
    raw: float | None = None
    peer: float | None = None


def machine() -> dict[str, Any]:
    """Tell what the benchmark ran on."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def write(name: str, rows: Sequence[Row], folder: Path = FOLDER) -> Path:
    """Write the results of one benchmark."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    result = {
        "machine": machine(),
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rows": [asdict(row) for row in rows],
    }
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return path


def show(name: str, rows: Sequence[Row], console: Console) -> None:
    """Print the rows as a table, with the ratios to raw writes and to the peer."""
    table = Table(title=name, title_justify="left")
    columns = [(heading, [cell(row) for row in rows]) for heading, cell in _COLUMNS.items()]
    columns = [column for column in columns if set(column[1]) != {NOTHING}]
    for heading, _cells in columns:
        left = heading in {"benchmark", "unit"}
        table.add_column(heading, justify="left" if left else "right", no_wrap=not left)
    for cells in zip(*(cells for _heading, cells in columns), strict=True):
        table.add_row(*cells)
    console.print(table)


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"


def _of_raw(row: Row) -> str:
    return f"{row.value / row.raw:.0%}" if row.raw else NOTHING


def _of_peer(row: Row) -> str:
    return f"×{row.value / row.peer:,.1f}" if row.peer else NOTHING


_COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "benchmark": lambda row: row.name,
    "database": lambda row: row.database or NOTHING,
    "processes": lambda row: str(row.processes),
    "value": lambda row: _number(row.value),
    "unit": lambda row: row.unit,
    "raw": lambda row: _number(row.raw),
    "of raw": _of_raw,
    "peer": lambda row: _number(row.peer),
    "of peer": _of_peer,
}
