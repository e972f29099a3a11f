"""The page on what is executed names everything that the reader lets stand in a process."""

import re
from pathlib import Path

import pytest

from cauce.bpmn import extensions, grammar

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/bpmn.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`]+)`", PAGE))
ALLOWED = {
    "attributes": {name for names in grammar.ATTRIBUTES.values() for name in names},
    "flow nodes": set(grammar.FLOW_NODES),
    "data": {*grammar.DATA_ELEMENTS, *grammar.ARTIFACTS, *grammar.DATA} - {"property"},
    "process": set(grammar.CHILDREN["process"]) - {*grammar.BASE, "correlationSubscription"},
    "loops": set(grammar.CHILDREN["multiInstanceLoopCharacteristics"]) - {*grammar.BASE},
    "zeebe elements": set(extensions.ZEEBE_ELEMENTS),
    "zeebe attributes": {
        name
        for tag, names in extensions.ZEEBE_ATTRIBUTES.items()
        if tag not in {"header", "property", "input", "output", "adHoc", "versionTag"}
        for name in names
    },
    "templates": set(extensions.ZEEBE_TEMPLATES),
    "cauce": {*extensions.CAUCE_ELEMENTS, *extensions.CAUCE_SETTINGS},
}


@pytest.mark.parametrize("kind", ALLOWED)
def test_everything_that_may_stand_is_on_the_page(kind: str) -> None:
    assert ALLOWED[kind] - NAMED == set()
