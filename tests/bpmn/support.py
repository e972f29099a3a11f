"""Small BPMN texts, written tersely: `process(start("s"), task("t"), end("e"), path("s t e"))`."""

from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from cauce.bpmn import Model, load
from cauce.engine.graph import Graph

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:cauce="https://cauce.dev/schema/bpmn/1.0"'
)


def xml(tag: str, *inner: str, **attributes: str) -> str:
    """Write an element; `cauce_condition` is the attribute `cauce:condition`."""
    shown = "".join(
        f" {name.replace('_', ':', 1)}={quoteattr(value)}" for name, value in attributes.items()
    )
    return f"<{tag}{shown}>{''.join(inner)}</{tag}>"


def text(tag: str, value: str, **attributes: str) -> str:
    return xml(tag, escape(value), **attributes)


def extended(*inner: str) -> str:
    return xml("extensionElements", *inner)


def start(name: str, *inner: str, **attributes: str) -> str:
    return xml("startEvent", *inner, id=name, **attributes)


def end(name: str, *inner: str, **attributes: str) -> str:
    return xml("endEvent", *inner, id=name, **attributes)


def task(name: str, *inner: str, **attributes: str) -> str:
    return xml("task", *inner, id=name, **attributes)


def flow(source: str, target: str, condition: str | None = None, **attributes: str) -> str:
    """Write a sequence flow with the id `source_target`."""
    inner = [] if condition is None else [text("conditionExpression", condition)]
    given = {"id": f"{source}_{target}", "sourceRef": source, "targetRef": target}
    return xml("sequenceFlow", *inner, **(given | attributes))


def path(ids: str) -> str:
    """Write the flows that lead through nodes, given as `a b c`."""
    names = ids.split()
    return "".join(flow(source, target) for source, target in pairwise(names))


def process(*inner: str, **attributes: str) -> str:
    """Write an executable process `p`, unless the attributes say otherwise."""
    return xml("process", *inner, **({"id": "p", "isExecutable": "true"} | attributes))


def definitions(*inner: str, attributes: str = "") -> bytes:
    return f"<definitions {NAMESPACES} {attributes}>{''.join(inner)}</definitions>".encode()


def load_all(*inner: str) -> Model:
    """Load a file with these root elements."""
    return load(definitions(*inner), file="f.bpmn")


def load_process(*inner: str, roots: str = "") -> Model:
    """Load a file with one executable process."""
    return load_all(roots, process(*inner))


def graph_of(*inner: str, roots: str = "") -> Graph:
    """Build the graph of a process that must be without any finding."""
    model = load_process(*inner, roots=roots)
    assert model.problems == ()
    return model.processes[0]


def found(model: Model) -> list[tuple[str, str | None]]:
    """Give code and element of each finding that is an error."""
    return [(problem.code, problem.element_id) for problem in model.problems if problem.is_error]


def warned(model: Model) -> list[tuple[str, str | None]]:
    """Give code and element of each finding that is a warning."""
    return [
        (problem.code, problem.element_id) for problem in model.problems if not problem.is_error
    ]


def straight(*middle: str, ids: str = "t", roots: str = "") -> Model:
    """Load start → the given nodes (ids in order) → end."""
    return load_process(start("s"), *middle, end("e"), path(f"s {ids} e"), roots=roots)
