"""A process under test: terse BPMN in, one instance driven step by step, checked after each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import pytest

from cauce.bpmn import load
from cauce.engine import Env, Graph, Rejection, State, replay, step
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state, encode_events, encode_state
from cauce.feel import normalize

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:cauce="https://cauce.dev/schema/bpmn/1.0" '
    'targetNamespace="https://cauce.dev/tests"'
)

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def definitions(body: str, *chains: str, roots: str = "", **conditions: str) -> bytes:
    """Write a process `p`: elements as XML, flows as chains of ids (`"s a e"`).

    A flow gets the id `source_target`; `conditions` gives the FEEL of a flow by that id. Inside
    a sub-process `{flow s1 a e1}` stands for the chain's flows.
    """

    def flows(chain: str) -> str:
        return "".join(_flow(*pair, conditions) for pair in pairwise(chain.split()))

    body = re.sub(r"\{flow ([^}]*)\}", lambda match: flows(match[1]), body)
    return (
        f"<definitions {NAMESPACES}>{roots}"
        f'<process id="p" isExecutable="true">{body}{"".join(map(flows, chains))}</process>'
        "</definitions>"
    ).encode()


def _flow(source: str, target: str, conditions: dict[str, str]) -> str:
    name = f"{source}_{target}"
    text = conditions.get(name)
    inner = f"<conditionExpression>{escape(text)}</conditionExpression>" if text else ""
    return (
        f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{inner}'
        "</sequenceFlow>"
    )


def graph_of(source: bytes) -> Graph:
    """Load a source that must be right."""
    model = load(source, file="test.bpmn")
    assert [p for p in model.problems if p.is_error] == []
    return model.processes[0]


class Case:
    """One instance: commands by element id; every step is held to the engine's laws."""

    def __init__(self, graph: Graph, env: Env | None = None) -> None:
        self.graph = graph
        self.env = env or Env(now=START)
        self.state = State()
        self.events: list[e.Event] = []

    def do(self, command: c.Command) -> list[e.Event]:
        """Step; the command must be accepted."""
        events = step(self.graph, self.state, command, self.env)
        assert not isinstance(events, Rejection), events
        self.events += events
        assert replay(self.events) == self.state
        assert decode_state(encode_state(self.state)) == self.state
        assert decode_events(encode_events(events)) == events
        return events

    def refuse(self, command: c.Command) -> Rejection:
        """Step; the command must be refused, and change nothing."""
        before = replay(self.events)
        answer = step(self.graph, self.state, command, self.env)
        assert isinstance(answer, Rejection)
        assert self.state == before
        return answer

    def start(self, start_event: str | None = None, **variables: Any) -> Case:
        """Start the instance."""
        values = {name: normalize(value) for name, value in variables.items()}
        self.do(c.StartInstance(case_key="C-1", start_event=start_event, variables=values))
        return self

    def key(self, element_id: str) -> int:
        """Give the oldest activation of an element that is no loop's body."""
        index = self.graph.by_id[element_id].index
        found = [k for k, a in self.state.activations.items() if a.node == index and not a.body]
        assert found, f"{element_id} is not active; active are {self.active}"
        return found[0]

    def complete(self, element_id: str, by: str | None = None, **data: Any) -> list[e.Event]:
        """Complete the oldest open task of an element."""
        values = {name: normalize(value) for name, value in data.items()}
        return self.do(c.CompleteTask(key=self.key(element_id), data=values, actor=by))

    def job(self, element_id: str, **result: Any) -> list[e.Event]:
        """Complete the job of an element."""
        values = {name: normalize(value) for name, value in result.items()}
        return self.do(c.CompleteJob(key=self.key(element_id), variables=values))

    def advance(self, **delta: float) -> Case:
        """Move the clock; due timers fire in order of their due time."""
        until = self.env.now + timedelta(**delta)
        while True:
            wake = self.state.wake_at()
            if wake is None or wake > until:
                break
            self.env.now = max(wake, self.env.now)
            key = min((t.due, k) for k, t in self.state.timers.items() if t.time_left is None)[1]
            self.do(c.FireTimer(key=key))
        self.env.now = until
        return self

    def message(self, name: str, **variables: Any) -> list[e.Event]:
        """Deliver a message to the oldest subscription of that name."""
        key = next(
            k for k, s in self.state.subscriptions.items() if s.name == name and s.kind == "message"
        )
        values = {name: normalize(value) for name, value in variables.items()}
        return self.do(c.DeliverMessage(key=key, message_id="m", name=name, variables=values))

    def set(self, **variables: Any) -> list[e.Event]:
        """Correct data at the root."""
        values = {name: normalize(value) for name, value in variables.items()}
        return self.do(c.SetVariables(variables=values))

    def resolve(self) -> list[e.Event]:
        """Try again what the oldest incident stopped."""
        return self.do(c.ResolveIncident(key=next(iter(self.state.incidents))))

    @property
    def active(self) -> list[str]:
        """The ids of the elements at work or waiting, without scopes, in order of opening."""
        nodes = self.graph.nodes
        return [
            nodes[a.node].id
            for k, a in self.state.activations.items()
            if k > 1 and not a.body and not a.children
        ]

    @property
    def tasks(self) -> list[str]:
        """The element ids of the open tasks, oldest first."""
        return [self.graph.nodes[self.state.activations[k].node].id for k in self.state.tasks]

    @property
    def path(self) -> list[str]:
        """The ids of completed flow nodes, in order."""
        return [
            self.graph.nodes[event.node].id
            for event in self.events
            if isinstance(event, e.ElementPassed | e.ElementCompleted)
        ]

    @property
    def incidents(self) -> list[tuple[str, str]]:
        """Code and element of the open incidents."""
        return [(i.code, i.element_id) for i in self.state.incidents.values()]

    def of(self, kind: type[e.Event]) -> list[Any]:
        """The events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def assert_done(self, status: str = "completed") -> None:
        """The instance has ended and nothing of it is left."""
        state = self.state
        assert state.status == status
        left = (
            state.activations, state.tasks, state.timers, state.subscriptions, state.conditions,
            state.jobs, state.calls, state.loops, state.incidents,
        )  # fmt: skip
        assert not any(left)


Process = Callable[..., Case]


@pytest.fixture
def process() -> Process:
    """Make a case from terse BPMN: `process(body, "s a e", roots=…, env=…, s_a="=x")`."""

    def make(body: str, *chains: str, env: Env | None = None, **options: str) -> Case:
        return Case(graph_of(definitions(body, *chains, **options)), env)

    return make
