"""Business rule task: evaluates a decision (BPMN 2.0.2, 10.3.3; DMN 1.5).

| event | then |
|---|---|
| it is entered | the decision's latest version is evaluated; its value is taken over |
| there is no such decision, or it gives no value | incident; trying again decides anew |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.deadline import decide
from cauce.engine.elements.tasks.work import WorkSpec, parse_work, request
from cauce.engine.expressions import failure, value_of
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionSpec:
    """The decision and where its value goes; or work that decides."""

    decision: Dynamic | None
    result: str | None = None
    work: WorkSpec | None = None


def parse(source: Source) -> DecisionSpec:
    """Read `zeebe:calledDecision`, else a task definition."""
    called = source.extension("calledDecision")
    if called is None:
        work = parse_work(source)
        if work is None:
            source.problem(
                "IMPLEMENTATION_MISSING",
                "The businessRuleTask has no implementation: give it zeebe:calledDecision with "
                "decisionId and resultVariable.",
            )
        return DecisionSpec(decision=None, work=work)
    decision, result = called.attribute("decisionId"), called.attribute("resultVariable")
    if decision is None or result is None:
        source.problem(
            "DECISION_REFERENCE", "zeebe:calledDecision needs decisionId and resultVariable."
        )
        return DecisionSpec(decision=None)
    return DecisionSpec(decision=source.dynamic(decision, "decisionId"), result=result)


def activate(run: Run, key: int, node: Node) -> None:
    """Decide."""
    spec: DecisionSpec = node.spec
    if spec.work is not None:
        request(run, key, node, spec.work)
        return
    assert spec.decision is not None
    assert spec.result is not None
    names = run.names(key)
    decision = value_of(run, spec.decision, names)
    if not isinstance(decision, str):
        raise failure(run, spec.decision, names, "the id of a decision", decision)
    run.results(key, node, {spec.result: decide(run, node, decision, names)})
    leave_activation(run, key, node)


ELEMENT = Element(
    kind="businessRuleTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
)
