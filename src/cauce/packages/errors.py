"""What is wrong with a package: all of it at once."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.packages.manifest.places import line_of


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageProblem:
    """One thing that is wrong: in which file, under which key, what belongs there, what came.

    `line` is the key's, where the file is TOML.
    """

    file: str
    key: str
    expected: str
    came: str
    line: int | None = None

    def __str__(self) -> str:
        """One line for people."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        where = f"{place}: {self.key}" if self.key else place
        return f"{where}: expected {self.expected}, but got {self.came}"


class PackageError(ValueError):
    """A folder is no package, or not a whole one."""

    code = "PACKAGE_INVALID"

    def __init__(self, *problems: PackageProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Problems:
    """The problems of one file, as they are found; with its TOML they say on which line."""

    def __init__(self, file: str, found: list[PackageProblem], toml: bytes | None = None) -> None:
        self.file = file
        self.found = found
        self.toml = toml

    def add(self, key: str, expected: str, came: object) -> None:
        """Note a problem; `came` is quoted as Python shows it, cut to a line."""
        shown = repr(came)
        self.note(key, expected, shown if len(shown) <= 80 else f"{shown[:77]}…")

    def note(self, key: str, expected: str, came: str, line: int | None = None) -> None:
        """Note a problem whose `came` is a sentence of its own; by default on its key's line."""
        if line is None and self.toml is not None:
            line = line_of(self.toml, key)
        self.found.append(
            PackageProblem(file=self.file, key=key, expected=expected, came=came, line=line)
        )
