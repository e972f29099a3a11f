"""Finds Node and what npm installed: the machine's own, or the Node that pip brought."""

import shutil
import sys
from pathlib import Path

from tools.files import ROOT

FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"


class ModulesMissing(RuntimeError):
    """Expected Node and the packages of frontend/node_modules, but found none. Type: make node."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def node() -> str:
    """Path of the Node to run: that of the virtual environment first, then the machine's.

    Raises ModulesMissing where there is none.
    """
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.is_file() else shutil.which("node")
    if found is None or not MODULES.is_dir():
        raise ModulesMissing
    return found
