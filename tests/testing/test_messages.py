"""Messages between instances: one receiver, in the order thrown, kept while nobody takes them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.testing.support import (
    END,
    START,
    event,
    file,
    flows,
    message,
    one_task,
    process,
    started,
    timer,
    user,
)

from cauce.testing import NoRestError, Refused, Sandbox

CATCH = process(START + event("intermediateCatchEvent", "c", "message", "firma") + END, "s c e")
FIRMA = message("firma", "cliente")


def catcher(sandbox: Sandbox) -> None:
    sandbox.deploy(file(CATCH, roots=FIRMA))


def thrower(*names: str, mapping: str = "", **attributes: str) -> str:
    """Write a process that throws messages one after the other."""
    events = "".join(
        event("intermediateThrowEvent", f"t_{name}", "message", name, mapping, **attributes)
        for name in names
    )
    chain = " ".join(["s", *(f"t_{name}" for name in names), "e"])
    return process(START + events + END, chain, name="thrower")


def starter(name: str, on: str, *, task: str = "", **attributes: str) -> str:
    """Write a process that a message starts."""
    body = event("startEvent", "m", "message", on, **attributes)
    return process(body + (task and user(task)) + END, f"m {task} e".replace("  ", " "), name=name)


def test_a_message_reaches_the_instance_with_its_name_and_key(sandbox: Sandbox) -> None:
    catcher(sandbox)
    one, other = sandbox.start("p", {"cliente": 1}), sandbox.start("p", {"cliente": "1"})
    sandbox.publish("firma", key=1, variables={"dia": "lunes"})
    assert (one.status, other.status) == ("completed", "active")
    assert one.variables == {"cliente": 1, "dia": "lunes"}
    assert other.variables == {"cliente": "1"}
    assert sandbox.messages() == []


def test_only_the_oldest_of_several_gets_it(sandbox: Sandbox) -> None:
    catcher(sandbox)
    first, second = (sandbox.start("p", {"cliente": 1}) for _ in range(2))
    sandbox.publish("firma", key=1)
    assert (first.status, second.status) == ("completed", "active")


def test_the_age_of_a_subscription_counts_not_that_of_its_instance(sandbox: Sandbox) -> None:
    late = process(
        START + user("a") + event("intermediateCatchEvent", "c", "message", "firma") + END,
        "s a c e",
    )
    sandbox.deploy(file(late, roots=FIRMA))
    old, young = (sandbox.start("p", {"cliente": 1}) for _ in range(2))
    young.complete("a")
    old.complete("a")
    sandbox.publish("firma", key=1)
    assert (old.status, young.status) == ("active", "completed")


@pytest.mark.parametrize("key", [None, 2])
def test_nobody_there_keeps_the_message(sandbox: Sandbox, key: Any) -> None:
    catcher(sandbox)
    inst = sandbox.start("p", {"cliente": 1})
    sandbox.publish("firma", key=key, variables={"x": 1})
    (kept,) = sandbox.messages()
    assert (kept.name, kept.key, kept.case_key, kept.variables) == ("firma", key, None, {"x": 1})
    assert inst.status == "active"


def test_a_kept_message_goes_to_the_first_subscription_that_can_take_it(sandbox: Sandbox) -> None:
    catcher(sandbox)
    sandbox.publish("firma", key=1, variables={"n": 1})
    sandbox.publish("firma", key=1, variables={"n": 2})
    sandbox.advance("P1000D")
    inst = sandbox.start("p", {"cliente": 1})
    assert (inst.status, inst.variables["n"]) == ("completed", 1)
    assert [kept.variables["n"] for kept in sandbox.messages()] == [2]


def test_a_kept_message_starts_what_is_deployed_later(sandbox: Sandbox) -> None:
    sandbox.publish("pedido")
    sandbox.deploy(file(starter("q", "pedido"), roots=message("pedido")))
    assert [i.process_id for i in sandbox.instances] == ["q"]
    assert sandbox.messages() == []


def test_a_message_is_kept_for_its_time_to_live(sandbox: Sandbox) -> None:
    catcher(sandbox)
    sandbox.publish("firma", key=1, ttl="PT10M")
    sandbox.publish("firma", key=2, ttl="PT0S")
    assert [kept.key for kept in sandbox.messages()] == [1]
    sandbox.advance("PT9M59S")
    assert len(sandbox.messages()) == 1
    sandbox.advance("PT1S")
    assert sandbox.messages() == []
    assert sandbox.start("p", {"cliente": 1}).status == "active"


def test_a_message_that_expires_is_gone_for_a_timer_at_the_same_moment(sandbox: Sandbox) -> None:
    waits = process(
        START
        + timer("intermediateCatchEvent", "w", "timeDuration", "PT10M")
        + event("intermediateCatchEvent", "c", "message", "firma")
        + END,
        "s w c e",
    )
    sandbox.deploy(file(waits, roots=FIRMA))
    inst = sandbox.start("p", {"cliente": 1})
    sandbox.publish("firma", key=1, ttl="PT10M")
    sandbox.advance("PT10M")
    assert inst.path == ["s", "w"]


def test_a_bad_time_to_live_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as refused:
        sandbox.publish("firma", ttl="ten minutes")
    assert refused.value.code == "INVALID_VALUE"
    assert sandbox.messages() == []


def test_with_a_case_and_no_time_to_live_it_is_kept_until_the_case_ends(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task()))
    inst, other = sandbox.start("p", case_key="C"), sandbox.start("p", case_key="C")
    sandbox.publish("x", case_key="C")
    sandbox.publish("y", case_key="unknown yet")
    sandbox.publish("z", case_key="C", ttl="P1D")
    inst.complete("a")
    assert [kept.name for kept in sandbox.messages()] == ["x", "y", "z"]
    other.complete("a")
    assert [kept.name for kept in sandbox.messages()] == ["y", "z"]


def test_where_there_is_no_key_the_case_key_is_the_key(sandbox: Sandbox) -> None:
    sandbox.deploy(file(CATCH, roots=message("firma", "case_key")))
    inst = sandbox.start("p", case_key="C")
    sandbox.publish("firma", case_key="C")
    assert inst.status == "completed"


def test_the_key_alone_correlates(sandbox: Sandbox) -> None:
    sandbox.deploy(file(CATCH, roots=message("firma", "case_key")))
    one, other = sandbox.start("p", case_key="C"), sandbox.start("p", case_key="D")
    sandbox.publish("firma", key="D", case_key="C")
    assert (one.status, other.status) == ("active", "completed")


def test_a_key_that_is_a_cases_key_counts_as_its_case_key(sandbox: Sandbox) -> None:
    sandbox.deploy(
        file(one_task()), file(starter("q", "pedido", task="b"), roots=message("pedido"))
    )
    sandbox.start("p", case_key="C")
    sandbox.publish("pedido", key="C")
    sandbox.publish("pedido", key="nobody's")
    cases = [i.case_key for i in sandbox.instances if i.process_id == "q"]
    assert cases[0] == "C"
    assert cases[1] not in {"C", "nobody's"}


def test_a_started_instance_joins_the_case_that_is_named(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starter("q", "pedido"), roots=message("pedido")))
    sandbox.publish("pedido", key="k", case_key="C", variables={"x": 1})
    (inst,) = sandbox.instances
    assert (inst.case_key, inst.variables, inst.ends) == ("C", {"x": 1}, ["e"])


def test_with_a_key_one_instance_per_process_and_key_is_active_at_a_time(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starter("q", "pedido", task="a"), roots=message("pedido")))
    for n in (1, 2, 3):
        sandbox.publish("pedido", key="K", variables={"n": n})
    sandbox.publish("pedido", key="L", variables={"n": 4})
    assert [i.variables["n"] for i in sandbox.instances] == [1, 4]
    assert [kept.variables["n"] for kept in sandbox.messages()] == [2, 3]

    sandbox.instances[0].complete("a")
    assert [i.variables["n"] for i in sandbox.instances] == [1, 4, 2]
    assert [kept.variables["n"] for kept in sandbox.messages()] == [3]


def test_without_a_key_a_start_always_takes_it(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starter("q", "pedido", task="a"), roots=message("pedido")))
    for _ in range(3):
        sandbox.publish("pedido")
    assert len(sandbox.instances) == 3


def test_a_start_takes_only_what_its_condition_holds_for(sandbox: Sandbox) -> None:
    alta = starter("alta", "contrato", condition="=acto = &quot;alta&quot;")
    baja = starter("baja", "contrato", condition="acto = &quot;baja&quot;")
    roots = message("contrato")
    sandbox.deploy(file(alta, roots=roots), file(baja, roots=roots))
    sandbox.publish("contrato", key=1, variables={"acto": "baja"})
    sandbox.publish("contrato", key=1, variables={"acto": "otro"})
    assert [i.process_id for i in sandbox.instances] == ["baja"]
    assert len(sandbox.messages()) == 1


def test_the_key_names_the_variable_of_the_start_where_the_message_says_so(
    sandbox: Sandbox,
) -> None:
    sandbox.deploy(file(starter("q", "pedido"), roots=message("pedido", "cliente_id")))
    sandbox.publish("pedido", key="CLI-1")
    sandbox.publish("pedido", key="CLI-2", variables={"cliente_id": "dado"})
    assert [i.variables for i in sandbox.instances] == [
        {"cliente_id": "CLI-1"},
        {"cliente_id": "dado"},
    ]


def test_only_the_latest_version_listens(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starter("q", "viejo"), roots=message("viejo")))
    sandbox.deploy(file(starter("q", "nuevo"), roots=message("nuevo")))
    sandbox.publish("viejo")
    assert sandbox.instances == []
    sandbox.publish("nuevo")
    assert len(sandbox.instances) == 1


def test_publishing_again_with_the_same_idempotency_key_does_nothing(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starter("q", "pedido"), roots=message("pedido")))
    first = sandbox.publish("pedido", idempotency_key="k")
    assert sandbox.publish("pedido", idempotency_key="k") == first
    assert len(sandbox.instances) == 1
    assert sandbox.publish("pedido", idempotency_key="l") != first
    sandbox.publish("otro", idempotency_key="k")
    assert len(sandbox.instances) == 2
    assert [kept.name for kept in sandbox.messages()] == ["otro"]


# Thrown by instances

MAPPING = '<zeebe:ioMapping><zeebe:input source="=x + 1" target="y"/></zeebe:ioMapping>'


def test_a_throw_carries_what_its_input_mappings_give_and_its_case(sandbox: Sandbox) -> None:
    roots = message("pedido")
    sandbox.deploy(
        file(thrower("pedido", mapping=MAPPING), roots=roots),
        file(starter("q", "pedido"), roots=roots),
    )
    sender = sandbox.start("thrower", {"x": 1, "z": 3})
    receiver = sandbox.instances[1]
    assert (receiver.process_id, receiver.variables) == ("q", {"y": 2})
    assert receiver.case_key == sender.case_key
    assert receiver.parent is None
    assert sender.variables == {"x": 1, "z": 3}


def test_without_mappings_a_throw_carries_nothing(sandbox: Sandbox) -> None:
    roots = message("pedido")
    sandbox.deploy(file(thrower("pedido"), roots=roots), file(starter("q", "pedido"), roots=roots))
    sandbox.start("thrower", {"x": 1})
    assert sandbox.instances[1].variables == {}


def test_a_new_case_is_linked_to_its_origin(sandbox: Sandbox) -> None:
    roots = message("pedido")
    sandbox.deploy(
        file(thrower("pedido", newCase="true"), roots=roots),
        file(starter("q", "pedido"), roots=roots),
    )
    sender = sandbox.start("thrower", case_key="C")
    receiver = sandbox.instances[1]
    assert receiver.case_key != "C"
    assert (receiver.origin, sender.origin) == ("C", None)


def test_a_throw_is_kept_until_its_case_ends_or_for_its_own_time(sandbox: Sandbox) -> None:
    kept = process(
        START
        + event("intermediateThrowEvent", "t1", "message", "uno")
        + event("intermediateThrowEvent", "t2", "message", "dos", timeToLive="PT1H")
        + event("intermediateThrowEvent", "t3", "message", "tres", timeToLive="PT0S")
        + user("a")
        + END,
        "s t1 t2 t3 a e",
    )
    inst = started(sandbox, kept, roots=message("uno") + message("dos") + message("tres"))
    assert [m.name for m in sandbox.messages()] == ["uno", "dos"]
    inst.complete("a")
    assert [m.name for m in sandbox.messages()] == ["dos"]
    sandbox.advance("PT1H")
    assert sandbox.messages() == []


def test_an_end_event_of_the_last_instance_still_starts_the_next_of_the_case(
    sandbox: Sandbox,
) -> None:
    roots = message("pedido")
    ends = process(START + event("endEvent", "e", "message", "pedido"), "s e")
    sandbox.deploy(file(ends, roots=roots), file(starter("q", "pedido"), roots=roots))
    first = sandbox.start("p")
    assert [(i.process_id, i.case_key) for i in sandbox.instances] == [
        ("p", first.case_key),
        ("q", first.case_key),
    ]


def test_a_send_task_without_task_definition_publishes_by_itself(sandbox: Sandbox) -> None:
    roots = message("firma", "cliente")
    sends = process(
        f'{START}<sendTask id="t" messageRef="firma" cauce:correlationKey="=cliente"/>{END}',
        "s t e",
        name="q",
    )
    sandbox.deploy(file(CATCH, roots=roots), file(sends, roots=roots))
    waiting = sandbox.start("p", {"cliente": "A"})
    sender = sandbox.start("q", {"cliente": "A"})
    assert (waiting.status, sender.status) == ("completed", "completed")
    assert sender.path == ["s", "t", "e"]


def test_a_thrown_key_is_only_the_correlation_key(sandbox: Sandbox) -> None:
    # Unlike publish, a throw without key does not take the case's: a key never matches its absence.
    roots = message("firma", "case_key")
    sandbox.deploy(file(CATCH, roots=roots), file(thrower("firma"), roots=roots))
    waiting = sandbox.start("p", case_key="C")
    sandbox.start("thrower", case_key="C")
    assert waiting.status == "active"
    assert [kept.key for kept in sandbox.messages()] == [None]


def test_messages_are_delivered_in_the_order_thrown_each_to_rest(sandbox: Sandbox) -> None:
    order: list[str] = []
    sandbox.on_job("nota", lambda job: order.append(str(job.variables["n"])))
    roots = "".join(message(name) for name in ("uno", "dos", "tres"))
    chain = process(
        event("startEvent", "m", "message", "uno")
        + event("intermediateThrowEvent", "t", "message", "tres")
        + END,
        "m t e",
        name="q1",
    )
    sandbox.deploy(
        file(thrower("uno", "dos"), roots=roots),
        file(chain, roots=roots),
        file(starter("q2", "dos"), roots=roots),
        file(starter("q3", "tres"), roots=roots),
    )
    sandbox.start("thrower")
    assert [i.process_id for i in sandbox.instances] == ["thrower", "q1", "q2", "q3"]


def test_a_message_is_addressed_by_id_where_it_has_no_name(sandbox: Sandbox) -> None:
    roots = '<message id="Message_1"/>'
    sandbox.deploy(file(starter("q", "Message_1"), roots=roots))
    sandbox.publish("Message_1")
    assert len(sandbox.instances) == 1


def test_an_event_subprocess_takes_messages_again_and_again(sandbox: Sandbox) -> None:
    inner = event("startEvent", "m", "message", "nota", isInterrupting="false")
    body = f'{inner}<endEvent id="n"/>{flows("m n")}'
    sub = f'<subProcess id="sub" triggeredByEvent="true">{body}</subProcess>'
    inst = started(
        sandbox, process(START + user("a") + END + sub, "s a e"), roots=message("nota", "case_key")
    )
    for _ in range(3):
        sandbox.publish("nota", case_key=inst.case_key)
    assert inst.ends == ["n", "n", "n"]
    assert sandbox.messages() == []
    inst.complete("a")
    sandbox.publish("nota", case_key=inst.case_key)
    assert inst.status == "completed"
    assert sandbox.messages() == []
    sandbox.replay_check()


def test_instances_that_feed_each_other_for_ever_are_stopped(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cauce.testing.world.MAX_DELIVERIES", 50)
    body = event("startEvent", "m", "message", "eco") + event("endEvent", "e", "message", "eco")
    sandbox.deploy(file(process(body, "m e", name="q"), roots=message("eco")))
    with pytest.raises(NoRestError, match="never come to rest"):
        sandbox.publish("eco")


def test_a_message_too_large_for_its_receiver_is_kept(sandbox: Sandbox) -> None:
    catcher(sandbox)
    inst = sandbox.start("p", {"cliente": 1})
    sandbox.publish("firma", key=1, variables={"x": "y" * 300_000})
    assert (inst.status, inst.incidents) == ("active", [])
    assert len(sandbox.messages()) == 1
    sandbox.publish("firma", key=1, variables={"x": "y"})
    assert inst.status == "completed"
