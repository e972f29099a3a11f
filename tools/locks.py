"""Keeps addresses out of lock files: `python -m tools.locks`; `--strip` removes what npm adds.

A lock says what is installed, by version and hash; from where is each machine's own setting.
Formats that cannot do without addresses are refused.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tools.files import ROOT, project_files, shown

REFUSED = ("uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "yarn.lock", "pnpm-lock.yaml")
NPM = "package-lock.json"


def is_lock(path: Path) -> bool:
    """True for the lock files that the project uses."""
    return path.name == NPM or (path.parent.name == "requirements" and path.suffix == ".txt")


def findings(name: str, text: str) -> list[str]:
    """The lines of a lock that hold an address."""
    return [
        f"{name}:{number} expected no address in a lock, but got {line.strip()}: type make lock"
        for number, line in enumerate(text.splitlines(), 1)
        if "://" in line
    ]


def without_addresses(text: str) -> str:
    """A package-lock.json without where packages come from and whom to fund."""
    lock: dict[str, Any] = json.loads(text)
    for package in lock["packages"].values():
        for key in ("resolved", "funding"):
            package.pop(key, None)
    return json.dumps(lock, indent=2, ensure_ascii=False) + "\n"


def check(root: Path = ROOT) -> list[str]:
    """All findings of the project under `root`."""
    found = []
    for path in project_files(root=root):
        if path.name in REFUSED:
            found.append(f"{shown(path, root)}: expected requirements/*.txt or {NPM} instead")
        elif is_lock(path):
            found += findings(shown(path, root), path.read_text("utf-8"))
    return found


def strip(root: Path = ROOT) -> None:
    """Rewrites every package-lock.json without addresses."""
    for path in project_files(".json", root=root):
        if path.name == NPM:
            path.write_text(without_addresses(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    if "--strip" in sys.argv[1:]:
        strip()
    found = check()
    print("\n".join(found) or "locks: no addresses")
    sys.exit(1 if found else 0)
