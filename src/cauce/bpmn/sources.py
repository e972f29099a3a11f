"""The files of a deployment: where they come from, and what kind each is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from cauce.bpmn.namespaces import namespace
from cauce.bpmn.parse import parse_xml
from cauce.engine.problems import Problem

Given = str | Path | bytes | tuple[str, bytes]
"""A path, the bytes of a file, or both: the name that problems carry, and the bytes."""

Kind = Literal["bpmn", "dmn", "form"]

DMN = ("https://www.omg.org/spec/DMN/", "http://www.omg.org/spec/DMN/")
"""What the namespaces of all versions of DMN begin with."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file of a deployment: the name that problems carry, and what it holds."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without folder and ending."""
        return PurePath(self.name).stem


def read_source(given: Given, number: int) -> SourceFile | Problem:
    """Read what was given as the `number`-th source; a path that cannot be read is a problem."""
    if isinstance(given, bytes):
        return SourceFile(name=f"source {number}", content=given)
    if isinstance(given, tuple):
        return SourceFile(name=given[0], content=given[1])
    if not isinstance(given, str | Path):
        return Problem(
            code="FILE_UNREADABLE",
            message=f"expected the path of a file or its bytes, came {type(given).__qualname__}",
            file=f"source {number}",
        )
    path = Path(given)
    try:
        return SourceFile(name=path.name, content=path.read_bytes())
    except OSError as error:
        return Problem(
            code="FILE_UNREADABLE",
            message=f"expected a file at {path}, it cannot be read: {error.strerror or error}"
            "; correct the path",
            file=path.name,
        )


def kind_of(content: bytes) -> Kind | Problem:
    """Tell by its content what a file is: JSON is a form, XML by its root's namespace."""
    if content.removeprefix(BYTE_ORDER_MARK).lstrip()[:1] in (b"{", b"["):
        return "form"
    root = parse_xml(content)
    if isinstance(root, Problem):
        return root
    return "dmn" if (namespace(root) or "").startswith(DMN) else "bpmn"
