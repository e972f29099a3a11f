"""Completing tasks: which one, by whom, and while the client is awaited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.testing.support import END, START, file, one_task, process, started, timer, user

from cauce.testing import Refused, Sandbox

PAIR = process(
    f'{START}<parallelGateway id="f"/>{user("a", "Mismo")}{user("b", "Mismo")}'
    f'<parallelGateway id="j"/>{END}',
    "s f a j e",
    "f b j",
)
MANY = process(
    START
    + '<userTask id="a"><extensionElements><zeebe:userTask/></extensionElements>'
    + "<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics "
    + 'inputCollection="=[1, 2, 3]" inputElement="n"/></extensionElements>'
    + "</multiInstanceLoopCharacteristics></userTask>"
    + END,
    "s a e",
)


def test_a_name_serves_where_it_is_the_only_one(sandbox: Sandbox) -> None:
    inst = started(sandbox, process(f"{START}{user('a', 'Revisar')}{END}", "s a e"))
    inst.complete("Revisar")
    assert inst.ends == ["e"]


def test_an_ambiguous_name_or_id_is_refused(sandbox: Sandbox) -> None:
    pair = started(sandbox, PAIR)
    with pytest.raises(ValueError):
        pair.complete("Mismo")
    many = started(sandbox, MANY)
    with pytest.raises(Refused) as refused:
        many.complete("a")
    assert refused.value.code == "AMBIGUOUS_TASK"
    assert len(pair.tasks()) == 2
    assert len(many.tasks()) == 3


def test_a_task_object_says_which(sandbox: Sandbox) -> None:
    inst = started(sandbox, MANY)
    second = inst.tasks()[1]
    inst.complete(second)
    assert [task.variables["n"] for task in inst.tasks()] == [1, 3]
    with pytest.raises(Refused) as refused:
        inst.complete(second)
    assert refused.value.code == "TASK_ALREADY_COMPLETED"


def test_what_is_not_open_is_refused_by_what_became_of_it(sandbox: Sandbox) -> None:
    inst = started(sandbox, process(f"{START}{user('a')}{user('b')}{END}", "s a b e"))
    inst.complete("a")
    for task, code in (("a", "TASK_ALREADY_COMPLETED"), ("x", "UNKNOWN_TASK")):
        with pytest.raises(Refused) as refused:
            inst.complete(task)
        assert refused.value.code == code
    assert [task.element_id for task in inst.tasks()] == ["b"]


def test_a_task_of_another_instance_is_refused(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task()))
    one, other = sandbox.start("p"), sandbox.start("p")
    with pytest.raises(Refused):
        one.complete(other.tasks()[0])
    assert one.status == other.status == "active"


def test_four_eyes_hold_between_the_names_given(sandbox: Sandbox) -> None:
    inst = started(
        sandbox,
        process(
            START + user("a", actorVariable="autor") + user("b", fourEyes="=autor") + END, "s a b e"
        ),
    )
    inst.complete("a", by="ana")
    assert inst.variables == {"autor": "ana"}
    assert inst.tasks()[0].excluded == ["ana"]

    with pytest.raises(Refused) as refused:
        inst.complete("b", by="ana")
    assert refused.value.code
    assert inst.status == "active"

    inst.complete("b", by="beto")
    assert inst.status == "completed"


def test_nobody_named_is_exempt_from_four_eyes(sandbox: Sandbox) -> None:
    body = START + user("a", actorVariable="autor") + user("b", fourEyes="=autor") + END
    inst = started(sandbox, process(body, "s a b e"))
    inst.complete("a", by="ana")
    inst.complete("b", by=None)
    assert inst.status == "completed"


def test_the_clock_of_a_waiting_task_stops(sandbox: Sandbox) -> None:
    task = user(
        "a", extensions='<zeebe:taskSchedule dueDate="=now() + duration(&quot;PT2H&quot;)"/>'
    )
    late = timer(
        "boundaryEvent", "b", "timeDuration", "PT2H", attachedToRef="a", cancelActivity="false"
    )
    inst = started(
        sandbox, process(f'{START}{task}{late}{END}<endEvent id="tarde"/>', "s a e", "b tarde")
    )
    begun = sandbox.now

    sandbox.advance("PT1H")
    inst.wait("a", asks="antecedentes")
    (waiting,) = inst.tasks()
    assert (waiting.waiting, waiting.asks) == (True, "antecedentes")
    sandbox.advance("PT10H")
    assert inst.ends == []

    inst.resume("a")
    (resumed,) = inst.tasks()
    assert (resumed.waiting, resumed.due_at) == (False, begun + timedelta(hours=12))
    sandbox.advance("PT59M")
    assert inst.ends == []
    sandbox.advance("PT1M")
    assert inst.ends == ["tarde"]
    assert inst.status == "active"
    sandbox.replay_check()


def test_waiting_twice_or_resuming_what_does_not_wait_is_refused(sandbox: Sandbox) -> None:
    inst = started(sandbox, one_task())
    with pytest.raises(Refused):
        inst.resume("a")
    inst.wait("a")
    with pytest.raises(Refused):
        inst.wait("a")
