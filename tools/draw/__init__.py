"""Draw BPMN collaborations from plain data.

A person describes participants, lanes, nodes on a grid and the flows between
them; the library lays everything out, routes the edges and writes BPMN 2.0 XML
with complete diagram interchange. The same description always gives the same
bytes.

    from tools.draw import Body, Diagram, Lane, Pool, Process, chain, ends, starts, task, to_xml

    diagram = Diagram(
        id="ventas",
        pools=(
            Pool(
                id="pool_ventas",
                name="Ventas",
                process=Process(
                    id="ventas_proceso",
                    name="Ventas",
                    lanes=(
                        Lane(id="lane_ventas", name="Ejecutivo", nodes=(
                            starts("inicio", "Inicio", (0, 0)),
                            task("userTask", "llamar", "Llamar al cliente", (1, 0)),
                            ends("fin", "Fin", (2, 0)),
                        )),
                    ),
                    flows=chain("inicio", "llamar", "fin"),
                ),
            ),
        ),
    )
    Path("ventas.bpmn").write_bytes(to_xml(diagram))

`docs/how-to/draw-a-process.md` walks through the whole vocabulary.
"""

from tools.draw.model import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    RED,
    YELLOW,
    Annotation,
    Body,
    Color,
    DataObject,
    Diagram,
    Ext,
    Flow,
    Group,
    Lane,
    Loop,
    MessageFlow,
    Node,
    Pool,
    Process,
    Root,
    Trigger,
)
from tools.draw.nodes import (
    boundary,
    catch,
    chain,
    ends,
    event_gateway,
    event_sub_process,
    ext,
    flow,
    parallel,
    starts,
    sub_process,
    task,
    throws,
    xor,
)
from tools.draw.triggers import (
    condition,
    error,
    escalation,
    link,
    message,
    signal,
    terminate,
    timer,
)
from tools.draw.xml import to_xml

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "RED",
    "YELLOW",
    "Annotation",
    "Body",
    "Color",
    "DataObject",
    "Diagram",
    "Ext",
    "Flow",
    "Group",
    "Lane",
    "Loop",
    "MessageFlow",
    "Node",
    "Pool",
    "Process",
    "Root",
    "Trigger",
    "boundary",
    "catch",
    "chain",
    "condition",
    "ends",
    "error",
    "escalation",
    "event_gateway",
    "event_sub_process",
    "ext",
    "flow",
    "link",
    "message",
    "parallel",
    "signal",
    "starts",
    "sub_process",
    "task",
    "terminate",
    "throws",
    "timer",
    "to_xml",
    "xor",
]
