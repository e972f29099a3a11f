"""Signals between instances: to all who listen when the step that threw it has come to rest."""

from __future__ import annotations

from tests.testing.support import END, START, event, file, process, user

from cauce.testing import Sandbox

SIGNAL = '<signal id="cierre" name="cierre"/>'
KEYED = {"correlationKey": "=cliente"}


def catcher(name: str = "p", **attributes: str) -> str:
    return process(
        START + event("intermediateCatchEvent", "c", "signal", "cierre", **attributes) + END,
        "s c e",
        name=name,
    )


def thrower(mapping: str = "", **attributes: str) -> str:
    return process(
        START
        + event("intermediateThrowEvent", "t", "signal", "cierre", mapping, **attributes)
        + END,
        "s t e",
        name="thrower",
    )


def test_a_signal_reaches_all_who_listen(sandbox: Sandbox) -> None:
    sandbox.deploy(file(catcher(), roots=SIGNAL))
    several = [sandbox.start("p") for _ in range(3)]
    sandbox.signal("cierre", {"x": 1})
    assert [i.status for i in several] == ["completed"] * 3
    assert [i.variables for i in several] == [{"x": 1}] * 3
    sandbox.signal("cierre")
    assert sandbox.start("p").status == "active"


def test_with_a_key_those_who_listen_with_it(sandbox: Sandbox) -> None:
    sandbox.deploy(file(catcher(**KEYED), roots=SIGNAL))
    sandbox.deploy(file(catcher("q"), roots=SIGNAL))
    same, other = sandbox.start("p", {"cliente": "A"}), sandbox.start("p", {"cliente": "B"})
    keyless = sandbox.start("q")
    sandbox.signal("cierre", key="A")
    assert [i.status for i in (same, other, keyless)] == ["completed", "active", "active"]
    sandbox.signal("cierre")
    assert [i.status for i in (other, keyless)] == ["completed", "completed"]


def test_an_instance_throws_to_the_others(sandbox: Sandbox) -> None:
    mapping = '<zeebe:ioMapping><zeebe:input source="=1" target="x"/></zeebe:ioMapping>'
    sandbox.deploy(
        file(catcher(**KEYED), roots=SIGNAL), file(thrower(mapping, **KEYED), roots=SIGNAL)
    )
    same, other = sandbox.start("p", {"cliente": "A"}), sandbox.start("p", {"cliente": "B"})
    sender = sandbox.start("thrower", {"cliente": "A"})
    assert [i.status for i in (same, other, sender)] == ["completed", "active", "completed"]
    assert same.variables == {"cliente": "A", "x": 1}
    assert other.variables == {"cliente": "B"}


def test_a_signal_starts_every_process_that_it_starts(sandbox: Sandbox) -> None:
    one, two = (
        process(event("startEvent", "g", "signal", "cierre") + END, "g e", name=name)
        for name in ("q1", "q2")
    )
    sandbox.deploy(file(one, roots=SIGNAL), file(two, roots=SIGNAL))
    sandbox.signal("cierre", {"x": 1})
    assert [(i.process_id, i.path, i.variables) for i in sandbox.instances] == [
        ("q1", ["g", "e"], {"x": 1}),
        ("q2", ["g", "e"], {"x": 1}),
    ]


def test_receivers_are_those_that_listened_when_the_step_had_come_to_rest(sandbox: Sandbox) -> None:
    # q begins to listen because of the message that is thrown before the signal: too late.
    throws = process(
        START
        + event("intermediateThrowEvent", "t1", "message", "aviso")
        + event("intermediateThrowEvent", "t2", "signal", "cierre")
        + END,
        "s t1 t2 e",
        name="thrower",
    )
    late = process(
        event("startEvent", "m", "message", "aviso")
        + event("intermediateCatchEvent", "c", "signal", "cierre")
        + END,
        "m c e",
        name="q",
    )
    roots = SIGNAL + '<message id="aviso" name="aviso"/>'
    sandbox.deploy(file(throws, roots=roots), file(late, roots=roots))
    sandbox.start("thrower")
    assert [(i.process_id, i.status) for i in sandbox.instances] == [
        ("thrower", "completed"),
        ("q", "active"),
    ]


def test_one_delivery_may_withdraw_the_next(sandbox: Sandbox) -> None:
    # The first receiver cancels what the second would do by ending the case's other listener.
    throws = process(
        START
        + event("boundaryEvent", "b", "signal", "cierre", attachedToRef="a")
        + user("a")
        + END,
        "s a e",
        "b e",
    )
    sandbox.deploy(file(throws, roots=SIGNAL))
    several = [sandbox.start("p") for _ in range(2)]
    sandbox.signal("cierre")
    assert [i.ends for i in several] == [["e"], ["e"]]
    assert sandbox.tasks() == []


def test_a_signal_is_heard_inside_its_own_instance_too(sandbox: Sandbox) -> None:
    inner = (
        '<subProcess id="sub"><startEvent id="is"/><endEvent id="ie"><signalEventDefinition '
        'signalRef="cierre"/></endEvent><sequenceFlow id="f1" sourceRef="is" targetRef="ie"/>'
        "</subProcess>"
    )
    body = START + inner + event("boundaryEvent", "b", "signal", "cierre", attachedToRef="sub")
    sandbox.deploy(
        file(process(body + END + '<endEvent id="e2"/>', "s sub e", "b e2"), roots=SIGNAL)
    )
    assert sandbox.start("p").ends == ["ie", "e2"]
