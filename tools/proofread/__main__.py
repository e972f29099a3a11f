"""Proofreads .bpmn and .dmn files: `python -m tools.proofread FILE…`; exit 1 for any finding.

Against the XML Schema, bpmn.io's readers, and rules of our own on what is drawn where. Prints one
line per finding: file:line message.
"""

import sys
from pathlib import Path

from tools.proofread import drawing, moddle, rules, schema


def findings(paths: list[Path]) -> list[str]:
    """All findings of the files, each with its file first."""
    found = []
    for path, warnings in moddle.findings(paths).items():
        found += [f"{path}: {warning}" for warning in warnings]
        found += [f"{path}:{finding}" for finding in schema.findings(path)]
        if path.suffix == ".bpmn":
            found += [f"{path}:{finding}" for finding in rules.findings(drawing.read(path))]
    return found


if __name__ == "__main__":
    found = findings([Path(name) for name in sys.argv[1:]])
    print("\n".join(found) or "proofread: nothing found")
    sys.exit(1 if found else 0)
