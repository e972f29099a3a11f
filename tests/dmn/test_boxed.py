"""Boxed expressions other than tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cauce.dmn import Model

Build = Callable[[str], Model]


def _literal(text: str) -> str:
    return f"<literalExpression><text><![CDATA[{text}]]></text></literalExpression>"


def _decision(body: str) -> str:
    return f'<decision id="d" name="d"><variable name="d"/>{body}</decision>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (_literal("1 + 1"), 2),
        (f"<list>{_literal('1')}{_literal('2')}</list>", [1, 2]),
        (
            "<relation><column name='a'/><column name='b'/>"
            f"<row>{_literal('1')}{_literal('2')}</row>"
            f"<row>{_literal('3')}{_literal('4')}</row></relation>",
            [{"a": 1, "b": 2}, {"a": 3, "b": 4}],
        ),
        (
            "<conditional>"
            f"<if>{_literal('1 > 2')}</if><then>{_literal('1')}</then><else>{_literal('2')}</else>"
            "</conditional>",
            2,
        ),
        (
            f"<filter><in>{_literal('[1, 5, 9]')}</in>"
            f"<match>{_literal('item > 4')}</match></filter>",
            [5, 9],
        ),
        (
            f"<for iteratorVariable='n'><in>{_literal('1..3')}</in>"
            f"<return>{_literal('n * 2')}</return></for>",
            None,
        ),
        (
            f"<for iteratorVariable='n'><in>{_literal('[1..3]')}</in>"
            f"<return>{_literal('n + count(partial)')}</return></for>",
            [1, 3, 5],
        ),
        (
            f"<some iteratorVariable='n'><in>{_literal('[1, 2]')}</in>"
            f"<satisfies>{_literal('n > 1')}</satisfies></some>",
            True,
        ),
        (
            f"<every iteratorVariable='n'><in>{_literal('[1, 2]')}</in>"
            f"<satisfies>{_literal('n > 1')}</satisfies></every>",
            False,
        ),
    ],
)
def test_boxes_give(model: Build, body: str, expected: object) -> None:
    assert model(_decision(body)).evaluate("d", {}) == expected


def test_context_entries_see_those_before_them_and_the_last_may_be_the_result(
    model: Build,
) -> None:
    entries = (
        f"<contextEntry><variable name='precio neto'/>{_literal('100')}</contextEntry>"
        f"<contextEntry><variable name='iva'/>{_literal('precio neto * 0.19')}</contextEntry>"
    )
    result = f"<contextEntry>{_literal('precio neto + iva')}</contextEntry>"
    plain = model(_decision(f"<context>{entries}</context>"))
    assert plain.evaluate("d", {}) == {"precio neto": 100, "iva": 19}
    assert model(_decision(f"<context>{entries}{result}</context>")).evaluate("d", {}) == 119


def test_functions_are_invoked_by_box_and_by_text(model: Build) -> None:
    knowledge = (
        '<businessKnowledgeModel id="k" name="con recargo"><variable name="con recargo"/>'
        '<encapsulatedLogic typeRef="number"><formalParameter name="monto" typeRef="number"/>'
        '<formalParameter name="tasa" typeRef="number"/>'
        f"{_literal('monto * (1 + tasa)')}</encapsulatedLogic></businessKnowledgeModel>"
    )
    requires = '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>'
    boxed = (
        f"<invocation>{_literal('con recargo')}"
        f"<binding><parameter name='tasa'/>{_literal('0.5')}</binding>"
        f"<binding><parameter name='monto'/>{_literal('10')}</binding></invocation>"
    )
    called = _literal("con recargo(10, 0.5)")
    for body in (boxed, called):
        loaded = model(knowledge + _decision(requires + body))
        assert loaded.problems == ()
        assert loaded.evaluate("d", {}) == 15
    assert loaded.invoke("con recargo", {"monto": 10, "tasa": 0.1}) == 11
    assert loaded.invoke("con recargo", {"monto": "diez", "tasa": 0.1}) is None


def test_knowledge_models_may_call_themselves(model: Build) -> None:
    loaded = model(
        '<businessKnowledgeModel id="k" name="factorial"><encapsulatedLogic>'
        f'<formalParameter name="n"/>{_literal("if n < 2 then 1 else n * factorial(n - 1)")}'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    assert loaded.problems == ()
    assert loaded.invoke("factorial", {"n": 20}) == 2432902008176640000
    assert loaded.invoke("factorial", {"n": 100_000}) is None
    assert "levels deep" in loaded.explain("factorial", {"n": 100_000})[0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (_literal("1 +"), "SYNTAX"),
        (_literal("nadie + 1"), "UNKNOWN_NAME"),
        (_literal("nada(1)"), "UNKNOWN_NAME"),
        (_literal("1 instance of nada"), "SYNTAX"),
        ("", "NO_LOGIC"),
        (_literal(""), "NO_LOGIC"),
        ('<functionDefinition kind="Java"/>', "UNSUPPORTED"),
        ('<literalExpression typeRef="nada"><text>1</text></literalExpression>', "UNKNOWN_TYPE"),
        ('<literalExpression expressionLanguage="urn:x"><text>1</text></literalExpression>',
         "UNSUPPORTED"),
    ],
)  # fmt: skip
def test_what_cannot_run_is_a_problem(model: Build, body: str, code: str) -> None:
    loaded = model(_decision(body))
    assert [problem.code for problem in loaded.problems] == [code]
    assert loaded.problems[0].element == "d"
    assert loaded.decisions["d"].problems == loaded.problems


def test_names_within_a_filter_may_be_entries_of_its_items(model: Build) -> None:
    assert model(_decision(_literal("[{a: 1}][a = 1]"))).problems == ()
