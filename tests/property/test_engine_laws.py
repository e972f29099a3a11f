"""The engine's laws, held over random processes and random answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property import models

from cauce.bpmn import load
from cauce.engine import Env, Graph, Rejection, State, replay, step
from cauce.engine import commands as c
from cauce.engine.codec import decode_events, decode_state, encode_events, encode_state
from cauce.engine.events import Event

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEPS = 60
answers = st.lists(
    st.tuples(st.integers(0, 99), st.booleans(), st.booleans(), st.booleans()), max_size=STEPS
)


def graph_of(source: bytes) -> Graph:
    model = load(source)
    assert [p for p in model.problems if p.is_error] == [], source.decode()
    return model.processes[0]


def choices(state: State) -> list[c.Command]:
    """Everything that could happen next, in a fixed order."""
    return [
        *(c.CompleteTask(key=key) for key in state.tasks),
        *(c.FireTimer(key=key) for key in state.timers),
        *(
            c.DeliverMessage(key=key, message_id=str(key), name="m")
            for key, s in state.subscriptions.items()
            if s.kind == "message"
        ),
    ]


def answered(command: c.Command, a: bool, b: bool, d: bool) -> c.Command:
    data = {"a": a, "b": b, "c": d}
    if isinstance(command, c.CompleteTask):
        return c.CompleteTask(key=command.key, data=data)
    return command


def play(graph: Graph, script: Any, *, reload: bool) -> tuple[State, list[Event], list[c.Command]]:
    """Run a process by random answers, then on to its end without going back."""
    state, events, commands = State(), [], []
    env = Env(now=START)
    root = {"a": False, "b": False, "c": False, "n": Decimal(0)}

    def do(command: c.Command) -> None:
        nonlocal state
        if reload:
            state = decode_state(encode_state(state))
        env.now += timedelta(minutes=1)
        outcome = step(graph, state, command, env)
        assert not isinstance(outcome, Rejection), outcome
        commands.append(command)
        events.extend(outcome)

    do(c.StartInstance(case_key="C", variables=dict(root)))
    for pick, *answer in script:
        if not (possible := choices(state)):
            break
        do(answered(possible[pick % len(possible)], *answer))
    for _ in range(1000):
        if not (possible := choices(state)):
            break
        do(answered(possible[0], False, False, False))
    return state, events, commands


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(models.processes(), answers)
def test_laws(source: bytes, script: Any) -> None:
    graph = graph_of(source)
    state, events, commands = play(graph, script, reload=False)

    # Replaying the events gives the state, also after they have been written and read.
    assert replay(events) == state
    assert encode_state(replay(decode_events(encode_events(events)))) == encode_state(state)

    # Every well-formed process comes to its end, and leaves nothing behind.
    assert state.status == "completed", source.decode()
    left = (
        state.activations, state.tasks, state.timers, state.subscriptions, state.conditions,
        state.jobs, state.calls, state.loops, state.incidents,
    )  # fmt: skip
    assert not any(left)

    # The same commands give the same events, and reloading after every step changes nothing.
    again = play(graph, script, reload=True)
    assert again == (state, events, commands)
