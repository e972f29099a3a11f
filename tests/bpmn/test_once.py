"""Where BPMN lets one thing stand, a second one is not passed over."""

import pytest
from tests.bpmn.support import (
    extended,
    found,
    load_all,
    load_process,
    process,
    straight,
    task,
    text,
    xml,
)

MULTI = xml("multiInstanceLoopCharacteristics", text("loopCardinality", "2"))
STANDARD = xml("standardLoopCharacteristics", loopMaximum="2")
DATA = '<dataObject id="xs"/>'


@pytest.mark.parametrize(
    "node",
    [
        task("t", MULTI, STANDARD),
        task("t", MULTI, MULTI),
        task("t", xml("standardLoopCharacteristics", text("loopCondition", "a"),
                      text("loopCondition", "b"))),
        task("t", xml("multiInstanceLoopCharacteristics", text("loopCardinality", "2"),
                      text("loopDataInputRef", "xs"))),
        xml("scriptTask", text("script", "{a: 1}"), text("script", "{a: 2}"), id="t",
            scriptFormat="feel"),
        xml("intermediateCatchEvent", xml("conditionalEventDefinition", text("condition", "a"),
            text("condition", "b")), id="t"),
    ],
)  # fmt: skip
def test_what_may_stand_once_is_refused_twice(node: str) -> None:
    assert found(straight(DATA, node)) == [("ELEMENT_TWICE", "t")]


def test_a_flow_has_one_condition() -> None:
    conditions = (text("conditionExpression", "a"), text("conditionExpression", "b"))
    flow = xml("sequenceFlow", *conditions, id="f", sourceRef="t", targetRef="u")

    assert found(load_process(task("t"), task("u"), flow)) == [("ELEMENT_TWICE", "f")]


@pytest.mark.parametrize(
    "root",
    [
        '<error id="x" errorcode="E"/>',
        '<escalation id="x" code="E"/>',
        '<signal id="x" nombre="S"/>',
        '<message id="x" messageRef="M"/>',
    ],
)
def test_a_mistyped_attribute_of_what_events_refer_to_is_refused(root: str) -> None:
    assert found(load_all(root, process(task("t")))) == [("UNKNOWN_ATTRIBUTE", "x")]


def test_an_event_based_gateway_within_a_process_waits_for_one_event() -> None:
    model = straight(xml("eventBasedGateway", id="t", eventGatewayType="Parallel"))

    assert ("INVALID_VALUE", "t") in found(model)


@pytest.mark.parametrize("collected", ['outputCollection="ys"', 'outputElement="=1"'])
def test_half_an_output_of_a_multi_instance_is_refused(collected: str) -> None:
    zeebe = f'<zeebe:loopCharacteristics inputCollection="=[1]" {collected}/>'

    model = straight(task("t", xml("multiInstanceLoopCharacteristics", extended(zeebe))))

    assert found(model) == [("MULTI_INSTANCE_OUTPUT", "t")]


@pytest.mark.parametrize(
    "roles",
    [
        "<potentialOwner><resourceRef>A</resourceRef></potentialOwner>" * 2,
        "<potentialOwner/>",
        "<potentialOwner><resourceRef>A</resourceRef><resourceParameterBinding/></potentialOwner>",
    ],
)
def test_resource_roles_that_would_be_read_in_part_are_refused(roles: str) -> None:
    model = straight(xml("userTask", roles, id="t"), roots='<resource id="A" name="Mesa"/>')

    assert found(model) == [("RESOURCE_ROLES", "t")]


def test_one_resource_role_of_each_kind_is_read() -> None:
    roles = (
        "<humanPerformer><resourceRef>A</resourceRef></humanPerformer>"
        "<potentialOwner><resourceRef>B</resourceRef></potentialOwner>"
    )
    resources = '<resource id="A" name="ana"/><resource id="B" name="Mesa"/>'

    model = straight(xml("userTask", roles, id="t"), roots=resources)

    assert model.problems == ()
    spec = model.processes[0].by_id["t"].spec
    assert (spec.assignee, spec.groups) == ("ana", "Mesa")


def test_whether_variables_go_along_is_true_or_false() -> None:
    called = '<zeebe:calledElement processId="q" propagateAllChildVariables="no"/>'

    assert found(straight(xml("callActivity", extended(called), id="t"))) == [
        ("INVALID_VALUE", "t")
    ]
