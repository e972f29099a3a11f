"""What a command would cause, without causing it."""

from __future__ import annotations

from copy import deepcopy

from cauce.engine.commands import Command
from cauce.engine.env import Env
from cauce.engine.events import Event
from cauce.engine.graph import Graph
from cauce.engine.problems import Rejection
from cauce.engine.state import State
from cauce.engine.step import step


def decide(graph: Graph, state: State, command: Command, env: Env) -> list[Event] | Rejection:
    """Give the events that `step` would give, or its refusal; `state` stays as it is."""
    return step(graph, deepcopy(state), command, env)
