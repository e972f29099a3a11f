"""What files say of each other: forms, decisions and processes that are asked for by id."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cauce.bpmn.model import Model
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem


@dataclass(frozen=True, kw_only=True)
class Known:
    """The ids that are there: in the deployment or deployed before."""

    forms: Collection[str] = ()
    decisions: Collection[str] = ()
    processes: Collection[str] = ()


def check_together(models: Sequence[Model], known: Known) -> Iterator[Problem]:
    """Refuse processes given twice and forms that are nowhere; warn of what may come later."""
    defined: set[str] = set()
    for model in models:
        for graph in model.processes:
            if graph.id in defined:
                yield _problem(
                    model,
                    "DUPLICATE_PROCESS",
                    f"expected each process once in a deployment, came «{graph.id}» again"
                    "; rename or remove one",
                    graph.root.id,
                    graph.root.line,
                )
            defined.add(graph.id)
    processes = {*known.processes, *defined}
    for model in models:
        yield from _forms(model, known.forms)
        for graph in model.processes:
            yield from _uses(model, graph, known.decisions, processes)


def _forms(model: Model, known: Collection[str]) -> Iterator[Problem]:
    for use in model.forms:
        if use.form not in known:
            yield _problem(
                model,
                "FORM_MISSING",
                f"expected the form «{use.form}» in the deployment or deployed before, came none"
                "; add its file or correct formId",
                use.element_id,
                use.line,
            )


def _uses(
    model: Model, graph: Graph, decisions: Collection[str], processes: Collection[str]
) -> Iterator[Problem]:
    for node in graph.nodes:
        for decision in _decisions(node):
            if decision not in decisions:
                yield _problem(
                    model,
                    "DECISION_ABSENT",
                    f"expected the decision «{decision}» in the deployment or deployed before, "
                    "came none; deploy its DMN file before the process gets there",
                    node.id,
                    node.line,
                    severity="warning",
                )
        called = node.spec.process if node.kind == "callActivity" and node.spec else None
        if isinstance(called, str) and called not in processes:
            yield _problem(
                model,
                "CALLED_PROCESS_ABSENT",
                f"expected the process «{called}» in the deployment or deployed before, came none"
                "; deploy it before the process gets there",
                node.id,
                node.line,
                severity="warning",
            )


def _decisions(node: Node) -> Iterator[str]:
    if node.kind == "businessRuleTask" and isinstance(node.spec.decision, str):
        yield node.spec.decision
    if node.deadline is not None:
        yield node.deadline.decision


def _problem(
    model: Model, code: str, message: str, element_id: str, line: int, *, severity: str = "error"
) -> Problem:
    return Problem(
        code=code,
        message=message,
        element_id=element_id,
        line=line,
        file=model.file,
        severity=severity,
    )
