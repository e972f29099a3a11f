"""A step: decide what a command causes, evolve, and go on until every token rests."""

from __future__ import annotations

from cauce.engine.commands import Command
from cauce.engine.deciders.table import DECIDERS
from cauce.engine.env import Env
from cauce.engine.events import Event
from cauce.engine.graph import Graph
from cauce.engine.problems import Rejection
from cauce.engine.run import Run, StepTooLongError
from cauce.engine.settle import settle
from cauce.engine.state import State

STEP_LIMIT = "STEP_LIMIT"


def step(graph: Graph, state: State, command: Command, env: Env) -> list[Event] | Rejection:
    """Carry out a command on an instance; give its events, in order, already applied to `state`.

    A `Rejection` has changed nothing, but for the code STEP_LIMIT: more activations than
    `env.activation_limit` were needed, its events are void and `state` is spent. The caller
    takes the state anew (from the store, or by replay) and keeps the command with
    `cauce.engine.limits.keep`.
    """
    run = Run(graph, state, env)
    try:
        rejection = DECIDERS[type(command)](run, command)
        if rejection is not None:
            return rejection
        settle(run)
    except StepTooLongError:
        return Rejection(
            code=STEP_LIMIT,
            message=f"The step needs more than {env.activation_limit} activations, so the process "
            "probably runs in a circle. Correct the data or the definition, then try again.",
        )
    return run.events
