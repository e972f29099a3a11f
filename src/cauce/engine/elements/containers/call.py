"""Call activity: runs another process as an instance of its own (BPMN 2.0.2, 10.3.6, 13.3.5).

| event | then |
|---|---|
| it is entered | an instance of the called process is asked for, with the caller's variables |
| the called instance completes | its variables are taken over; the activity completes |
| it fails, or lets an escalation out | error and escalation events catch it here |
| the activity is interrupted | the called instance is withdrawn |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine import events as e
from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.expressions import failure, value_of
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source


@dataclass(frozen=True, kw_only=True, slots=True)
class CallSpec:
    """The process that is called, and which variables go along."""

    process: Dynamic
    all_in: bool = True
    all_out: bool = True


def parse(source: Source) -> CallSpec | None:
    """Read `zeebe:calledElement`, else BPMN's `calledElement`."""
    called = source.extension("calledElement")
    text = called.attribute("processId") if called is not None else None
    text = text or source.attribute("calledElement")
    if text is None:
        source.problem(
            "CALLED_PROCESS_UNNAMED",
            "A call activity needs calledElement, or zeebe:calledElement with processId.",
        )
        return None
    if called is None:
        return CallSpec(process=source.dynamic(text.rsplit(":", 1)[-1], "calledElement"))
    return CallSpec(
        process=source.dynamic(text, "calledElement"),
        all_in=called.flag("propagateAllParentVariables", default=True),
        all_out=called.flag("propagateAllChildVariables", default=True),
    )


def activate(run: Run, key: int, node: Node) -> None:
    """Ask for the instance."""
    spec: CallSpec = node.spec
    names = run.names(key)
    process = value_of(run, spec.process, names)
    if not isinstance(process, str) or not process:
        raise failure(run, spec.process, names, "the id of the called process", process)
    variables = names.all() if spec.all_in else dict(run.state.activations[key].variables or {})
    run.emit(e.ProcessCalled(key, node.index, process, variables))


ELEMENT = Element(
    kind="callActivity",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
)
