"""What may stand on an element in general, and does nothing on this one, is refused."""

import pytest
from tests.bpmn.support import end, extended, found, load_process, path, start, straight, text, xml

ROOTS = (
    '<message id="M" name="hola"/><signal id="S" name="alarma"/>'
    '<message id="K" name="clave"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
)
HOUR = xml("timerEventDefinition", text("timeDuration", "PT1H"))
MESSAGE = '<messageEventDefinition messageRef="M"/>'
SIGNAL = '<signalEventDefinition signalRef="S"/>'
MAPPING = '<zeebe:ioMapping><zeebe:output source="=1" target="a"/></zeebe:ioMapping>'
CALLED = '<zeebe:calledDecision decisionId="d" resultVariable="r"/>'


def catch(trigger: str, **settings: str) -> str:
    return xml("intermediateCatchEvent", trigger, id="t", **settings)


def throw(trigger: str, *extensions: str, **settings: str) -> str:
    return xml("intermediateThrowEvent", extended(*extensions), trigger, id="t", **settings)


@pytest.mark.parametrize(
    "node",
    [
        # A message is caught by the key of its own zeebe:subscription.
        catch(MESSAGE, cauce_correlationKey="=k"),
        catch(HOUR, cauce_correlationKey="=k"),
        catch(MESSAGE, cauce_workingTime="true"),
        throw(SIGNAL, cauce_timeToLive="PT1H"),
        throw(SIGNAL, cauce_newCase="true"),
        throw("", cauce_correlationKey="=k"),
        # The job sends: what it sends to whom is its own affair.
        throw(MESSAGE, '<zeebe:taskDefinition type="x"/>', cauce_timeToLive="PT1H")
        .replace(MESSAGE, "<messageEventDefinition/>"),
        xml("sendTask", extended('<zeebe:taskDefinition type="x"/>'), id="t",
            cauce_correlationKey="=k"),
        xml("scriptTask", extended('<zeebe:script expression="=1" resultVariable="r"/>'), id="t",
            cauce_resultVariable="otra"),
    ],
)  # fmt: skip
def test_a_setting_that_this_kind_does_not_read_is_refused(node: str) -> None:
    assert found(straight(node, roots=ROOTS)) == [("EXTENSION_UNREAD", "t")]


def test_a_condition_on_the_start_of_an_event_sub_process_is_refused() -> None:
    inner = (start("xs", MESSAGE, cauce_condition="=a"), end("xe"), path("xs xe"))
    event = xml("subProcess", *inner, id="x", triggeredByEvent="true")

    model = load_process(start("s"), end("e"), path("s e"), event, roots=ROOTS)

    assert found(model) == [("EXTENSION_UNREAD", "xs")]


@pytest.mark.parametrize(
    ("tag", "extensions", "named"),
    [
        ("task", (MAPPING, MAPPING), "zeebe:ioMapping"),
        ("businessRuleTask", (CALLED, '<zeebe:taskDefinition type="x"/>'), "zeebe:taskDefinition"),
        ("businessRuleTask", (CALLED, "<zeebe:taskHeaders/>"), "zeebe:taskHeaders"),
        ("userTask", ('<zeebe:formDefinition formId="f" formKey="k"/>',),
         "formKey of zeebe:formDefinition"),
        ("userTask", ('<cauce:deadline decisionId="d"/>', '<cauce:deadline decisionId="e"/>'),
         "cauce:deadline"),
    ],
)  # fmt: skip
def test_an_extension_whose_place_is_taken_is_refused(
    tag: str, extensions: tuple[str, ...], named: str
) -> None:
    model = straight(xml(tag, extended(*extensions), id="t"))

    assert found(model) == [("EXTENSION_UNREAD", "t")]
    assert f"came {named}, which does nothing here" in model.problems[0].message


def test_what_could_not_be_parsed_is_told_once() -> None:
    node = xml("serviceTask", extended("<zeebe:taskDefinition/>", "<zeebe:taskHeaders/>"), id="t")

    assert found(straight(node)) == [("TASK_TYPE_MISSING", "t")]


@pytest.mark.parametrize(
    "node",
    [
        catch(SIGNAL, cauce_correlationKey="=k"),
        catch('<messageEventDefinition messageRef="K"/>'),
        catch(HOUR, cauce_workingTime="true"),
        throw(MESSAGE, MAPPING, cauce_timeToLive="PT1H", cauce_newCase="true",
              cauce_correlationKey="=k"),
        xml("serviceTask", extended('<zeebe:taskDefinition type="x"/>',
            '<zeebe:taskHeaders><zeebe:header key="a" value="b"/></zeebe:taskHeaders>',
            "<zeebe:properties/>"), id="t", zeebe_modelerTemplate="plantilla"),
        xml("userTask", extended('<cauce:deadline decisionId="d" pais="=p"/>'), id="t"),
    ],
)  # fmt: skip
def test_what_is_read_or_only_carried_along_passes(node: str) -> None:
    assert found(straight(node, roots=ROOTS)) == []


@pytest.mark.parametrize(
    "inner",
    [
        '<laneSet><lane id="l" cauce:fourEyes="a"/></laneSet>',
        '<dataObject id="d"><extensionElements><zeebe:ioMapping/></extensionElements></dataObject>',
    ],
)
def test_extensions_on_what_only_belongs_to_a_process_are_refused(inner: str) -> None:
    model = load_process(inner, start("s"), end("e"), path("s e"))

    ((code, _),) = found(model)
    assert code in {"UNKNOWN_SETTING", "UNSUPPORTED_EXTENSION"}


def test_an_attribute_that_zeebe_does_not_have_is_refused() -> None:
    model = straight(xml("task", id="t", zeebe_retries="3"))

    assert found(model) == [("UNSUPPORTED_EXTENSION", "t")]
