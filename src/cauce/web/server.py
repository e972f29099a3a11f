"""Serving the pages, with the worker beside them in a thread."""

from __future__ import annotations

import threading
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from cauce.runtime import worker


class Server(BaseApplication):  # type: ignore[misc]  # its base has no types
    """One process with threads: caches are shared, and SQLite has one writer anyway."""

    def __init__(self, *, bind: str, threads: int, with_worker: bool) -> None:
        self.given = {"bind": bind, "threads": threads, "worker_class": "gthread"}
        self.stop = threading.Event()
        self.with_worker = with_worker
        super().__init__()

    def load_config(self) -> None:
        """Set what was given."""
        for name, value in self.given.items():
            self.cfg.set(name, value)
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("post_worker_init", self._began)
        self.cfg.set("worker_exit", lambda _arbiter, _process: self.stop.set())

    def load(self) -> Any:
        """Give the application."""
        from cauce.web.wsgi import application

        return application

    def _began(self, _process: Any) -> None:
        if self.with_worker:
            work = threading.Thread(
                target=worker.run, args=(self.stop,), name="cauce-worker", daemon=True
            )
            work.start()
