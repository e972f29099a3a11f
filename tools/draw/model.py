"""What a drawing is made of: frozen values, no behaviour beyond look-ups.

Positions are grid cells `(column, row)`. Columns count through the whole pool,
rows start at 0 in every lane. A sub-process has a grid of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Cell = tuple[int, int]
Attrs = Mapping[str, str]


@dataclass(frozen=True)
class Color:
    """Fill and stroke of a shape, as `#RRGGBB`."""

    fill: str
    stroke: str


BLUE = Color("#BBDEFB", "#0D4372")
ORANGE = Color("#FFE0B2", "#6B3C00")
GREEN = Color("#C8E6C9", "#205022")
RED = Color("#FFCDD2", "#831311")
PURPLE = Color("#E1BEE7", "#5B176D")
YELLOW = Color("#FFF9C4", "#6B5900")
GREY = Color("#ECEFF1", "#37474F")


@dataclass(frozen=True, kw_only=True)
class Ext:
    """One XML element of any namespace, as data: `zeebe:taskDefinition`, `bpmn:script` …"""

    tag: str
    attrs: Attrs = field(default_factory=dict)
    children: tuple["Ext", ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """An event definition.

    `kind` is BPMN's prefix (`message`, `timer`, `signal`, `error`, `escalation`,
    `conditional`, `terminate`, `link`, `compensate`, `cancel`). `ref` names the
    root element it refers to, by name (message, signal) or code (error,
    escalation); `body` are child elements such as `bpmn:timeDuration`.
    """

    kind: str
    ref: str = ""
    name: str = ""
    body: tuple[Ext, ...] = ()
    ext: tuple[Ext, ...] = ()
    attrs: Attrs = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Loop:
    """Multi-instance (`parallel` or `sequential`) or `standard` loop characteristics."""

    kind: str = "parallel"
    attrs: Attrs = field(default_factory=dict)
    ext: tuple[Ext, ...] = ()
    body: tuple[Ext, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A sequence flow; `id` defaults to `source__target`."""

    source: str
    target: str
    name: str = ""
    condition: str = ""
    default: bool = False
    id: str = ""
    doc: str = ""

    @property
    def key(self) -> str:
        """The flow's id, given or derived from its ends."""
        return self.id or f"{self.source}__{self.target}"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A dashed frame around nodes, with its name as category value."""

    id: str
    name: str
    around: tuple[str, ...]
    color: Color | None = None


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """A text annotation in a cell of the grid, tied to `about` by an association."""

    id: str
    text: str
    at: Cell
    about: str = ""
    lane: str = ""


@dataclass(frozen=True, kw_only=True)
class DataObject:
    """A data object in a cell; `writers` fill it, `readers` take from it (node ids)."""

    id: str
    name: str
    at: Cell
    writers: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    lane: str = ""


@dataclass(frozen=True, kw_only=True)
class Node:
    """A flow node.

    `kind` is the BPMN element name (`userTask`, `exclusiveGateway` …). `attrs`
    are XML attributes, prefixed or not; `content` raw BPMN children that follow
    the common part (`bpmn:script`). A boundary event names its `host` and needs
    no cell. A sub-process carries its `inner` body and is drawn `expanded` or as
    a box that opens on a plane of its own; an expanded one that is `wide` begins
    in its column and reaches over those to its right, which stay as they are.
    """

    id: str
    kind: str
    name: str = ""
    at: Cell = (0, 0)
    trigger: Trigger | None = None
    host: str = ""
    attrs: Attrs = field(default_factory=dict)
    ext: tuple[Ext, ...] = ()
    content: tuple[Ext, ...] = ()
    doc: str = ""
    loop: Loop | None = None
    inner: "Body | None" = None
    expanded: bool = False
    wide: bool = False
    color: Color | None = None
    size: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Body:
    """What a process or sub-process contains."""

    nodes: tuple[Node, ...] = ()
    flows: tuple[Flow, ...] = ()
    groups: tuple[Group, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    data: tuple[DataObject, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A lane with its nodes; rows of its grid start at 0."""

    id: str
    name: str
    nodes: tuple[Node, ...] = ()
    doc: str = ""


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process: either lanes that hold nodes, or `nodes` without lanes."""

    id: str
    name: str
    lanes: tuple[Lane, ...] = ()
    nodes: tuple[Node, ...] = ()
    flows: tuple[Flow, ...] = ()
    groups: tuple[Group, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    data: tuple[DataObject, ...] = ()
    executable: bool = True
    doc: str = ""
    ext: tuple[Ext, ...] = ()
    attrs: Attrs = field(default_factory=dict)

    @property
    def body(self) -> Body:
        """All that the process contains, lanes flattened in order."""
        inside = tuple(node for lane in self.lanes for node in lane.nodes)
        return Body(
            nodes=inside + self.nodes,
            flows=self.flows,
            groups=self.groups,
            annotations=self.annotations,
            data=self.data,
        )


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A participant; without process a black box.

    Pools of one `column` stand one below the other, and columns side by side:
    the first pools of all columns share a row, and so on.
    """

    id: str
    name: str
    process: Process | None = None
    doc: str = ""
    color: Color | None = None
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class MessageFlow:
    """A message flow between two nodes, or pools, of different participants.

    Its ends may lie in collapsed sub-processes: it is then drawn between the
    shapes that show them in the overview.
    """

    source: str
    target: str
    name: str = ""
    id: str = ""
    message: str = ""

    @property
    def key(self) -> str:
        """The flow's id, given or derived from its ends."""
        return self.id or f"mf_{self.source}__{self.target}"


@dataclass(frozen=True, kw_only=True)
class Root:
    """Details of a message, signal, error or escalation; those without need no entry."""

    kind: str
    name: str
    code: str = ""
    id: str = ""
    ext: tuple[Ext, ...] = ()
    attrs: Attrs = field(default_factory=dict)
    doc: str = ""


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """A BPMN file: one collaboration with its participants, top to bottom.

    `groups` are frames around pools. With `aligned` the pools of a column share
    their grid's columns, so that message flows run straight; without it each
    pool has its own, as one with a large expanded sub-process needs.
    """

    id: str
    pools: tuple[Pool, ...]
    name: str = ""
    message_flows: tuple[MessageFlow, ...] = ()
    roots: tuple[Root, ...] = ()
    groups: tuple[Group, ...] = ()
    aligned: bool = True
    doc: str = ""

    def processes(self) -> Iterator[Process]:
        """The processes of the pools that have one."""
        for pool in self.pools:
            if pool.process:
                yield pool.process


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, those of sub-processes after their container."""
    for node in nodes:
        yield node
        if node.inner:
            yield from walk(node.inner.nodes)
