"""The literal tables: each element has its file, and its file shows its transitions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cauce.engine import commands, elements, events
from cauce.engine.deciders.table import DECIDERS
from cauce.engine.elements.table import ELEMENTS
from cauce.engine.elements.triggers.table import TRIGGERS
from cauce.engine.evolve import APPLIERS


@pytest.mark.parametrize("tag", ELEMENTS)
def test_each_element_goes_by_its_tag_and_opens_with_its_transitions(tag: str) -> None:
    element = ELEMENTS[tag]
    assert element.kind == tag
    module = element.enter.__module__
    if module.endswith((".activity", ".common")):
        return
    text = sys.modules[module].__doc__ or ""
    assert "| event | then |" in text


def test_each_file_of_an_element_opens_with_its_transitions() -> None:
    root = Path(elements.__file__).parent
    shared = {"base.py", "spec.py", "multi.py", "occurrence.py", "common.py", "flows.py",
              "joins.py", "catching.py", "none.py", "table.py", "__init__.py"}  # fmt: skip
    files = [p for p in root.glob("*/*.py") if p.name not in shared]
    assert len(files) > 25
    assert [p.name for p in files if "| event | then |" not in p.read_text("utf-8")] == []


def test_every_event_has_its_applier_and_every_command_its_decider() -> None:
    assert set(APPLIERS) == set(events.Event.__subclasses__())
    assert set(DECIDERS) == set(commands.Command.__subclasses__())


def test_triggers_are_listed_by_their_event_definition() -> None:
    assert {tag.removesuffix("EventDefinition"): t.kind for tag, t in TRIGGERS.items()} == {
        kind: kind
        for kind in ("message", "timer", "signal", "conditional", "error", "escalation",
                     "terminate", "link")
    }  # fmt: skip
