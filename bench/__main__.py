"""Run the benchmarks named on the command line, or all; print and write what they give."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

from rich.console import Console

from bench import completions, packages
from bench.results import Row, show, write

BENCHMARKS: Mapping[str, Callable[[], Sequence[Row]]] = {
    "completions": completions.rows,
    "packages": packages.rows,
}


def main(names: Sequence[str]) -> int:
    """Run the benchmarks; give the exit code."""
    console = Console()
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        console.print(f"Expected some of {', '.join(BENCHMARKS)}, came {', '.join(unknown)}.")
        return 2
    for name in names or BENCHMARKS:
        rows = BENCHMARKS[name]()
        show(name, rows, console)
        path = write(name, rows)
        console.print(f"→ {path.parent.name}/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
