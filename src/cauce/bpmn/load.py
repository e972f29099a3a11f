"""Reading a BPMN 2.0 file."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.bpmn.builder import build
from cauce.bpmn.collaboration import message_flows, participants
from cauce.bpmn.document import Document
from cauce.bpmn.drawings import check_drawing
from cauce.bpmn.lanes import lanes_in
from cauce.bpmn.model import Drawing, FormUse, Model
from cauce.bpmn.namespaces import bpmn_children, is_bpmn, is_executed
from cauce.bpmn.parse import parse
from cauce.bpmn.reader import XmlSource, is_event_definition
from cauce.bpmn.strict.elements import check_element
from cauce.bpmn.strict.file import check_definitions
from cauce.engine.checks.reachable import UNREACHABLE
from cauce.engine.checks.table import check_graph
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem

REFERRED = ("message", "signal", "error", "escalation")
"""Elements beside the processes that the execution reads."""


def load(source: bytes, *, file: str | None = None) -> Model:
    """Read a BPMN 2.0 XML file into graphs that the engine runs.

    `file` is the name that problems carry. Never raises for what the file holds: whatever would
    not be executed faithfully is a problem with code, element, line and what to do.
    """
    root = parse(source, file=file)
    if isinstance(root, Problem):
        return Model(file=file, problems=(root,))
    document = Document(root, file=file)
    check_definitions(document)
    for element in bpmn_children(document.root):
        if is_bpmn(element, *REFERRED) or is_event_definition(element):
            check_element(document, element)
    graphs, drawings = _processes(document)
    pools = participants(document)
    flows = message_flows(document, pools)
    return Model(
        file=file,
        processes=graphs,
        drawings=drawings,
        participants=pools,
        message_flows=flows,
        lanes=tuple(
            (document.id_of(item), lanes_in(document, item))
            for item in bpmn_children(document.root, "process")
        ),
        messages=_names(document, "message"),
        signals=_names(document, "signal"),
        forms=tuple(_forms(document)),
        ids=frozenset(document.by_id),
        problems=(*document.findings.problems, *_checks(document, graphs)),
    )


def _processes(document: Document) -> tuple[tuple[Graph, ...], tuple[Drawing, ...]]:
    graphs, drawings = [], []
    for process in bpmn_children(document.root, "process"):
        view = XmlSource(document, process)
        if view.flag("isExecutable"):
            graphs.append(build(document, process))
        else:
            check_drawing(document, process)
            drawings.append(Drawing(id=view.id, name=view.name, line=view.line))
    if not graphs:
        document.findings.error(
            "NO_EXECUTABLE_PROCESS",
            'expected a process with isExecutable="true", came '
            f"{len(drawings) or 'no'} process(es) without; mark one as executable",
            document.root,
        )
    return tuple(graphs), tuple(drawings)


def _checks(document: Document, graphs: tuple[Graph, ...]) -> list[Problem]:
    findings = document.findings
    broken = frozenset(p.element_id for p in findings.problems if p.is_error and p.element_id)
    loose = frozenset(document.id_of(element) for element in document.loose)
    return [
        problem
        for graph in graphs
        for problem in check_graph(graph, findings.file, broken=broken)
        if problem.element_id not in loose and not (loose and problem.code == UNREACHABLE)
    ]


def _names(document: Document, tag: str) -> tuple[str, ...]:
    names = [document.name_of(element) for element in bpmn_children(document.root, tag)]
    return tuple(dict.fromkeys(names))


def _forms(document: Document) -> Iterator[FormUse]:
    for node in document.root.iter():
        if is_bpmn(node, "userTask", "startEvent") and is_executed(node):
            view = XmlSource(document, node)
            definition = view.extension("formDefinition")
            form = None if definition is None else definition.attribute("formId")
            if form is not None and not form.startswith("="):
                yield FormUse(form=form, element_id=view.id, line=view.line)
