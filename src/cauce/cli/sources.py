"""What a command is given: packages by name or folder, and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from cauce.cli.language import say
from cauce.packages import available

MANIFEST = "package.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """Packages (names of the catalogue, or folders), and loose files by the names given."""

    packages: tuple[str | Path, ...] = field(default=())
    files: tuple[tuple[str, bytes], ...] = field(default=())


def given(names: Sequence[str]) -> Given:
    """Tell packages and files apart. Raises click.UsageError for what is neither."""
    packages: list[str | Path] = []
    files: list[tuple[str, bytes]] = []
    for name in names:
        path = Path(name)
        if name in available():
            packages.append(name)
        elif path.is_dir() and (path / MANIFEST).is_file():
            packages.append(path)
        elif path.is_file():
            files.append((name, path.read_bytes()))
        else:
            raise click.UsageError(
                say(
                    "Se esperaba un paquete ({known}), una carpeta con package.toml o un "
                    "archivo; vino «{name}».",
                    known=", ".join(available()),
                    name=name,
                )
            )
    return Given(packages=tuple(packages), files=tuple(files))
