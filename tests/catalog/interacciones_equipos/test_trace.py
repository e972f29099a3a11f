"""Every node, arrow, label and colour of the flowchart has its place, every element its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

import cauce
from cauce.packages import Statement, check_trace, load, load_trace

PACKAGE = load("interacciones_equipos")
DIAGRAM = Path(cauce.__file__).parent / "catalog" / "interacciones_equipos" / "process.bpmn"
NS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "color": "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    "bioc": "http://bpmn.io/schema/bpmn/biocolor/1.0",
}
STATEMENTS = load_trace(PACKAGE).statements
TREE = etree.parse(DIAGRAM)


def of(pattern: str) -> list[Statement]:
    """The statements whose text has that form."""
    return [statement for statement in STATEMENTS if re.fullmatch(pattern, statement.text)]


def elements(statement: Statement) -> list[str]:
    """The ids of the elements that carry a statement."""
    return [target.name for target in statement.carried_by if target.kind == "element"]


def element(key: str) -> etree._Element:
    """The element of the diagram with that id."""
    found = TREE.xpath("//*[@id=$key]", key=key)
    assert isinstance(found, list)
    (only,) = found
    assert isinstance(only, etree._Element)
    return only


def test_statements_and_elements_account_for_each_other() -> None:
    assert check_trace(PACKAGE) == []


def test_no_statement_of_the_source_is_missing() -> None:
    assert [statement.id for statement in STATEMENTS] == [f"000-{n:03}" for n in range(1, 78)]


@pytest.mark.parametrize("statement", of(r"[A-U] [^#>-]+"), ids=lambda s: s.text)
def test_a_node_has_the_name_of_the_source(statement: Statement) -> None:
    (carrier,) = elements(statement)
    assert element(carrier).get("name") == statement.text[2:]
    assert element(carrier).tag == f"{{{NS['bpmn']}}}userTask"


@pytest.mark.parametrize("statement", of(r"[A-U] #[0-9a-f]{6}"), ids=lambda s: s.text)
def test_a_node_has_the_colour_of_the_source(statement: Statement) -> None:
    (carrier,) = elements(statement)
    shape = element(f"{carrier}_di")
    colour = statement.text[2:]
    assert shape.get(f"{{{NS['color']}}}background-color") == colour
    assert shape.get(f"{{{NS['bioc']}}}fill") == colour


@pytest.mark.parametrize("statement", of(r"[A-U]->[A-U].*"), ids=lambda s: s.text)
def test_an_arrow_is_a_way_from_its_source_to_its_target(statement: Statement) -> None:
    """Inside a box sequence flows lead on; between boxes a message flow joins throw and start."""
    nodes = {s.text[0]: elements(s)[0] for s in of(r"[A-U] [^#>-]+")}
    carriers = [element(key) for key in elements(statement)]
    flows = [e for e in carriers if etree.QName(e).localname == "sequenceFlow"]
    messages = [e for e in carriers if etree.QName(e).localname == "messageFlow"]
    arrow, _, label = statement.text.partition(" ")
    if messages:
        (message,) = messages
        assert message.get("name", "") == label
        assert message.get("sourceRef") in elements(statement)
        assert message.get("targetRef") in elements(statement)
        return
    assert (flows[0].get("sourceRef"), flows[-1].get("targetRef")) == (
        nodes[arrow[0]],
        nodes[arrow[-1]],
    )


def test_every_name_has_its_english() -> None:
    english = PACKAGE.translations["en"]
    named = TREE.xpath(
        "//bpmn:process//*[@name] | //bpmn:participant | //bpmn:categoryValue", namespaces=NS
    )
    assert isinstance(named, list)
    names = {e.get("name") or e.get("value") for e in named if isinstance(e, etree._Element)}
    assert names - {None} - set(english) == set()


def test_every_role_handler_and_text_has_its_english() -> None:
    english = PACKAGE.translations["en"]
    texts = [role.description for role in PACKAGE.roles.values()]
    texts += [handler.title for handler in PACKAGE.handlers.values()]
    texts += [text.text for text in PACKAGE.texts.values()]
    assert [text.es for text in texts if text and not text.en and text.es not in english] == []
