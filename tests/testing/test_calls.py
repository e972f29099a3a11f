"""Call activities: an instance of its own, its variables, and how it comes back."""

from __future__ import annotations

from tests.testing.support import END, START, event, file, one_task, process, service, user

from cauce.testing import Sandbox

ERROR = '<error id="mal" errorCode="MAL"/>'
ESCALATION = '<escalation id="sube" escalationCode="SUBE"/>'


def caller(called: str = "c", mappings: str = "", *, after: str = "", **chains: str) -> str:
    call = (
        f'<callActivity id="call"><extensionElements><zeebe:calledElement processId="{called}"/>'
        f"{mappings}</extensionElements></callActivity>"
    )
    return process(START + call + after + END, "s call e", *chains.values())


def test_a_called_process_is_an_instance_of_its_own(sandbox: Sandbox) -> None:
    sandbox.deploy(file(caller()), file(one_task("c")))
    parent = sandbox.start("p", {"x": 1})
    child = sandbox.instances[1]
    assert (child.process_id, child.parent, child.case_key) == ("c", parent, parent.case_key)
    assert child.variables == {"x": 1}

    child.complete("a", {"y": 2})
    assert (child.status, parent.status) == ("completed", "completed")
    assert parent.path == ["s", "call", "e"]
    assert child.path == ["s", "a", "e"]
    assert parent.variables == {"x": 1, "y": 2}
    sandbox.replay_check()


def test_mappings_say_what_goes_in_and_out(sandbox: Sandbox) -> None:
    mappings = (
        '<zeebe:ioMapping><zeebe:input source="=x + 1" target="n"/>'
        '<zeebe:output source="=y" target="resultado"/></zeebe:ioMapping>'
    )
    sandbox.deploy(file(caller(mappings=mappings)), file(one_task("c")))
    parent = sandbox.start("p", {"x": 1})
    child = sandbox.instances[1]
    assert child.variables["n"] == 2
    child.complete("a", {"y": 7, "z": 8})
    assert parent.variables == {"x": 1, "resultado": 7}


def test_a_missing_process_is_an_incident_that_can_be_resolved(sandbox: Sandbox) -> None:
    sandbox.deploy(file(caller()))
    parent = sandbox.start("p")
    assert [(i.code, i.element_id) for i in parent.incidents] == [
        ("CALLED_PROCESS_MISSING", "call")
    ]
    assert parent.status == "active"
    sandbox.deploy(file(one_task("c")))
    parent.resolve()
    assert parent.incidents == []
    assert [i.process_id for i in sandbox.instances] == ["p", "c"]
    sandbox.instances[1].complete("a")
    assert parent.status == "completed"


def test_the_version_of_the_callers_deployment_is_called(sandbox: Sandbox) -> None:
    sandbox.deploy(file(caller()), file(one_task("c", "old")))
    sandbox.deploy(file(one_task("c", "new")))
    sandbox.start("p")
    assert [task.element_id for task in sandbox.tasks()] == ["old"]


def test_else_the_latest_when_the_call_is_made(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task("c", "old")))
    sandbox.deploy(file(caller()))
    sandbox.deploy(file(one_task("c", "new")))
    sandbox.start("p")
    assert [task.element_id for task in sandbox.tasks()] == ["new"]


def test_an_error_of_the_called_process_is_caught_at_the_call(sandbox: Sandbox) -> None:
    fails = process(START + event("endEvent", "f", "error", "mal"), "s f", name="c")
    after = event("boundaryEvent", "b", "error", "mal", attachedToRef="call") + '<endEvent id="m"/>'
    sandbox.deploy(file(caller(after=after, b="b m"), roots=ERROR), file(fails, roots=ERROR))
    parent = sandbox.start("p")
    child = sandbox.instances[1]
    assert (child.status, child.ends) == ("failed", ["f"])
    assert (parent.status, parent.ends, parent.incidents) == ("completed", ["m"], [])


