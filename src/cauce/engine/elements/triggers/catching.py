"""Who catches what is thrown outwards: the innermost event that names the code, or any.

At each level first the event sub-processes of the scope, then the boundary events of its
activity. A running event sub-process does not catch for the scope it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cauce.engine.graph import Graph, Node
    from cauce.engine.run import Run


def find_catcher(run: Run, key: int, kind: str, code: str) -> tuple[int, Node] | None:
    """Find the event that catches an error or escalation out of activation `key`.

    Gives the activation that owns the event (the scope of an event sub-process's start, the
    host of a boundary event) and the event's node.
    """
    activations = run.state.activations
    inner: Node | None = None
    while key:
        activation = activations[key]
        node = run.graph.nodes[activation.node]
        if not activation.body:
            # An error out of an event sub-process goes past its siblings to the boundary.
            starts = () if inner is not None and is_event_subprocess(inner) else node.event_starts
            found = _matching(run, starts, kind, code)
            if found is not None:
                return key, found
        found = _matching(run, boundaries(run.graph, node, body=activation.body), kind, code)
        if found is not None:
            return key, found
        inner = node
        key = activation.scope
    return None


def is_event_subprocess(node: Node) -> bool:
    """Tell whether a node is an event sub-process."""
    return node.kind == "subProcess" and node.spec.triggered_by_event


def boundaries(graph: Graph, node: Node, *, body: bool) -> tuple[int, ...]:
    """Give the boundary events of an activation: of a loop those of each instance, or its own."""
    if node.loop is None:
        return node.boundaries
    return tuple(
        index for index in node.boundaries if graph.nodes[index].spec.each_instance != body
    )


def _matching(run: Run, nodes: tuple[int, ...], kind: str, code: str) -> Node | None:
    candidates = [
        run.graph.nodes[index]
        for index in nodes
        if run.graph.nodes[index].spec.trigger.kind == kind
    ]
    for wanted in (code, ""):
        for node in candidates:
            if node.spec.definition == wanted:
                return node
    return None
