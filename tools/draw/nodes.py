"""Short constructors for the nodes and flows that drawings are full of."""

from itertools import pairwise
from typing import Any

from tools.draw.model import Body, Cell, Ext, Flow, Node, Trigger


def ext(tag: str, *children: Ext, text: str = "", **attrs: str) -> Ext:
    """An extension element: `ext("zeebe:taskDefinition", type="mail.send")`."""
    return Ext(tag=tag, attrs=attrs, children=children, text=text)


def task(kind: str, id: str, name: str, at: Cell, *exts: Ext, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """An activity; `kind` is `userTask`, `serviceTask`, `callActivity`, `scriptTask` …"""
    return Node(id=id, kind=kind, name=name, at=at, ext=exts, **more)


def starts(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    trigger: Trigger | None = None,
    *exts: Ext,
    **more: Any,
) -> Node:
    """A start event."""
    return Node(id=id, kind="startEvent", name=name, at=at, trigger=trigger, ext=exts, **more)


def ends(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    trigger: Trigger | None = None,
    *exts: Ext,
    **more: Any,
) -> Node:
    """An end event."""
    return Node(id=id, kind="endEvent", name=name, at=at, trigger=trigger, ext=exts, **more)


def catch(id: str, name: str, at: Cell, trigger: Trigger, *exts: Ext, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """An intermediate catch event."""
    return Node(
        id=id, kind="intermediateCatchEvent", name=name, at=at, trigger=trigger, ext=exts, **more
    )


def throws(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    trigger: Trigger | None = None,
    *exts: Ext,
    **more: Any,
) -> Node:
    """An intermediate throw event; without trigger a none event (a milestone)."""
    return Node(
        id=id, kind="intermediateThrowEvent", name=name, at=at, trigger=trigger, ext=exts, **more
    )


def boundary(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    host: str,
    trigger: Trigger,
    *exts: Ext,
    interrupting: bool = True,
    attrs: dict[str, str] | None = None,
    **more: Any,
) -> Node:
    """A boundary event on `host`; those of one host stand side by side on its lower edge."""
    kept = dict(attrs or {})
    if not interrupting:
        kept["cancelActivity"] = "false"
    return Node(
        id=id,
        kind="boundaryEvent",
        name=name,
        host=host,
        trigger=trigger,
        ext=exts,
        attrs=kept,
        **more,
    )


def xor(id: str, name: str, at: Cell, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """An exclusive gateway."""
    return Node(id=id, kind="exclusiveGateway", name=name, at=at, **more)


def parallel(id: str, name: str, at: Cell, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """A parallel gateway."""
    return Node(id=id, kind="parallelGateway", name=name, at=at, **more)


def event_gateway(id: str, name: str, at: Cell, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """An event-based gateway."""
    return Node(id=id, kind="eventBasedGateway", name=name, at=at, **more)


def sub_process(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    inner: Body,
    *exts: Ext,
    **more: Any,
) -> Node:
    """An embedded sub-process: a box that opens, or with `expanded=True` drawn in place."""
    return Node(id=id, kind="subProcess", name=name, at=at, inner=inner, ext=exts, **more)


def event_sub_process(id: str, name: str, at: Cell, inner: Body, **more: Any) -> Node:  # noqa: A002 - BPMN's own word
    """An event sub-process; its start event tells whether it interrupts (`isInterrupting`)."""
    attrs = {"triggeredByEvent": "true", **more.pop("attrs", {})}
    return Node(id=id, kind="subProcess", name=name, at=at, inner=inner, attrs=attrs, **more)


def flow(source: str, target: str, name: str = "", condition: str = "", **more: Any) -> Flow:
    """A sequence flow, with its label and FEEL condition."""
    return Flow(source=source, target=target, name=name, condition=condition, **more)


def chain(*ids: str) -> tuple[Flow, ...]:
    """Flows from each node to the next."""
    return tuple(Flow(source=a, target=b) for a, b in pairwise(ids))
