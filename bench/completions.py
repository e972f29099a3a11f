"""Completing user tasks in memory: the engine, the sandbox, and SpiffWorkflow on the same file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bench import spiff
from bench.measure import Work, rates
from bench.nine_phases import COMPLETIONS, source
from bench.results import Row
from cauce.bpmn import assemble
from cauce.engine import Env, Graph, Rejection, State, step
from cauce.engine import commands as c
from cauce.testing import Sandbox

PROCESS = "nine_phases"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def rows() -> Sequence[Row]:
    """Measure all three in one run."""
    file = source()
    (graph,) = assemble([file]).graphs
    engine, sandbox, peer = rates(by_engine(graph), by_sandbox(file), spiff.cases(file, PROCESS))
    unit = "completions/s"
    return [
        Row(name="nine phases, engine (peer: SpiffWorkflow)", value=engine, unit=unit, peer=peer),
        Row(name="nine phases, sandbox (peer: SpiffWorkflow)", value=sandbox, unit=unit, peer=peer),
    ]


def by_engine(graph: Graph) -> Work:
    """Give the work of one case through `step` alone."""

    def run() -> int:
        state, env = State(), Env(now=START)
        step(graph, state, c.StartInstance(case_key="C"), env)
        done = 0
        while state.tasks:
            (key,) = state.tasks
            happened = step(graph, state, c.CompleteTask(key=key, data={"validado": True}), env)
            assert not isinstance(happened, Rejection)
            done += 1
        assert (state.status, done) == ("completed", COMPLETIONS)
        return done

    return run


def by_sandbox(file: bytes) -> Work:
    """Give the work of one case through the sandbox, with its journal and order of effects."""

    sandbox = Sandbox()
    sandbox.deploy(file)

    def run() -> int:
        instance = sandbox.start(PROCESS)
        done = 0
        while tasks := instance.tasks():
            instance.complete(tasks[0], {"validado": True})
            done += 1
        assert (instance.status, done) == ("completed", COMPLETIONS)
        return done

    return run
