"""Loading models, with the models they import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cauce.dmn.errors import DmnError
from cauce.dmn.linking import Linker
from cauce.dmn.model import Model
from cauce.dmn.reader import read_definitions
from cauce.dmn.undeclared import with_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cauce.dmn.nodes import Definitions

Source: TypeAlias = str | Path | bytes
"""A file's path, or its bytes."""


def load(source: Source, *, imports: Iterable[Source] = ()) -> Model:
    """Load a DMN model (1.2 to 1.5).

    Imports are found by namespace among `imports` and, where `source` is a path,
    among the `.dmn` files beside it. Raises DmnError where the source, or one of
    `imports`, is no DMN file; what cannot run inside is in the model's `problems`.
    """
    try:
        main = with_inputs(read_definitions(_read(source)))
        known = [with_inputs(read_definitions(_read(each))) for each in imports]
        if main.imports and not isinstance(source, bytes):
            known.extend(_beside(Path(source)))
        by_namespace: dict[str, Definitions] = {}
        for each in known:
            by_namespace.setdefault(each.namespace, each)
        linker = Linker(main, by_namespace)
    except RecursionError:
        raise DmnError("expected fewer boxes inside one another") from None
    return Model(main.name, main.namespace, linker.network, tuple(linker.problems))


def _beside(path: Path) -> list[Definitions]:
    found: list[Definitions] = []
    for other in sorted(path.parent.glob("*.dmn")):
        if other.name == path.name:
            continue
        try:
            found.append(read_definitions(other.read_bytes()))
        except (DmnError, OSError):
            continue  # a broken neighbour is no fault of this model's; a missing import is reported
    return found


def _read(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise DmnError(f"expected a DMN file at {source}, it cannot be read: {error}") from None
