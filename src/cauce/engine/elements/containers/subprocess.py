"""Embedded and event sub-process: a scope of its own (BPMN 2.0.2, 10.3.5, 13.3.4, 13.5.4).

| event | then |
|---|---|
| a token arrives | the sub-process opens, its event sub-processes listen, its inside begins |
| nothing inside is left | it completes; tokens leave |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.containers.scope import begin_scope
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class SubprocessSpec:
    """Whether an event begins it."""

    triggered_by_event: bool = False


def parse(source: Source) -> SubprocessSpec:
    """Read `triggeredByEvent`."""
    return SubprocessSpec(triggered_by_event=source.flag("triggeredByEvent"))


def activate(run: Run, key: int, node: Node) -> None:
    """Begin inside."""
    begin_scope(run, key, node, node.starts)


ELEMENT = Element(
    kind="subProcess",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
    is_scope=True,
)
