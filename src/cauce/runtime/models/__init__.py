"""The tables of the runtime, by topic. Every one carries its organisation."""

from cauce.runtime.models.cases import Case, CaseSeries, Instance
from cauce.runtime.models.definitions import Artifact, DeployedFile, Deployment, StartTimer
from cauce.runtime.models.journal import JournalEntry
from cauce.runtime.models.messages import Delivery, IdempotencyKey, KeptMessage, Subscription
from cauce.runtime.models.organisation import Organisation
from cauce.runtime.models.work import Incident, Job, RoleSet, Task

__all__ = [
    "Artifact",
    "Case",
    "CaseSeries",
    "Delivery",
    "DeployedFile",
    "Deployment",
    "IdempotencyKey",
    "Incident",
    "Instance",
    "Job",
    "JournalEntry",
    "KeptMessage",
    "Organisation",
    "RoleSet",
    "StartTimer",
    "Subscription",
    "Task",
]
