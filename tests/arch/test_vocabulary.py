"""The cauce vocabulary is one: what the reader takes is what moddle and the editors are told."""

import json
from pathlib import Path
from typing import Any

from cauce.bpmn.extensions import CAUCE_ELEMENTS, CAUCE_SETTINGS
from cauce.bpmn.namespaces import CAUCE, CAUCE_PREFIX

DESCRIPTOR: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "frontend/check/cauce-moddle.json").read_text("utf-8")
)


def tags(types: list[str]) -> set[str]:
    """`bpmn:UserTask` → `userTask`."""
    names = [name.removeprefix("bpmn:") for name in types]
    return {name[0].lower() + name[1:] for name in names}


def test_the_namespace_is_the_same() -> None:
    assert (DESCRIPTOR["prefix"], DESCRIPTOR["uri"]) == (CAUCE_PREFIX, CAUCE)


def test_each_attribute_stands_on_the_same_elements() -> None:
    described = {
        attribute["name"]: tags(kind["extends"])
        for kind in DESCRIPTOR["types"]
        if "extends" in kind
        for attribute in kind["properties"]
    }
    assert described == {name: set(allowed) for name, allowed in CAUCE_SETTINGS.items()}


def test_each_element_stands_in_the_same_elements() -> None:
    described = {
        kind["name"][0].lower() + kind["name"][1:]: tags(kind["meta"]["allowedIn"])
        for kind in DESCRIPTOR["types"]
        if "extends" not in kind
    }
    assert described == {name: set(allowed) for name, allowed in CAUCE_ELEMENTS.items()}
