"""The laws of moving, held over random processes that are drawn once more in another order."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.property import models
from tests.property.test_engine_laws import START, answered, answers, choices, graph_of

from cauce.engine import Env, Graph, Rejection, State, replay, step
from cauce.engine import commands as c
from cauce.engine.codec import decode_events, encode_events, encode_state
from cauce.engine.events import Event, InstanceMigrated
from cauce.engine.migration import plan


def redrawn(source: bytes) -> bytes:
    """Draw the same process with its elements in the opposite order: other indexes, same ids."""
    root = etree.fromstring(source)
    for scope in root.iter("{*}process", "{*}subProcess"):
        flows = [child for child in scope if etree.QName(child).localname == "sequenceFlow"]
        others = [child for child in scope if child not in flows]
        scope[:] = [*reversed(others), *flows]
    return etree.tostring(root)


class Playing:
    """An instance that is played by a script, on one graph and later perhaps on another."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.state, self.env = graph, State(), Env(now=START)
        self.events: list[Event] = []
        root = {"a": False, "b": False, "c": False, "n": Decimal(0)}
        self.do(c.StartInstance(case_key="C", variables=root))

    def do(self, command: c.Command) -> list[Event]:
        self.env.now += timedelta(minutes=1)
        outcome = step(self.graph, self.state, command, self.env)
        assert not isinstance(outcome, Rejection), outcome
        self.events += outcome
        return outcome

    def go_on(self, pick: int, *answer: bool) -> bool:
        possible = choices(self.state)
        if possible:
            self.do(answered(possible[pick % len(possible)], *answer))
        return bool(possible)

    def move(self, target: Graph) -> list[Event]:
        command = plan(self.graph, target, self.state)
        assert isinstance(command, c.MigrateInstance), command
        self.graph = target
        self.env.now -= timedelta(minutes=1)
        return self.do(command)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(models.processes(), answers, st.integers(0, 12))
def test_moved_it_is_as_if_it_had_begun_there(source: bytes, script: Any, at: int) -> None:
    target = graph_of(redrawn(source))
    moving, begun_there = Playing(graph_of(source)), Playing(target)
    for number, (pick, *answer) in enumerate([*script, *[(0, False, False, False)] * 1000]):
        if number == at and moving.state.status == "active":
            [event] = moving.move(target)
            assert isinstance(event, InstanceMigrated)
        if number >= at:
            assert encode_state(moving.state) == encode_state(begun_there.state)
        if not begun_there.go_on(pick, *answer):
            break
        assert moving.go_on(pick, *answer)
    assert moving.state.status == begun_there.state.status == "completed"

    # The journal over both graphs gives the state, also after it has been written and read.
    written = decode_events(encode_events(moving.events))
    assert encode_state(replay(written)) == encode_state(moving.state)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(models.processes(), answers)
def test_to_the_same_drawing_or_there_and_back_changes_nothing(source: bytes, script: Any) -> None:
    graph, other = graph_of(source), graph_of(redrawn(source))
    playing = Playing(graph)
    for pick, *answer in script:
        if not playing.go_on(pick, *answer):
            break
    if playing.state.status != "active":
        return
    before = encode_state(playing.state)
    for target in (graph, other, graph):
        [event] = playing.move(target)
        assert isinstance(event, InstanceMigrated)
    assert encode_state(playing.state) == before
