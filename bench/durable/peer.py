"""The peer: SpiffWorkflow on its own nine-phase file, each case one row of JSON.

A completion reads the row, restores the workflow, runs the task and what follows, and writes the
row back, in one transaction. It has no forms, rights, deadlines or journal.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from django.db import connection
from psycopg import Cursor
from SpiffWorkflow.bpmn import BpmnWorkflow  # type: ignore[import-untyped]  # has no types
from SpiffWorkflow.bpmn.parser import BpmnParser  # type: ignore[import-untyped]  # has no types
from SpiffWorkflow.bpmn.serializer import (  # type: ignore[import-untyped]  # has no types
    BpmnWorkflowSerializer,
)
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]  # has no types

from bench.nine_phases import source

CASES = 200


class Peer:
    """The peer's cases of one process among several."""

    def __init__(self, index: int) -> None:
        parser = BpmnParser()
        parser.add_bpmn_str(source())
        self._spec = parser.get_spec("nine_phases")
        self._inner = parser.get_subprocess_specs("nine_phases")
        self._serializer = BpmnWorkflowSerializer()
        self._table = f"bench_peer_{index}"
        self._mark = "%s" if connection.vendor == "postgresql" else "?"
        self._execute(f"DROP TABLE IF EXISTS {self._table}")
        self._execute(f"CREATE TABLE {self._table} (id integer PRIMARY KEY, data text NOT NULL)")
        self._execute("BEGIN")
        for number in range(CASES):
            self._execute(
                f"INSERT INTO {self._table} VALUES ({self._mark}, {self._mark})",
                (number, self._fresh(number % 25)),
            )
        self._execute("COMMIT")

    def work(self) -> Iterator[int]:
        """Give cases, in random order."""
        while True:
            yield from random.sample(range(CASES), CASES)

    def act(self, what: int) -> None:
        """Complete the next task of a case; one that has ended begins anew."""
        self._execute("BEGIN")
        lock = " FOR UPDATE" if self._mark == "%s" else ""
        found = self._execute(
            f"SELECT data FROM {self._table} WHERE id = {self._mark}{lock}", (what,)
        ).fetchone()
        workflow = self._serializer.deserialize_json(found[0])
        self._complete(workflow)
        data = self._fresh(0) if workflow.is_completed() else self._written(workflow)
        self._execute(
            f"UPDATE {self._table} SET data = {self._mark} WHERE id = {self._mark}", (data, what)
        )
        self._execute("COMMIT")

    def _fresh(self, completed: int) -> str:
        workflow = BpmnWorkflow(self._spec, self._inner)
        workflow.do_engine_steps()
        for _ in range(completed):
            self._complete(workflow)
        return self._written(workflow)

    def _complete(self, workflow: Any) -> None:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["validado"] = True
        task.run()
        workflow.do_engine_steps()

    def _written(self, workflow: Any) -> str:
        return str(self._serializer.serialize_json(workflow))

    def _execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
        raw = connection.connection
        return (Cursor(raw) if self._mark == "%s" else raw).execute(sql, parameters)
