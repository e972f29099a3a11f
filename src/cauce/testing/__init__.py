"""The sandbox: processes run in memory, on a virtual clock, with no database."""

from cauce.engine.problems import BpmnError, DeploymentError, Refused
from cauce.testing.instance import Instance
from cauce.testing.outlook import Awaited, Entry
from cauce.testing.sandbox import Sandbox
from cauce.testing.views import (
    Call,
    Incident,
    Job,
    KeptMessage,
    Published,
    Step,
    Task,
    form_context,
)
from cauce.testing.world import NoRestError

__all__ = [
    "Awaited",
    "BpmnError",
    "Call",
    "DeploymentError",
    "Entry",
    "Incident",
    "Instance",
    "Job",
    "KeptMessage",
    "NoRestError",
    "Published",
    "Refused",
    "Sandbox",
    "Step",
    "Task",
    "form_context",
]
