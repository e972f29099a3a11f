"""What can be asked about cases. Plain, frozen values; a fixed number of queries each."""

from __future__ import annotations

from cauce.runtime.selectors.client_names import clients
from cauce.runtime.selectors.inbox import OpenTask, open_tasks
from cauce.runtime.selectors.incidents import IncidentView, incidents
from cauce.runtime.selectors.instances import CaseView, InstanceView, OpenIncident, case
from cauce.runtime.selectors.listing import CasePage, CaseRow, cases
from cauce.runtime.selectors.one_task import TaskView, task

__all__ = [
    "CasePage",
    "CaseRow",
    "CaseView",
    "IncidentView",
    "InstanceView",
    "OpenIncident",
    "OpenTask",
    "TaskView",
    "case",
    "cases",
    "clients",
    "incidents",
    "open_tasks",
    "task",
]
