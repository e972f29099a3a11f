"""A step of too many activations is undone; its command is kept as an incident."""

from __future__ import annotations

from typing import Any

from tests.crash.company import torn
from tests.runtime.support import ORG, complete, deploy, instances, names, refused, start

from cauce.runtime import services
from cauce.runtime.models import Delivery, KeptMessage
from cauce.runtime.verify import verify

CIRCLE = (
    '<exclusiveGateway id="g"/><scriptTask id="x"><extensionElements>'
    '<zeebe:script expression="=1" resultVariable="n"/></extensionElements></scriptTask>'
)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = (
    '<message id="M" name="answer"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
)
CATCH = (
    '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="M"/>'
    "</intermediateCatchEvent>"
)
TIMER = (
    '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)


def circle(body: str, first: str, **options: Any) -> None:
    """Deploy a process that goes round for ever after its first element, while `stop` is false."""
    deploy(ENDS + body + CIRCLE, f"s {first} g e", "g x g", g_e="stop", g_x="not(stop)", **options)


def the_only_incident(case_key: str) -> int:
    [instance] = instances(case_key)
    assert instance.status == "active"
    assert verify().findings == ()
    assert torn() == []
    [incident] = instance.incidents
    assert incident.code == "STEP_LIMIT"
    return incident.id


def mend(case_key: str) -> None:
    from cauce.runtime.models import Instance

    services.set_variables(
        instance=Instance.objects.get().uid, variables={"stop": True}, reason="it went in circles"
    )
    services.resolve(incident=the_only_incident(case_key))
    [instance] = instances(case_key)
    assert (instance.status, instance.incidents) == ("completed", ())
    assert verify().findings == ()


def test_a_task_stays_open_until_its_completion_can_be_repeated() -> None:
    circle('<userTask id="a"/>', "a")
    begun = start(data={"stop": False})
    complete("a", {"n": 2})
    the_only_incident(begun.case_key)
    assert names() == ["a"]
    assert instances(begun.case_key)[0].path == ("s",)
    mend(begun.case_key)


def test_a_message_is_suspended_and_not_lost() -> None:
    circle(CATCH, "c", roots=ROOTS)
    begun = start(data={"stop": False, "k": "K"})
    services.publish(organisation=ORG, message="answer", key="K")
    the_only_incident(begun.case_key)
    services.publish(organisation=ORG, message="answer", key="K")
    assert (KeptMessage.objects.count(), Delivery.objects.count()) == (1, 0)
    mend(begun.case_key)


def test_what_was_kept_meanwhile_is_taken_when_the_suspended_one_listens_again() -> None:
    edge = (
        '<userTask id="a"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
        '<messageEventDefinition messageRef="M"/></boundaryEvent>'
    )
    body = '<startEvent id="s"/><endEvent id="e"/><endEvent id="f"/>' + edge + CIRCLE
    deploy(body, "s a f", "b g e", "g x g", g_e="stop", g_x="not(stop)", roots=ROOTS)
    begun = start(data={"stop": False, "k": "K"})
    for _ in range(2):
        services.publish(organisation=ORG, message="answer", key="K")
    assert KeptMessage.objects.count() == 1
    services.set_variables(
        instance=begun.instance_id, variables={"stop": True}, reason="it went in circles"
    )
    services.resolve(incident=the_only_incident(begun.case_key))
    assert instances(begun.case_key)[0].path == ("s", "b", "g", "e", "b", "g", "e")
    assert KeptMessage.objects.count() == 0
    assert verify().findings == ()


def test_a_timer_is_suspended_and_does_not_fire_again(clock: Any) -> None:
    circle(TIMER, "t")
    begun = start(data={"stop": False})
    clock.advance(hours=2)
    the_only_incident(begun.case_key)
    clock.advance(hours=2)
    mend(begun.case_key)


def test_a_start_leaves_an_active_instance_without_tokens() -> None:
    circle("", "")
    begun = start(data={"stop": False})
    the_only_incident(begun.case_key)
    assert instances(begun.case_key)[0].path == ()
    refused("UNKNOWN_INCIDENT", services.resolve, incident=10**9)
