"""Serving the pages, with the worker beside them in a thread."""

from __future__ import annotations

import threading
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from cauce.calendar import public_holidays
from cauce.runtime.worker import Worker

ENDING = 10.0
"""Seconds that the worker has for what it has in hand when the server ends."""


class Server(BaseApplication):  # type: ignore[misc]  # its base has no types
    """One process with threads: caches are shared, and SQLite has one writer anyway."""

    def __init__(self, *, bind: str, threads: int, with_worker: bool) -> None:
        self.given = {"bind": bind, "threads": threads, "worker_class": "gthread"}
        self.with_worker = with_worker
        super().__init__()

    def load_config(self) -> None:
        """Set what was given."""
        for name, value in self.given.items():
            self.cfg.set(name, value)
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("post_worker_init", self._began)

    def load(self) -> Any:
        """Give the application."""
        from cauce.web.wsgi import application

        return application

    def _began(self, _process: Any) -> None:
        # Before anybody asks for a page with a deadline on it.
        public_holidays.load()
        if not self.with_worker:
            return
        worker = Worker()
        thread = threading.Thread(target=worker.run, name="cauce-worker", daemon=True)

        def end(_arbiter: Any, _process: Any) -> None:
            worker.stop()
            thread.join(ENDING)

        # Before it works: the server may be told to end at once.
        self.cfg.set("worker_exit", end)
        thread.start()
