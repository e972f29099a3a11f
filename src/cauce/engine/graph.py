"""A process as the engine runs it: nodes and flows with their parts resolved to indexes.

Built once per deployed version and shared by all its instances; nothing in it changes after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cauce.engine.problems import Problem
from cauce.engine.source import Dynamic, Source
from cauce.feel import Expression

if TYPE_CHECKING:
    from cauce.engine.elements.deadline import Deadline
    from cauce.engine.elements.loops.spec import Loop
    from cauce.engine.run import Run

ROOT = 0
"""The index of the node that stands for the process itself."""

NONE = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """A sequence flow. `source` and `target` are node indexes."""

    index: int
    id: str
    name: str
    source: int
    target: int
    condition: Expression | None
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapping:
    """An input or output mapping: the value of `source` goes to `target` (`a` or `a.b`)."""

    source: Dynamic
    target: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Association:
    """A data association: copies the variable `source` into the variable `target`."""

    source: str
    target: str


@dataclass(kw_only=True, slots=True, eq=False)
class Node:
    """A flow node, or the process itself (index 0, kind `process`).

    Node references are node indexes, flow references flow indexes; NONE (-1) where there is none.
    """

    index: int
    id: str
    name: str
    kind: str
    element: Element
    spec: Any
    parent: int
    line: int
    lane: str | None = None
    incoming: tuple[int, ...] = ()
    outgoing: tuple[int, ...] = ()
    default: int = NONE
    loop: Loop | None = None
    deadline: Deadline | None = None
    inputs: tuple[Mapping, ...] = ()
    outputs: tuple[Mapping, ...] = ()
    data_inputs: tuple[Association, ...] = ()
    data_outputs: tuple[Association, ...] = ()
    attached_to: int = NONE
    boundaries: tuple[int, ...] = ()
    children: tuple[int, ...] = ()
    """Of a scope: the flow nodes directly inside."""
    starts: tuple[int, ...] = ()
    """Of a scope: its start events, or, where it has none, the nodes that begin without one."""
    event_starts: tuple[int, ...] = ()
    """Of a scope: the start events of its event sub-processes."""
    declared: tuple[str, ...] = ()
    """Of a scope: the names of its data objects and properties."""
    properties: dict[str, str] = field(default_factory=dict)
    """`zeebe:properties`: carried as data."""


@dataclass(kw_only=True, slots=True, eq=False)
class Graph:
    """One executable process of a deployed version."""

    id: str
    name: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    executable: bool = True
    by_id: dict[str, Node] = field(default_factory=dict)
    cache: dict[object, Any] = field(default_factory=dict)
    """What checks and gateways derive from the graph once, such as reachability."""

    def __post_init__(self) -> None:
        """Index the nodes by id."""
        self.by_id = {node.id: node for node in self.nodes}

    @property
    def root(self) -> Node:
        """The node that stands for the process."""
        return self.nodes[ROOT]


def _parses_nothing(_source: Source) -> None:
    return None


def _finds_nothing(_graph: Graph, _node: Node) -> Iterable[Problem]:
    return ()


def _adds_nothing(_run: Run, _key: int, _node: Node) -> None:
    return None


def _cannot_fire(_run: Run, _owner: int, node: Node, _payload: dict[str, Any]) -> None:
    raise AssertionError(f"{node.kind} {node.id} waits for nothing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """What the engine knows of one kind of element: one literal per element file.

    `enter(run, node, scope, flow)` takes a token that arrives over `flow` (-1: none);
    `activate(run, key, node)` begins the work of an activation, and begins it again after an
    incident; `complete(run, key, node)` ends it, and tries again after an incident on the way
    out; `fire(run, owner, node, payload)` is what an awaited trigger does; `begun(run, key, node)`
    follows when an activity's boundary events listen. Each evaluates before it emits.
    """

    kind: str
    enter: Callable[[Run, Node, int, int], None]
    activate: Callable[[Run, int, Node], None]
    complete: Callable[[Run, int, Node], None]
    parse: Callable[[Source], Any] = _parses_nothing
    check: Callable[[Graph, Node], Iterable[Problem]] = _finds_nothing
    fire: Callable[[Run, int, Node, dict[str, Any]], None] = _cannot_fire
    begun: Callable[[Run, int, Node], None] = _adds_nothing
    begin: Callable[[Run, int, Node], None] | None = None
    """Begins an activation that is no activity, where that is more than `activate`."""
    is_activity: bool = False
    is_scope: bool = False
