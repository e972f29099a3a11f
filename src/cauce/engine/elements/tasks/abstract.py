"""Abstract and manual tasks: the engine knows of no work there, so a token passes (BPMN 13.3.3).

| event | then |
|---|---|
| it is entered | it completes |
"""

from __future__ import annotations

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.graph import Element

TASK = Element(
    kind="task",
    enter=enter,
    activate=leave_activation,
    complete=leave_activation,
    is_activity=True,
)
MANUAL = Element(
    kind="manualTask",
    enter=enter,
    activate=leave_activation,
    complete=leave_activation,
    is_activity=True,
)
