"""Timing: the best of several rounds, with the contenders taking turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

Work = Callable[[], int]
"""Does some work and tells how many units of it."""

ROUNDS = 5
SECONDS = 0.6


def rates(*contenders: Work, rounds: int = ROUNDS, seconds: float = SECONDS) -> Sequence[float]:
    """Give each contender's units per second: the best of its rounds.

    They take turns, so that whatever else the machine does hits all alike.
    """
    best = [0.0] * len(contenders)
    for work in contenders:
        work()
    for _ in range(rounds):
        for index, work in enumerate(contenders):
            best[index] = max(best[index], _rate(work, seconds))
    return best


def _rate(work: Work, seconds: float) -> float:
    done = 0
    begun = perf_counter()
    while (elapsed := perf_counter() - begun) < seconds:
        done += work()
    return done / elapsed
