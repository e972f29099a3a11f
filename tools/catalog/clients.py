"""What the drawings of packages about a client share: steps and messages that carry its key."""

from __future__ import annotations

from collections.abc import Mapping

from tools.draw import Ext, Node, Root, ext, message, task, throws
from tools.draw.model import Cell

CLIENT = {"cliente_id": "=cliente_id"}
"""The mapping that every throw and every handler carries."""


def mapping(
    inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None
) -> Ext:
    """Input and output mappings: target → source."""
    pairs = [("zeebe:input", inputs or {}), ("zeebe:output", outputs or {})]
    return ext(
        "zeebe:ioMapping",
        *(
            ext(tag, source=source, target=target)
            for tag, targets in pairs
            for target, source in targets.items()
        ),
    )


def step(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    handler: str,
    inputs: Mapping[str, str] | None = None,
    *,
    outputs: Mapping[str, str] | None = None,
    kind: str = "serviceTask",
    doc: str = "",
) -> Node:
    """A step of the system: it asks a handler, or leaves a job, with the client and `inputs`."""
    return task(
        kind,
        id,
        name,
        at,
        ext("zeebe:taskDefinition", type=handler),
        mapping({**CLIENT, **(inputs or {})}, outputs),
        doc=doc,
    )


def noted(
    id: str,  # noqa: A002 - BPMN's own word
    name: str,
    at: Cell,
    handler: str,
    inputs: Mapping[str, str] | None = None,
    *,
    doc: str = "",
) -> Node:
    """A throw event that a handler answers: a fact told on the way."""
    return throws(
        id,
        name,
        at,
        message(""),
        ext("zeebe:taskDefinition", type=handler),
        mapping({**CLIENT, **(inputs or {})}),
        doc=doc,
    )


def keyed(name: str, key: str = "=cliente_id") -> Root:
    """A message that is told apart by a key."""
    return Root(kind="message", name=name, ext=(ext("zeebe:subscription", correlationKey=key),))
