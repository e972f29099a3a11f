"""What an element carries and the engine would not act on is refused."""

import pytest
from tests.bpmn.support import (
    definitions,
    end,
    extended,
    flow,
    found,
    load_all,
    load_process,
    path,
    process,
    start,
    straight,
    task,
    text,
    warned,
    xml,
)

from cauce.bpmn import load

GOOD = process(start("s"), task("t"), end("e"), path("s t e"))
USER = "<zeebe:userTask/>"


def user(*extensions: str, **attributes: str) -> str:
    return xml("userTask", extended(*extensions), id="t", **attributes)


def test_a_mistyped_attribute_is_refused() -> None:
    model = load_process(start("s", isInterupting="false"), task("t"), path("s t"))

    assert found(model) == [("UNKNOWN_ATTRIBUTE", "s")]
    assert "came isInterupting" in model.problems[0].message


def test_an_element_in_the_wrong_place_is_refused() -> None:
    model = straight(task("t", xml("timerEventDefinition", text("timeDuration", "PT1S"))))

    assert found(model) == [("STRAY_ELEMENT", "t")]


@pytest.mark.parametrize("value", ["yes", "TRUE", "2"])
def test_what_is_neither_true_nor_false_is_refused(value: str) -> None:
    model = load_all(process(task("t"), isExecutable=value), process(task("u"), id="q"))

    assert found(model) == [("INVALID_VALUE", "p")]


@pytest.mark.parametrize("value", ["true", "1", " true "])
def test_xml_spells_true_in_two_ways(value: str) -> None:
    assert load_all(process(task("t"), isExecutable=value)).problems == ()


@pytest.mark.parametrize(
    "extension",
    [
        "<zeebe:executionListeners/>",
        "<zeebe:taskListeners/>",
        '<zeebe:taskDefinition type="x"/>',
        '<zeebe:script expression="=1"/>',
    ],
)
def test_zeebe_extensions_that_do_nothing_there_are_refused(extension: str) -> None:
    assert found(straight(user(USER, extension))) == [("UNSUPPORTED_EXTENSION", "t")]


def test_known_zeebe_extensions_pass() -> None:
    model = straight(
        user(
            USER,
            '<zeebe:assignmentDefinition candidateGroups="A"/>',
            '<zeebe:formDefinition formId="f"/>',
            '<zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>',
        )
    )

    assert model.problems == ()


@pytest.mark.parametrize("setting", [{"cauce_butom": "x"}, {"cauce_newCase": "true"}])
def test_cauce_settings_that_do_nothing_there_are_refused(setting: dict[str, str]) -> None:
    assert found(straight(user(USER, **setting))) == [("UNKNOWN_SETTING", "t")]


def test_cauce_extension_elements_that_do_nothing_there_are_refused() -> None:
    model = straight(task("t", extended('<cauce:deadline decisionId="plazos"/>')))

    assert found(model) == [("UNKNOWN_SETTING", "t")]


def test_extensions_of_other_engines_are_told() -> None:
    model = straight(
        task("t", extended("<camunda:executionListener/>"), camunda_asyncBefore="true")
    )

    assert found(model) == []
    assert warned(model) == [("FOREIGN_EXTENSION", "t"), ("FOREIGN_EXTENSION", "t")]


def test_extensions_of_editors_pass() -> None:
    source = definitions(
        process(task("t", extended("<x:meta/>"), x_color="red")), attributes='xmlns:x="urn:x"'
    )

    assert load(source).problems == ()


def test_an_extension_that_must_be_understood_is_refused() -> None:
    model = load_all('<extension definition="x:y" mustUnderstand="true"/>', GOOD)

    assert [problem.code for problem in model.problems] == ["EXTENSION_NOT_UNDERSTOOD"]


def test_an_extension_that_need_not_be_understood_passes() -> None:
    assert load_all('<extension definition="x:y"/>', GOOD).problems == ()


def test_correlation_of_conversations_is_refused() -> None:
    subscription = xml("correlationSubscription", id="cs", correlationKeyRef="k")

    model = load_process(task("t"), subscription)

    assert found(model) == [("CORRELATION_UNSUPPORTED", "cs")]
    assert "zeebe:subscription" in model.problems[0].message


