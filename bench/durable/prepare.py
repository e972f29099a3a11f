"""Fill one database: `python -m bench.durable.prepare FOLDER CASES [STAGES]`, by DATABASE_URL.

Half of the cases are for the runtime, half for bare writes, each half in every stage alike; with
STAGES they stand in the first stages, and all are for the runtime.
"""

from __future__ import annotations

import sys
from pathlib import Path

MOVES = "moves.json"
OURS, RAW = "SRV-2026-1", "SRV-2026-2"
"""How the keys of either half begin."""


def main(folder: Path, cases: int, stages: int | None = None) -> None:
    """Make the schema, the company and the cases."""
    import cauce

    cauce.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)

    from bench.durable.clones import Cloner
    from bench.durable.company import found_company, write_moves
    from bench.durable.templates import walk
    from cauce.runtime.scope import across

    with across(change=True):
        found_company()
        templates, moves = walk()
        (folder / MOVES).write_bytes(write_moves(moves))
        cloner = Cloner()
        cloner.clone(templates[:stages], cases, OURS)
        if stages is None:
            plain = [t for t, move in zip(templates, moves, strict=True) if move.plain]
            cloner.clone(plain, cases, RAW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
