"""Models: inputs and their types, services, imports, and what is no DMN file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from cauce.dmn import DmnError, Model, load

Build = Callable[[str], Model]
Xml = Callable[..., bytes]

_CHAIN = """
  <itemDefinition name="pais"><typeRef>string</typeRef>
    <allowedValues><text>"CL", "AR"</text></allowedValues></itemDefinition>
  <itemDefinition name="cliente">
    <itemComponent name="pais de origen"><typeRef>pais</typeRef></itemComponent>
    <itemComponent name="montos" isCollection="true"><typeRef>number</typeRef></itemComponent>
  </itemDefinition>
  <inputData id="c" name="cliente"><variable name="cliente" typeRef="cliente"/></inputData>
  <inputData id="t" name="tasa"><variable name="tasa" typeRef="number"/></inputData>
  <decision id="id_total" name="total"><variable name="total" typeRef="number"/>
    <informationRequirement><requiredInput href="#c"/></informationRequirement>
    <literalExpression><text>sum(cliente.montos)</text></literalExpression></decision>
  <decision id="id_cobro" name="cobro"><variable name="cobro"/>
    <informationRequirement><requiredDecision href="#id_total"/></informationRequirement>
    <informationRequirement><requiredInput href="#t"/></informationRequirement>
    <literalExpression><text>total * tasa</text></literalExpression></decision>
  <decisionService id="s" name="cobrar"><variable name="cobrar"/>
    <outputDecision href="#id_cobro"/><outputDecision href="#id_total"/>
    <inputData href="#c"/><inputData href="#t"/></decisionService>
  <decisionService id="s2" name="aplicar"><variable name="aplicar"/>
    <outputDecision href="#id_cobro"/><inputDecision href="#id_total"/>
    <inputData href="#t"/></decisionService>"""
_CLIENT = {"pais de origen": "CL", "montos": [1, 2]}


def test_decisions_evaluate_what_they_require(model: Build) -> None:
    loaded = model(_CHAIN)
    assert loaded.problems == ()
    assert loaded.evaluate("cobro", {"cliente": _CLIENT, "tasa": 10, "otra": 1}) == 30
    assert loaded.explain("cobro", {"cliente": _CLIENT, "tasa": 10}) == []


def test_an_input_named_like_a_decision_replaces_it(model: Build) -> None:
    assert model(_CHAIN).evaluate("cobro", {"total": 7, "tasa": 10}) == 70


@pytest.mark.parametrize(
    ("client", "total"),
    [
        ({"pais de origen": "CL", "montos": [5]}, 5),
        ([_CLIENT], 3),
        ({"pais de origen": "PE", "montos": [5]}, None),
        ({"pais de origen": "CL", "montos": ["x"]}, None),
        ({"montos": [1]}, None),
        ("CL", None),
        (None, None),
        (object(), None),
    ],
)
def test_inputs_are_converted_to_their_type(model: Build, client: object, total: object) -> None:
    assert model(_CHAIN).evaluate("total", {"cliente": client}) == total


def test_reasons_name_the_decision_they_arise_in(model: Build) -> None:
    reasons = model(_CHAIN).explain("cobro", {"cliente": "x", "tasa": 1})
    assert reasons == [
        "cliente: expected a value of type cliente, came string",
        "total: null has no property 'montos'",
        "total: sum expects list as 'list', came null",
        "cobro: * does not apply to null and number",
    ]


def test_services_take_inputs_and_decisions_as_parameters(model: Build) -> None:
    loaded = model(_CHAIN)
    assert loaded.invoke("cobrar", {"cliente": _CLIENT, "tasa": 2}) == {"cobro": 6, "total": 3}
    assert loaded.invoke("aplicar", {"tasa": 2, "total": 50}) == 100
    assert loaded.invoke("aplicar", {"tasa": 2}) is None


def test_decisions_are_listed_by_id_and_by_name(model: Build) -> None:
    decisions = model(_CHAIN).decisions
    assert decisions["id_cobro"] is decisions["cobro"]
    assert decisions["cobro"].inputs == ("cliente", "tasa")
    assert set(decisions) == {"id_total", "total", "id_cobro", "cobro"}


def test_the_engine_reads_inputs_alone_from_its_scope(model: Build) -> None:
    loaded = model(_CHAIN)
    scope = {"cliente": {"pais de origen": "CL", "montos": [Decimal(4)]}, "tasa": Decimal(2)}
    assert loaded.evaluate_decision("id_cobro", scope) == 8
    assert loaded.evaluate_decision("cobro", {**scope, "total": Decimal(99)}) == 8
    problems: list[str] = []
    assert loaded.evaluate_decision("cobro", {}, problems=problems) is None
    assert problems[-1] == "cobro: * does not apply to null and null"


def test_names_that_do_not_exist_are_refused_with_those_that_do(model: Build) -> None:
    loaded = model(_CHAIN)
    with pytest.raises(DmnError, match="no decision 'nada'; there are: cobro, total"):
        loaded.evaluate("nada", {})
    with pytest.raises(DmnError, match="no service or knowledge model 'nada'"):
        loaded.invoke("nada", {})
    with pytest.raises(DmnError, match="no decision 'nada'"):
        loaded.evaluate_decision("nada", {})


def test_time_is_what_the_caller_says(model: Build) -> None:
    loaded = model(
        '<decision id="d" name="d"><literalExpression><text>today()</text>'
        "</literalExpression></decision>"
    )
    now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    assert loaded.evaluate("d", {}, now=now) == dt.date(2026, 3, 2)
    assert loaded.evaluate_decision("d", {}, now=now) == dt.date(2026, 3, 2)
    assert loaded.evaluate_decision("d", {}) is None


def test_decisions_that_require_themselves_are_problems_and_null(model: Build) -> None:
    requires = '<informationRequirement><requiredDecision href="#{}"/></informationRequirement>'
    text = "<literalExpression><text>{}</text></literalExpression>"
    loaded = model(
        f'<decision id="a" name="a">{requires.format("b")}{text.format("b")}</decision>'
        f'<decision id="b" name="b">{requires.format("a")}{text.format("a")}</decision>'
    )
    assert [(p.code, p.element) for p in loaded.problems] == [("CYCLE", "a"), ("CYCLE", "b")]
    assert loaded.evaluate("a", {}) is None
    assert loaded.explain("a", {}) == ["'a' requires itself"]


def test_ids_are_optional(model: Build) -> None:
    loaded = model(
        '<decision name="d"><literalExpression><text>1</text></literalExpression></decision>'
    )
    assert loaded.evaluate("d", {}) == 1


@pytest.mark.parametrize("version", ["1.2", "1.3", "1.4", "1.5"])
def test_versions_of_dmn(xml: Xml, version: str) -> None:
    assert load(xml(_CHAIN, version)).evaluate("cobro", {"total": 1, "tasa": 2}) == 2


def test_imports_are_found_beside_the_file_and_among_those_given(xml: Xml, tmp_path: Path) -> None:
    importing = xml(
        '<import name="base" namespace="urn:base" importType="x"/>'
        '<decision id="d" name="d"><informationRequirement>'
        '<requiredDecision href="urn:base#id_cobro"/></informationRequirement>'
        "<literalExpression><text>base.cobro + 1</text></literalExpression></decision>"
    )
    base = xml(_CHAIN, "1.5", "urn:base")
    (tmp_path / "main.dmn").write_bytes(importing)
    (tmp_path / "base.dmn").write_bytes(base)
    (tmp_path / "broken.dmn").write_bytes(b"<nada/>")
    inputs = {"cliente": _CLIENT, "tasa": 10}
    for loaded in (load(tmp_path / "main.dmn"), load(importing, imports=[base])):
        assert loaded.problems == ()
        assert loaded.evaluate("d", inputs) == 31
        assert loaded.evaluate("d", {"base.cliente": _CLIENT, "base.tasa": 1}) == 4
    missing = load(importing)
    assert [problem.code for problem in missing.problems] == ["UNKNOWN_ELEMENT", "UNKNOWN_NAME"]


def test_models_may_import_one_another(xml: Xml) -> None:
    decision = (
        '<import name="{other}" namespace="urn:{other}"/><decision id="{own}" name="{own}">'
        '<informationRequirement><requiredDecision href="urn:{other}#base"/>'
        "</informationRequirement><literalExpression><text>{other}.base + 1</text>"
        '</literalExpression></decision><decision id="base" name="base"><literalExpression>'
        "<text>{value}</text></literalExpression></decision>"
    )
    first = xml(decision.format(own="x", other="b", value=1), "1.5", "urn:a")
    second = xml(decision.format(own="y", other="a", value=10), "1.5", "urn:b")
    loaded = load(first, imports=[second])
    assert loaded.problems == ()
    assert loaded.evaluate("x", {}) == 11
    assert loaded.evaluate("b.y", {}) == 2
    assert loaded.evaluate("base", {}) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "not XML"),
        (b"no es XML", "not XML"),
        (b"<a/>", "expected the definitions of DMN 1.2 or later, came the element a"),
        (b'<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>', "DMN 1.2"),
        (b" " * 10_000_001, "expected at most 10000000 bytes"),
        ("/no/hay.dmn", "cannot be read"),
    ],
)
def test_what_is_no_dmn_file_is_refused(source: bytes | str, message: str) -> None:
    with pytest.raises(DmnError, match=message):
        load(source)


def test_entities_are_not_expanded(xml: Xml, tmp_path: Path) -> None:
    secret = tmp_path / "secreto.txt"
    secret.write_text('"secreto"')
    decision = (
        '<decision name="d"><literalExpression><text>&e;</text></literalExpression></decision>'
    )
    document = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]>'.encode() + xml(decision)
    assert load(document).evaluate("d", {}) is None


def test_lists_and_trees_of_types(model: Build) -> None:
    loaded = model("""
      <itemDefinition name="nodo">
        <itemComponent name="valor"><typeRef>number</typeRef></itemComponent>
        <itemComponent name="hijos" isCollection="true"><typeRef>nodo</typeRef></itemComponent>
      </itemDefinition>
      <inputData id="n" name="n"><variable name="n" typeRef="nodo"/></inputData>
      <decision id="d" name="d"><informationRequirement><requiredInput href="#n"/>
        </informationRequirement>
        <literalExpression><text>n.hijos.valor</text></literalExpression></decision>""")
    leaf = {"valor": 2, "hijos": []}
    assert loaded.evaluate("d", {"n": {"valor": 1, "hijos": [leaf]}}) == [2]
    assert loaded.evaluate("d", {"n": {"valor": 1, "hijos": [{"valor": 2}]}}) is None


@pytest.mark.parametrize(
    ("numbers", "expected"), [([1, 9], 2), ([1, 10], None), ([1, 2, 3], None), ([], 0)]
)
def test_a_list_type_narrows_its_items_and_itself(
    model: Build, numbers: list[int], expected: object
) -> None:
    loaded = model("""
      <itemDefinition name="pocos" isCollection="true"><typeRef>number</typeRef>
        <allowedValues><text>&lt; 10</text></allowedValues>
        <typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
      <inputData id="n" name="n"><variable name="n" typeRef="pocos"/></inputData>
      <decision id="d" name="d"><informationRequirement><requiredInput href="#n"/>
        </informationRequirement><literalExpression><text>count(n)</text></literalExpression>
      </decision>""")
    assert loaded.problems == ()
    assert loaded.evaluate("d", {"n": numbers}) == expected
