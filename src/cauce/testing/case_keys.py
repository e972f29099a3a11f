"""Case keys for cases that are given none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

DEFAULT_PREFIX = "CASE"


class CaseKeys:
    """Counts cases by prefix and year: `SRV-2026-000123`."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()

    def next(self, prefix: str | None, year: int, taken: Container[str]) -> str:
        """Give the next key that no case has."""
        series = f"{prefix or DEFAULT_PREFIX}-{year}"
        while True:
            self._last[series] += 1
            key = f"{series}-{self._last[series]:06d}"
            if key not in taken:
                return key
