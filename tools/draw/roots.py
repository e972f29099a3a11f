"""Messages, signals, errors and escalations: collected from where they are used."""

import re

from lxml import etree

from tools.draw.model import Diagram, Root, Trigger, walk
from tools.draw.names import add, add_common

PREFIXES = {"message": "msg", "signal": "sig", "error": "err", "escalation": "esc"}


def root_id(kind: str, name: str) -> str:
    """The id of a root element: `msg_cro_enviado`."""
    return f"{PREFIXES[kind]}_{re.sub(r'[^A-Za-z0-9_]', '_', name)}"


def collect(diagram: Diagram) -> dict[tuple[str, str], Root]:
    """Every root element by kind and name, in order of use, given details kept."""
    given = {(root.kind, root.code or root.name): root for root in diagram.roots}
    found: dict[tuple[str, str], Root] = {}
    for process in diagram.processes():
        for node in walk(process.body.nodes):
            trigger = node.trigger
            if trigger and trigger.ref and trigger.kind in PREFIXES:
                key = (trigger.kind, trigger.ref)
                found.setdefault(key, given.get(key, _plain(trigger)))
    return found | {key: root for key, root in given.items() if key not in found}


def _plain(trigger: Trigger) -> Root:
    code = trigger.ref if trigger.kind in ("error", "escalation") else ""
    return Root(kind=trigger.kind, name=trigger.ref, code=code)


def write_roots(parent: etree._Element, roots: dict[tuple[str, str], Root]) -> None:
    """Append the root elements and, for groups, nothing else."""
    for (kind, key), root in roots.items():
        attrs = {"id": root.id or root_id(kind, key), "name": root.name, **root.attrs}
        if root.code:
            attrs[f"{kind}Code"] = root.code
        add_common(add(parent, f"bpmn:{kind}", attrs), root.doc, root.ext)
