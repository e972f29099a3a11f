"""BPMN's execution semantics as a pure function: no clock, no randomness, no I/O.

`step(graph, state, command, env)` decides what a command causes and evolves the state with the
events it gives; `evolve` alone changes a state; replaying an instance's events gives its state.
"""

from __future__ import annotations

from cauce.engine.decide import decide
from cauce.engine.env import Decided, Env, HandlerCall
from cauce.engine.evolve import evolve
from cauce.engine.graph import Flow, Graph, Node
from cauce.engine.problems import BpmnError, DeploymentError, Problem, Refused, Rejection
from cauce.engine.replay import replay
from cauce.engine.state import State
from cauce.engine.step import step

__all__ = [
    "BpmnError",
    "Decided",
    "DeploymentError",
    "Env",
    "Flow",
    "Graph",
    "HandlerCall",
    "Node",
    "Problem",
    "Refused",
    "Rejection",
    "State",
    "decide",
    "evolve",
    "replay",
    "step",
]
