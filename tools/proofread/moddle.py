"""What bpmn.io's own readers warn about, with the zeebe and cauce vocabularies known to them."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.node import FRONTEND, node


def findings(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Warnings by file, each with the id of its element where there is one.

    Raises RuntimeError with Node's own words where the reader itself fails.
    """
    command = [node(), str(FRONTEND / "check" / "moddle.mjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    return {
        Path(report["file"]): [
            f"{warning['element'] or '-'}: {warning['message']}" for warning in report["warnings"]
        ]
        for report in json.loads(done.stdout)
    }
