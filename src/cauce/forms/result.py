"""What an answer comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FormResult:
    """An answer, checked.

    `values` are FEEL values by top-level variable name, as a task's completion merges them; they
    count only when there are no errors. `errors` maps the path of a field, such as `monto`,
    `cliente.nombre` or `items[2].fecha` (rows count from 0), to what to write there.
    """

    values: Mapping[str, object]
    errors: Mapping[str, str]

    @property
    def is_valid(self) -> bool:
        """Whether the answer is taken."""
        return not self.errors
