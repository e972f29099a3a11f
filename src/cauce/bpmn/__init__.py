"""BPMN 2.0 XML into graphs that the engine runs, with what is wrong by element and line."""

from cauce.bpmn.deployment import Deployment, assemble, inspect
from cauce.bpmn.lanes import Lane
from cauce.bpmn.load import load
from cauce.bpmn.model import Drawing, FormUse, MessageFlow, Model, Participant

__all__ = [
    "Deployment",
    "Drawing",
    "FormUse",
    "Lane",
    "MessageFlow",
    "Model",
    "Participant",
    "assemble",
    "inspect",
    "load",
]
