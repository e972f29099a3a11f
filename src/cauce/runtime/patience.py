"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from datetime import timedelta
from random import uniform

FIRST = timedelta(seconds=10)
LONGEST = timedelta(hours=1)


def back_off(failures: int) -> timedelta:
    """Give the wait after so many failures: longer each time, and not all until one moment."""
    chance = uniform(0.8, 1.2)  # nosec B311 - jitter, not a secret
    wait: timedelta = min(FIRST * 4 ** min(max(0, failures - 1), 10), LONGEST)
    return wait * chance
