"""Messages without keys, as plain BPMN draws them."""

from __future__ import annotations

from cauce.testing import Sandbox

SOURCE = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <message id="M" name="answer"/>
  <process id="p" isExecutable="true">
    <startEvent id="s"/>
    <intermediateCatchEvent id="c"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
    <endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="c"/>
    <sequenceFlow id="f2" sourceRef="c" targetRef="e"/>
  </process></definitions>"""


def test_a_message_without_key_reaches_a_catch_without_key(sandbox: Sandbox) -> None:
    sandbox.deploy(SOURCE)
    first, second = sandbox.start("p"), sandbox.start("p")
    sandbox.publish("answer", key="K")
    assert (first.status, second.status) == ("active", "active")
    sandbox.publish("answer", variables={"n": 1})
    assert (first.status, second.status) == ("completed", "active")
    assert first.variables == {"n": 1}
    sandbox.publish("answer")
    assert second.status == "completed"
    assert [message.key for message in sandbox.messages()] == ["K"]
