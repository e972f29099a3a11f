"""Random well-formed processes: blocks in sequence, nested in one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count, pairwise

from hypothesis import strategies as st

KINDS = (
    "user", "script", "exclusive", "parallel", "inclusive", "loop", "sub", "many", "timed",
    "event", "signalled", "sequential",
)  # fmt: skip


@dataclass
class Drawing:
    """The parts of a process as they are drawn: elements and chains of flows, by scope."""

    names: count[int] = field(default_factory=count)
    conditions: dict[str, str] = field(default_factory=dict)

    def name(self, prefix: str) -> str:
        return f"{prefix}{next(self.names)}"


@dataclass
class Block:
    """A part with one way in and one way out."""

    first: str
    last: str
    xml: str
    chains: list[str]


def flow_xml(chains: list[str], conditions: dict[str, str]) -> str:
    found = []
    for chain in chains:
        ids = chain.split()
        for source, target in pairwise(ids):
            text = conditions.get(f"{source}_{target}", "")
            inner = f"<conditionExpression>{text}</conditionExpression>" if text else ""
            found.append(
                f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
                f"{inner}</sequenceFlow>"
            )
    return "".join(found)


def _timer(name: str, host: str, interrupting: str) -> str:
    return (
        f'<boundaryEvent id="{name}" attachedToRef="{host}" cancelActivity="{interrupting}">'
        "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
        "</boundaryEvent>"
    )


def leaf(d: Drawing, kind: str) -> Block:
    if kind == "script":
        name = d.name("x")
        xml = f'<scriptTask id="{name}" scriptFormat="feel"><script>{{n: 1}}</script></scriptTask>'
    elif kind in {"many", "sequential"}:
        name = d.name("m")
        sequential = "true" if kind == "sequential" else "false"
        xml = (
            f'<userTask id="{name}"><multiInstanceLoopCharacteristics isSequential="{sequential}">'
            "<loopCardinality>3</loopCardinality><completionCondition>c</completionCondition>"
            "</multiInstanceLoopCharacteristics></userTask>"
        )
    else:
        name = d.name("u")
        xml = f'<userTask id="{name}"/>'
    return Block(name, name, xml, [])


def split(d: Drawing, kind: str, parts: list[Block]) -> Block:
    fork, join = d.name("f"), d.name("j")
    tag = f"{kind}Gateway"
    default = f' default="{fork}_{parts[0].first}"' if kind != "parallel" else ""
    xml = f'<{tag} id="{fork}"{default}/><{tag} id="{join}"/>'
    chains = []
    for index, part in enumerate(parts):
        chains += [f"{fork} {part.first}", f"{part.last} {join}", *part.chains]
        xml += part.xml
        if kind != "parallel" and index:
            d.conditions[f"{fork}_{part.first}"] = "a" if index == 1 else "b"
    return Block(fork, join, xml, chains)


def asked(d: Drawing, part: Block) -> Block:
    """Put a user task first, so that a loop around it never turns by itself."""
    task = leaf(d, "user")
    chains = [f"{task.last} {part.first}", *part.chains]
    return Block(task.first, part.last, task.xml + part.xml, chains)


def loop(d: Drawing, part: Block) -> Block:
    merge, gate = d.name("g"), d.name("g")
    out = d.name("t")
    xml = (
        f'<exclusiveGateway id="{merge}"/><exclusiveGateway id="{gate}" default="{gate}_{out}"/>'
        f'<task id="{out}"/>{part.xml}'
    )
    d.conditions[f"{gate}_{merge}"] = "a"
    chains = [f"{merge} {part.first}", f"{part.last} {gate} {out}", f"{gate} {merge}"]
    return Block(merge, out, xml, [*chains, *part.chains])


def sub(d: Drawing, part: Block, kind: str) -> Block:
    name, start, end = d.name("s"), d.name("i"), d.name("o")
    throws = '<signalEventDefinition signalRef="S"/>' if kind == "signalled" else ""
    inner = flow_xml([f"{start} {part.first}", f"{part.last} {end}", *part.chains], d.conditions)
    xml = (
        f'<subProcess id="{name}"><startEvent id="{start}"/>{part.xml}'
        f'<endEvent id="{end}">{throws}</endEvent>{inner}</subProcess>'
    )
    if kind == "sub":
        return Block(name, name, xml, [])
    edge, join = d.name("b"), d.name("g")
    if kind == "timed":
        xml += _timer(edge, name, "true")
    else:
        xml += (
            f'<boundaryEvent id="{edge}" attachedToRef="{name}">'
            '<signalEventDefinition signalRef="S"/></boundaryEvent>'
        )
    xml += f'<exclusiveGateway id="{join}"/>'
    return Block(name, join, xml, [f"{name} {join}", f"{edge} {join}"])


def event(d: Drawing, parts: list[Block]) -> Block:
    gate, message, timer, join = d.name("g"), d.name("c"), d.name("c"), d.name("g")
    xml = (
        f'<eventBasedGateway id="{gate}"/><exclusiveGateway id="{join}"/>'
        f'<intermediateCatchEvent id="{message}"><messageEventDefinition messageRef="M"/>'
        f'</intermediateCatchEvent><intermediateCatchEvent id="{timer}"><timerEventDefinition>'
        "<timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
        f"{parts[0].xml}{parts[1].xml}"
    )
    chains = [
        f"{gate} {message} {parts[0].first}", f"{gate} {timer} {parts[1].first}",
        f"{parts[0].last} {join}", f"{parts[1].last} {join}",
        *parts[0].chains, *parts[1].chains,
    ]  # fmt: skip
    return Block(gate, join, xml, chains)


@st.composite
def blocks(draw: st.DrawFn, d: Drawing, depth: int) -> Block:
    kinds = KINDS if depth else ("user", "script", "many", "sequential")
    kind = draw(st.sampled_from(kinds))
    if kind in {"user", "script", "many", "sequential"}:
        return leaf(d, kind)
    if kind in {"loop", "sub", "timed", "signalled"}:
        inner = draw(sequences(d, depth - 1))
        return loop(d, asked(d, inner)) if kind == "loop" else sub(d, inner, kind)
    parts = [draw(sequences(d, depth - 1)) for _ in range(2 if kind == "event" else 3)]
    return event(d, parts) if kind == "event" else split(d, kind, parts)


@st.composite
def sequences(draw: st.DrawFn, d: Drawing, depth: int) -> Block:
    parts = [draw(blocks(d, depth)) for _ in range(draw(st.integers(1, 2)))]
    chains = [chain for part in parts for chain in part.chains]
    chains += [f"{a.last} {b.first}" for a, b in pairwise(parts)]
    return Block(parts[0].first, parts[-1].last, "".join(p.xml for p in parts), chains)


@st.composite
def processes(draw: st.DrawFn) -> bytes:
    """Draw a process `p` as BPMN; its conditions read the booleans a, b and c."""
    d = Drawing()
    block = draw(sequences(d, draw(st.integers(1, 3))))
    flows = flow_xml([f"start {block.first}", f"{block.last} end", *block.chains], d.conditions)
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
        '<message id="M" name="m"/><signal id="S" name="s"/>'
        f'<process id="p" isExecutable="true"><startEvent id="start"/>{block.xml}'
        f'<endEvent id="end"/>{flows}</process></definitions>'
    ).encode()