def test_another_expression_language_is_a_warning_and_read_as_feel() -> None:
    source = definitions(
        GOOD, attributes='expressionLanguage="http://www.w3.org/1999/XPath" id="d"'
    )

    assert [(p.code, p.is_error) for p in load(source).problems] == [("EXPRESSION_LANGUAGE", False)]


@pytest.mark.parametrize("language", ["FEEL", "https://www.omg.org/spec/DMN/20191111/FEEL/"])
def test_feel_by_any_name_passes(language: str) -> None:
    source = definitions(GOOD, attributes=f'expressionLanguage="{language}"')

    assert load(source).problems == ()


@pytest.mark.parametrize("name", ["startQuantity", "completionQuantity"])
def test_quantities_other_than_one_are_refused(name: str) -> None:
    assert found(straight(task("t", **{name: "2"}))) == [("QUANTITY_UNSUPPORTED", "t")]
    assert straight(task("t", **{name: "1"})).problems == ()


def test_compensation_is_refused() -> None:
    assert found(straight(task("t", isForCompensation="true"))) == [
        ("COMPENSATION_UNSUPPORTED", "t")
    ]


@pytest.mark.parametrize("condition", ["a +", "= )", "", "="])
def test_an_expression_that_does_not_parse_is_refused_with_its_place(condition: str) -> None:
    model = load_process(
        start("s"),
        xml("exclusiveGateway", id="g", default="g_e"),
        end("e"),
        path("s g e"),
        xml(
            "sequenceFlow",
            text("conditionExpression", condition),
            id="f",
            sourceRef="g",
            targetRef="e",
        ),
    )

    assert found(model) == [("EXPRESSION_SYNTAX", "f")]
    assert "conditionExpression" in model.problems[0].message


@pytest.mark.parametrize(
    ("extension", "code"),
    [
        ('<zeebe:assignmentDefinition candidateGroup="A"/>', "UNKNOWN_ATTRIBUTE"),
        ('<zeebe:ioMapping><zeebe:input sourse="=1" source="=1" target="a"/></zeebe:ioMapping>',
         "UNKNOWN_ATTRIBUTE"),
        ("<zeebe:ioMapping><zeebe:header/></zeebe:ioMapping>", "STRAY_ELEMENT"),
    ],
)  # fmt: skip
def test_mistyped_parts_of_extensions_are_refused(extension: str, code: str) -> None:
    assert found(straight(user(USER, extension))) == [(code, "t")]


def test_a_binding_is_a_warning() -> None:
    form = '<zeebe:formDefinition formId="f" bindingType="{}"/>'

    model = straight(user(USER, form.format("deployment")))

    assert (found(model), warned(model)) == ([], [("BINDING_IGNORED", "t")])
    assert straight(user(USER, form.format("latest"))).problems == ()


@pytest.mark.parametrize(("value", "fits"), [("true", True), ("false", True), ("yes", False)])
def test_cauce_settings_that_are_true_or_false_say_so(value: str, fits: bool) -> None:
    timer = xml("timerEventDefinition", text("timeDuration", "PT1H"), cauce_workingTime=value)

    model = straight(xml("intermediateCatchEvent", timer, id="t"))

    assert found(model) == ([] if fits else [("INVALID_VALUE", "t")])
    assert model.processes[0].by_id["t"].spec.definition.working_time is (value == "true")


def test_a_function_that_feel_does_not_have_is_refused() -> None:
    script = '<zeebe:script expression="=cuenta(xs) + count(xs) + resta(1)" resultVariable="r"/>'

    model = straight(xml("scriptTask", extended(script), id="t"))

    assert found(model) == [("UNKNOWN_FUNCTION", "t"), ("UNKNOWN_FUNCTION", "t")]
    assert ["cuenta(…)" in p.message for p in model.problems] == [True, False]


def test_a_function_that_the_expression_itself_defines_passes() -> None:
    script = '<zeebe:script expression="={f: function(x) x + 1, r: f(1)}.r" resultVariable="r"/>'

    assert straight(xml("scriptTask", extended(script), id="t")).problems == ()


def test_a_long_expression_is_shown_from_its_beginning() -> None:
    model = load_process(start("s"), task("a"), flow("s", "a", "x + " * 1000))

    (problem,) = [problem for problem in model.problems if problem.is_error]
    assert problem.code == "EXPRESSION_SYNTAX"
    assert len(problem.message) < 300
