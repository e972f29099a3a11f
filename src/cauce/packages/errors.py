"""What is wrong with a package: all of it at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PackageProblem:
    """One thing that is wrong: in which file, under which key, what belongs there, what came."""

    file: str
    key: str
    expected: str
    came: str

    def __str__(self) -> str:
        """One line for people."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: expected {self.expected}, but got {self.came}"


class PackageError(ValueError):
    """A folder is no package, or not a whole one."""

    code = "PACKAGE_INVALID"

    def __init__(self, *problems: PackageProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Problems:
    """The problems of one file, as they are found."""

    def __init__(self, file: str, found: list[PackageProblem]) -> None:
        self.file = file
        self.found = found

    def add(self, key: str, expected: str, came: object) -> None:
        """Note a problem; `came` is quoted as Python shows it, cut to a line."""
        shown = repr(came)
        self.note(key, expected, shown if len(shown) <= 80 else f"{shown[:77]}…")

    def note(self, key: str, expected: str, came: str) -> None:
        """Note a problem whose `came` is a sentence of its own."""
        self.found.append(PackageProblem(file=self.file, key=key, expected=expected, came=came))
