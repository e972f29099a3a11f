"""Run the benchmarks named on the command line, or all; print and write what they give."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from rich.console import Console

from bench import completions, packages
from bench.durable import report
from bench.results import Row, show, write

QUICK = "durable-quick"
"""A try-out of less than a minute: it is shown and not kept, and runs only when it is named."""

BENCHMARKS: Mapping[str, Callable[[], Sequence[Row]]] = {
    "completions": completions.rows,
    "packages": packages.rows,
    "durable": report.rows,
    QUICK: partial(report.rows, quick=True),
}


def main(names: Sequence[str]) -> int:
    """Run the benchmarks; give the exit code. `durable --quick` is its short form."""
    if "--quick" in names:
        names = [QUICK if name == "durable" else name for name in names if name != "--quick"]
    console = Console(width=None if sys.stdout.isatty() else 120)
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        console.print(f"Expected some of {', '.join(BENCHMARKS)}, came {', '.join(unknown)}.")
        return 2
    for name in names or [name for name in BENCHMARKS if name != QUICK]:
        rows = BENCHMARKS[name]()
        show(name, rows, console)
        if name == QUICK:
            continue
        path = write(name, rows)
        console.print(f"→ {path.parent.name}/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
