"""Send task: publishes its message, or asks for work that sends it (BPMN 2.0.2, 10.3.3).

| event | then |
|---|---|
| it is entered, without a task definition | the message leaves; the task completes |
| it is entered, with one | like a service task |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.tasks.work import WorkSpec, parse_work, request
from cauce.engine.elements.triggers.base import Trigger
from cauce.engine.elements.triggers.message import MESSAGE, MessageSpec
from cauce.engine.elements.triggers.message import parse as parse_message
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class SendSpec:
    """Either the work that sends, or the message that the engine publishes."""

    work: WorkSpec | None
    definition: MessageSpec | None
    trigger: Trigger = MESSAGE


def parse(source: Source) -> SendSpec:
    """Read the task definition, else the message."""
    work = parse_work(source)
    if work is not None:
        return SendSpec(work=work, definition=None)
    return SendSpec(work=None, definition=parse_message(source, source, "throw"))


def activate(run: Run, key: int, node: Node) -> None:
    """Send."""
    spec: SendSpec = node.spec
    if spec.work is not None:
        request(run, key, node, spec.work)
        return
    act = spec.trigger.throw
    assert act is not None
    act(run, key, node)(run, key)
    leave_activation(run, key, node)


ELEMENT = Element(
    kind="sendTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
)
