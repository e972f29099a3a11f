"""Work of throw and end events takes the place of a message, and of nothing else."""

import pytest
from tests.bpmn.support import found, load_process, path, start, xml

ROOTS = (
    '<message id="M" name="hola"/><signal id="S" name="alarma"/><error id="E" errorCode="X"/>'
    '<escalation id="X" escalationCode="X"/>'
)
WORK = '<extensionElements><zeebe:taskDefinition type="tell"/></extensionElements>'


@pytest.mark.parametrize(
    "definition", ["", '<messageEventDefinition messageRef="M"/>', "<messageEventDefinition/>"]
)
def test_a_message_or_nothing_may_be_thrown_by_a_job(definition: str) -> None:
    model = load_process(
        start("s"), path("s e"), xml("endEvent", WORK + definition, id="e"), roots=ROOTS
    )

    assert model.problems == ()


@pytest.mark.parametrize(
    "definition",
    [
        '<signalEventDefinition signalRef="S"/>',
        '<errorEventDefinition errorRef="E"/>',
        '<escalationEventDefinition escalationRef="X"/>',
        "<terminateEventDefinition/>",
    ],
)
def test_nothing_else_is_thrown_by_a_job(definition: str) -> None:
    model = load_process(
        start("s"), path("s e"), xml("endEvent", WORK + definition, id="e"), roots=ROOTS
    )

    assert found(model) == [("EVENT_WORK", "e")]
