"""The files of the project: what git tracks or would track, never what it ignores."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def project_files(*suffixes: str, root: Path = ROOT) -> list[Path]:
    """Paths of the project's files that end in one of the suffixes, sorted; all without suffixes.

    Raises CalledProcessError where `root` is no git work tree.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    paths = {root / name for name in listed.decode().split("\0") if name}
    return sorted(
        path for path in paths if path.is_file() and path.suffix in (suffixes or (path.suffix,))
    )


def shown(path: Path, root: Path = ROOT) -> str:
    """The path as findings name it: relative to the root, with slashes."""
    return path.relative_to(root).as_posix()
