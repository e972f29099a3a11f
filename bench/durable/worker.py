"""One process that works: `python -m bench.durable.worker FOLDER INDEX PROCESSES`.

It reads orders from its input, one JSON object a line, and answers each with one: how many
completions it did in how many seconds, and how long each took.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.durable.prepare import MOVES

SAMPLES = 200


class Worker:
    """The contenders, each made when it is first asked for."""

    def __init__(self, folder: Path, index: int, processes: int) -> None:
        from bench.durable.company import read_moves
        from bench.durable.ours import Ours

        self._index, self._processes = index, processes
        self._ours = Ours(read_moves((folder / MOVES).read_bytes()), index, processes)
        self._raw: Any = None
        self._peer: Any = None

    def prepare(self) -> int:
        """Warm up: complete some tasks, and take what was written as samples for bare writes.

        Gives how many it completed that throw nothing.
        """
        from bench.durable.ours import listening
        from bench.durable.raw import Raw

        samples: list[Any] = []
        for what in islice(self._ours.work(plain=True), SAMPLES):
            with listening() as written:
                self._ours.act(what)
            samples.append([statement for statements in written for statement in statements])
        if samples:
            self._raw = Raw(samples, self._index, self._processes)
        return len(samples)

    def contender(self, name: str) -> tuple[Iterator[Any], Callable[[Any], None]]:
        """Give what a contender has to do, and how it does one."""
        if name == "raw":
            return self._raw.work(), self._raw.act
        if name == "peer":
            from bench.durable.peer import Peer

            self._peer = self._peer or Peer(self._index)
            return self._peer.work(), self._peer.act
        return self._ours.work(plain=name == "plain"), self._ours.act

    def slice(self, name: str, seconds: float, most: int | None) -> dict[str, Any]:
        """Let a contender work for so long, or until nothing is left; measure each completion."""
        work, act = self.contender(name)
        times: list[float] = []
        first = next(work, None)
        if first is None:
            return {"elapsed": 0.0, "times": times}
        act(first)
        total = 0.0
        for what in islice(work, most):
            begun = perf_counter()
            act(what)
            took = perf_counter() - begun
            times.append(took)
            total += took
            if total >= seconds:
                break
        return {"elapsed": total, "times": times}


def main(folder: Path, index: int, processes: int) -> None:
    """Carry out orders until there are no more."""
    import cauce

    cauce.setup()
    from bench.durable.company import ORGANISATION
    from cauce.runtime.scope import within

    with within(ORGANISATION):
        worker = Worker(folder, index, processes)
        for line in sys.stdin:
            order = json.loads(line)
            if order["do"] == "prepare":
                answer: dict[str, Any] = {"done": worker.prepare()}
            else:
                answer = worker.slice(order["do"], order["seconds"], order.get("most"))
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
