"""Script task: evaluates FEEL (BPMN 2.0.2, 10.3.3).

| event | then |
|---|---|
| it is entered | the value goes to the result variable, a context into the variables |
| it gives no such value | incident EXPRESSION_FAILED; trying again evaluates anew |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.tasks.work import WorkSpec, parse_work, request
from cauce.engine.expressions import evaluate, failure
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source
from cauce.feel import Expression


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptSpec:
    """A FEEL text and where its value goes; or work that does the script's job."""

    expression: Expression | None
    result: str | None = None
    work: WorkSpec | None = None


def parse(source: Source) -> ScriptSpec:
    """Read `zeebe:script`, else a `bpmn:script` whose format is FEEL."""
    script = source.extension("script")
    if script is not None:
        text = script.attribute("expression") or ""
        return ScriptSpec(
            expression=source.expression(text, "script"), result=script.attribute("resultVariable")
        )
    work = parse_work(source)
    if work is not None:
        return ScriptSpec(expression=None, work=work)
    body = source.child("script")
    language = (source.attribute("scriptFormat") or "").lower()
    if language not in {"feel", "application/feel", "text/feel"} or body is None:
        source.problem(
            "SCRIPT_LANGUAGE",
            f'Expected scriptFormat="feel" with a script, came «{language or "none"}». Write the '
            "script in FEEL, or use a service task.",
        )
        return ScriptSpec(expression=None)
    return ScriptSpec(
        expression=source.expression(body.text, "script"),
        result=source.setting("resultVariable"),
    )


def activate(run: Run, key: int, node: Node) -> None:
    """Evaluate."""
    spec: ScriptSpec = node.spec
    if spec.work is not None:
        request(run, key, node, spec.work)
        return
    assert spec.expression is not None
    names = run.names(key)
    value = evaluate(run, spec.expression, names)
    if spec.result is not None:
        run.results(key, node, {spec.result: value})
    elif isinstance(value, dict):
        run.results(key, node, value)
    else:
        raise failure(
            run, spec.expression, names, "a context, as there is no result variable,", value
        )
    leave_activation(run, key, node)


ELEMENT = Element(
    kind="scriptTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
)
