"""Which `zeebe:` and `cauce:` extensions mean something on which element.

Anything else in these namespaces would change the execution elsewhere and do nothing here.
"""

from __future__ import annotations

TASKS = (
    "task",
    "manualTask",
    "userTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "businessRuleTask",
    "scriptTask",
)
SCOPES = ("subProcess", "adHocSubProcess", "transaction")
ACTIVITIES = (*TASKS, *SCOPES, "callActivity")
CATCHES = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
THROWS = ("intermediateThrowEvent", "endEvent")
EVENTS = (*CATCHES, *THROWS)
WORK = ("serviceTask", "sendTask", "businessRuleTask", "scriptTask", *THROWS)
ANYWHERE: tuple[str, ...] = ()
"""An empty tuple: allowed on every element, since it is only carried along."""

ZEEBE_ELEMENTS: dict[str, tuple[str, ...]] = {
    "userTask": ("userTask",),
    "assignmentDefinition": ("userTask",),
    "formDefinition": ("userTask", "startEvent"),
    "taskSchedule": ("userTask",),
    "priorityDefinition": ("userTask",),
    "taskDefinition": WORK,
    "taskHeaders": WORK,
    "calledDecision": ("businessRuleTask",),
    "calledElement": ("callActivity",),
    "script": ("scriptTask",),
    "ioMapping": (*ACTIVITIES, *EVENTS),
    "loopCharacteristics": ("multiInstanceLoopCharacteristics",),
    "subscription": ("message",),
    "adHoc": ("adHocSubProcess",),
    "versionTag": ("process",),
    "properties": ANYWHERE,
}
"""The extension elements, and the tags they may stand on."""

ZEEBE_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "userTask": (),
    "assignmentDefinition": ("assignee", "candidateGroups", "candidateUsers"),
    "formDefinition": ("formId", "formKey", "externalReference", "bindingType", "versionTag"),
    "taskSchedule": ("dueDate", "followUpDate"),
    "priorityDefinition": ("priority",),
    "taskDefinition": ("type", "retries"),
    "taskHeaders": (),
    "header": ("key", "value"),
    "calledDecision": ("decisionId", "resultVariable", "bindingType", "versionTag"),
    "calledElement": (
        "processId",
        "propagateAllChildVariables",
        "propagateAllParentVariables",
        "bindingType",
        "versionTag",
    ),
    "script": ("expression", "resultVariable"),
    "ioMapping": (),
    "input": ("source", "target"),
    "output": ("source", "target"),
    "loopCharacteristics": (
        "inputCollection",
        "inputElement",
        "outputCollection",
        "outputElement",
    ),
    "subscription": ("correlationKey",),
    "adHoc": ("activeElementsCollection", "outputCollection", "outputElement"),
    "versionTag": ("value",),
    "properties": (),
    "property": ("id", "name", "value"),
}
"""The attributes of the extension elements and of what stands inside them."""

ZEEBE_CHILDREN: dict[str, tuple[str, ...]] = {
    "taskHeaders": ("header",),
    "ioMapping": ("input", "output"),
    "properties": ("property",),
}
"""What stands inside an extension element; nothing in those that are missing here."""

ZEEBE_TEMPLATES = ("modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon")
"""The `zeebe:` attributes of elements: which template an editor filled them in from."""

CAUCE_ELEMENTS: dict[str, tuple[str, ...]] = {
    "deadline": ("userTask", "receiveTask", "intermediateCatchEvent"),
}

CAUCE_BOOLEANS = ("newCase", "workingTime", "eachInstance")
"""The `cauce:` attributes that are `true` or `false`."""

THROWERS = ("sendTask", *THROWS)
CAUCE_SETTINGS: dict[str, tuple[str, ...]] = {
    "correlationKey": (*THROWERS, *CATCHES, "receiveTask"),
    "timeToLive": THROWERS,
    "newCase": THROWERS,
    "condition": ("startEvent",),
    "workingTime": CATCHES,
    "eachInstance": ("boundaryEvent",),
    "actorVariable": ("userTask",),
    "fourEyes": ("userTask",),
    "waitsForClient": ("userTask",),
    "document": ("userTask",),
    "button": ("userTask",),
    "title": ("userTask",),
    "resultVariable": ("scriptTask",),
}
"""The `cauce:` attributes (of the element or its event definition), and the tags they work on."""