def test_an_error_that_nothing_catches_fails_the_caller_too(sandbox: Sandbox) -> None:
    fails = process(START + event("endEvent", "f", "error", "mal"), "s f", name="c")
    sandbox.deploy(file(caller(), roots=ERROR), file(fails, roots=ERROR))
    sandbox.start("p")
    assert [i.status for i in sandbox.instances] == ["failed", "failed"]


def test_an_escalation_goes_up_and_the_call_goes_on(sandbox: Sandbox) -> None:
    escalates = process(
        START + event("intermediateThrowEvent", "t", "escalation", "sube") + user("a") + END,
        "s t a e",
        name="c",
    )
    after = (
        event(
            "boundaryEvent", "b", "escalation", "sube", attachedToRef="call", cancelActivity="false"
        )
        + '<endEvent id="m"/>'
    )
    sandbox.deploy(
        file(caller(after=after, b="b m"), roots=ESCALATION), file(escalates, roots=ESCALATION)
    )
    parent = sandbox.start("p")
    assert parent.ends == ["m"]
    assert [i.status for i in sandbox.instances] == ["active", "active"]
    sandbox.instances[1].complete("a")
    assert parent.ends == ["m", "e"]


def test_an_interrupted_call_ends_what_it_called_down_to_the_last(sandbox: Sandbox) -> None:
    after = (
        event("boundaryEvent", "b", "message", "alto", attachedToRef="call") + '<endEvent id="m"/>'
    )
    middle = caller("d").replace('id="p"', 'id="c"')
    sandbox.deploy(
        file(caller(after=after, b="b m"), roots=ALTO), file(middle), file(one_task("d"))
    )
    parent = sandbox.start("p", {"k": 1})
    sandbox.publish("alto", key=1)
    assert [(i.process_id, i.status) for i in sandbox.instances] == [
        ("p", "completed"),
        ("c", "terminated"),
        ("d", "terminated"),
    ]
    assert (parent.ends, parent.incidents, sandbox.tasks()) == (["m"], [], [])
    sandbox.replay_check()


ALTO = (
    '<message id="alto" name="alto"><extensionElements><zeebe:subscription correlationKey="=k"/>'
    "</extensionElements></message>"
)


def test_a_call_withdrawn_before_its_turn_starts_nothing(sandbox: Sandbox) -> None:
    # The call is made, and in the same step the branch beside it ends the process.
    body = (
        START
        + '<parallelGateway id="f"/><callActivity id="call"><extensionElements>'
        + '<zeebe:calledElement processId="c"/></extensionElements></callActivity>'
        + '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
        + END
    )
    sandbox.deploy(file(process(body, "s f call e", "f stop")), file(one_task("c")))
    parent = sandbox.start("p")
    assert parent.status == "completed"
    assert [i.process_id for i in sandbox.instances] == ["p"]


def test_a_cancelled_called_instance_is_an_incident_of_its_caller(sandbox: Sandbox) -> None:
    sandbox.deploy(file(caller()), file(one_task("c")))
    parent = sandbox.start("p")
    sandbox.instances[1].cancel("por error")
    assert sandbox.instances[1].status == "terminated"
    assert [i.code for i in parent.incidents] == ["CALLED_PROCESS_CANCELLED"]
    parent.resolve()
    assert [i.status for i in sandbox.instances] == ["active", "terminated", "active"]


def test_cancelling_the_caller_cancels_what_it_called(sandbox: Sandbox) -> None:
    sandbox.deploy(file(caller()), file(one_task("c")))
    parent = sandbox.start("p")
    parent.cancel("ya no")
    assert [i.status for i in sandbox.instances] == ["terminated", "terminated"]
    assert sandbox.tasks() == []
    assert parent.ends == []


def test_the_jobs_of_a_called_process_take_their_turn(sandbox: Sandbox) -> None:
    sandbox.on_job("x", lambda _job: {"hecho": True})
    work = process(START + service("t", "x") + END, "s t e", name="c")
    sandbox.deploy(file(caller()), file(work))
    parent = sandbox.start("p")
    assert parent.status == "completed"
    assert parent.variables == {"hecho": True}
