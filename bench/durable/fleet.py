"""Several processes that work at the same time, and what they measured together."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from types import TracebackType
from typing import Any


@dataclass(kw_only=True, slots=True)
class Measured:
    """One contender's slices: how many a second in each, and how long each completion took."""

    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Completions a second, the median of the slices."""
        return median(self.rates)

    def milliseconds(self, percent: int) -> float:
        """Give a percentile of how long one takes."""
        return quantiles(self.times, n=100)[percent - 1] * 1000


class Fleet:
    """Workers on one database. With `traced`, the first is watched for its syncs to disk."""

    def __init__(
        self, url: str, folder: Path, processes: int = 1, *, traced: Path | None = None
    ) -> None:
        environment = {**os.environ, "DATABASE_URL": url, "CAUCE_VAR": str(folder)}
        trace = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(traced)]
        self._workers = [
            subprocess.Popen(
                [*(trace if traced else []), sys.executable, "-m", "bench.durable.worker",
                 str(folder), str(index), str(processes)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            )
            for index in range(processes)
        ]  # fmt: skip

    def __enter__(self) -> Fleet:
        """Let each warm up."""
        self.warmed = sum(answer["done"] for answer in self.order(do="prepare"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Let each come to its end."""
        for worker in self._workers:
            worker.communicate()

    def order(self, **what: Any) -> list[dict[str, Any]]:
        """Give one order to all at once; give their answers when the last is there."""
        for worker in self._workers:
            assert worker.stdin is not None
            worker.stdin.write(json.dumps(what) + "\n")
            worker.stdin.flush()
        answers = []
        for worker in self._workers:
            assert worker.stdout is not None
            answers.append(json.loads(worker.stdout.readline()))
        return answers

    def slice(self, name: str, seconds: float, into: Measured) -> int:
        """Let one contender work for so long; give how many it completed."""
        answers = self.order(do=name, seconds=seconds)
        done = [answer for answer in answers if answer["times"]]
        if len(done) == len(answers):
            into.rates.append(sum(len(a["times"]) / a["elapsed"] for a in done))
        for answer in done:
            into.times += answer["times"]
        return sum(len(answer["times"]) for answer in done)


def by_turns(
    fleet: Fleet, contenders: Sequence[str], rounds: int, seconds: float
) -> dict[str, Measured]:
    """Let contenders take turns in small slices, so that what disturbs one disturbs all.

    Each round has an order of its own: what one leaves behind, for the disk to do, is no one's
    always.
    """
    measured = {name: Measured() for name in contenders}
    for _ in range(rounds):
        for name in random.sample(contenders, len(contenders)):
            fleet.slice(name, seconds, measured[name])
    return measured


def can_trace() -> bool:
    """Tell whether syncs can be counted here."""
    return shutil.which("strace") is not None
