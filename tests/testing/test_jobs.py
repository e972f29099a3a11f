"""Jobs: who answers them, in which order, and what their failures come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.testing.support import (
    END,
    START,
    event,
    file,
    message,
    process,
    service,
    started,
    user,
)

from cauce.testing import BpmnError, Job, Sandbox

ONE = process(f"{START}{service('t', 'correo')}{END}", "s t e")
CAUGHT = process(
    START
    + service("t", "correo")
    + event("boundaryEvent", "b", "error", "rechazo", attachedToRef="t")
    + END
    + '<endEvent id="mal"/>',
    "s t e",
    "b mal",
)


def nothing(job: Job) -> None:
    """Answer a job with nothing."""


ERROR = '<error id="rechazo" errorCode="RECHAZO"/>'


def test_a_job_without_handler_waits(sandbox: Sandbox) -> None:
    inst = started(sandbox, ONE, x=1)
    (job,) = sandbox.jobs()
    assert (job.type, job.element_id, job.retries) == ("correo", "t", 3)
    assert (job.instance, job.case_key) == (inst, inst.case_key)
    assert job.variables == {"x": 1}
    assert job.headers == {}
    assert inst.status == "active"
    assert not inst.stuck


def test_a_handler_gives_the_result(sandbox: Sandbox) -> None:
    sandbox.on_job("correo", lambda job: {"enviado": True, "n": job.variables["x"] + 1})
    inst = started(sandbox, ONE, x=1)
    assert inst.status == "completed"
    assert inst.variables == {"x": 1, "enviado": True, "n": 2}
    assert sandbox.jobs() == []
    assert [dict(call) for call in sandbox.calls("correo")] == [{"x": 1}]


def test_a_handler_may_give_nothing(sandbox: Sandbox) -> None:
    sandbox.on_job("correo", nothing)
    assert started(sandbox, ONE).status == "completed"


def test_jobs_that_wait_are_done_when_a_handler_comes(sandbox: Sandbox) -> None:
    inst = started(sandbox, ONE)
    sandbox.on_job("correo", nothing)
    assert inst.status == "completed"


def test_a_job_sees_all_that_its_task_sees_with_input_mappings_and_headers(
    sandbox: Sandbox,
) -> None:
    seen: list[Job] = []
    sandbox.on_job("correo", seen.append)
    extensions = (
        '<zeebe:taskHeaders><zeebe:header key="plantilla" value="alta"/></zeebe:taskHeaders>'
        '<zeebe:ioMapping><zeebe:input source="=x + 1" target="y"/></zeebe:ioMapping>'
    )
    inst = started(
        sandbox, process(f"{START}{service('t', 'correo', 5, extensions)}{END}", "s t e"), x=1
    )
    (job,) = seen
    assert job.variables == {"x": 1, "y": 2}
    assert job.headers == {"plantilla": "alta"}
    assert job.retries == 5
    assert inst.variables == {"x": 1}


@pytest.mark.parametrize("retries", [1, 3])
def test_a_failing_job_is_tried_again_at_once_then_an_incident(
    sandbox: Sandbox, retries: int
) -> None:
    asked: list[int] = []

    def fail(job: Job) -> None:
        asked.append(job.retries)
        raise OSError("sin red")

    sandbox.on_job("correo", fail)
    inst = started(sandbox, process(f"{START}{service('t', 'correo', retries)}{END}", "s t e"))

    assert asked == list(range(retries, 0, -1))
    assert inst.status == "active"
    (incident,) = inst.incidents
    assert (incident.code, incident.element_id) == ("JOB_FAILED", "t")
    assert "sin red" in incident.message

    sandbox.on_job("correo", nothing)
    assert inst.status == "active"
    inst.resolve(incident)
    assert (inst.status, inst.incidents) == ("completed", [])
    sandbox.replay_check()


def test_a_job_that_works_the_second_time_leaves_no_incident(sandbox: Sandbox) -> None:
    attempts: list[int] = []

    def sometimes(job: Job) -> dict[str, Any]:
        attempts.append(job.retries)
        if len(attempts) == 1:
            raise OSError("sin red")
        return {}

    sandbox.on_job("correo", sometimes)
    inst = started(sandbox, ONE)
    assert (inst.status, inst.incidents, attempts) == ("completed", [], [3, 2])


def refuse_with_object(job: Job) -> None:
    raise BpmnError("RECHAZO", variables={"x": object()})


@pytest.mark.parametrize(
    "handler",
    [
        pytest.param(lambda _job: {"x": object()}, id="no FEEL value"),
        pytest.param(lambda _job: 7, id="no dict"),
        pytest.param(refuse_with_object, id="an error with no FEEL value"),
    ],
)
def test_an_answer_that_no_variable_can_hold_is_a_failure(
    sandbox: Sandbox, handler: Callable[[Job], Any]
) -> None:
    sandbox.on_job("correo", handler)
    inst = started(sandbox, ONE)
    assert [i.code for i in inst.incidents] == ["JOB_FAILED"]
    assert len(sandbox.calls("correo")) == 3


def test_a_job_whose_answer_is_too_large_is_held_and_not_done_again(sandbox: Sandbox) -> None:
    sandbox.on_job("correo", lambda _job: {"x": "y" * 300_000})
    inst = started(sandbox, ONE)
    assert [i.code for i in inst.incidents] == ["VARIABLES_TOO_LARGE"]
    assert len(sandbox.calls("correo")) == 1


def test_a_bpmn_error_is_caught_by_its_event(sandbox: Sandbox) -> None:
    def refuse(job: Job) -> None:
        raise BpmnError("RECHAZO", "no existe")

    sandbox.on_job("correo", refuse)
    inst = started(sandbox, CAUGHT, roots=ERROR)
    assert (inst.status, inst.ends, inst.incidents) == ("completed", ["mal"], [])
    assert "t" not in inst.path
    assert len(sandbox.calls("correo")) == 1


def test_a_bpmn_error_that_nothing_catches_fails_the_instance(sandbox: Sandbox) -> None:
    def refuse(job: Job) -> None:
        raise BpmnError("OTRO")

    sandbox.on_job("correo", refuse)
    inst = started(sandbox, CAUGHT, roots=ERROR)
    assert (inst.status, inst.ends, inst.incidents) == ("failed", [], [])


def test_jobs_are_done_one_at_a_time_oldest_first_each_result_before_the_next(
    sandbox: Sandbox,
) -> None:
    order: list[str] = []
    sandbox.on_job("uno", lambda job: order.append(f"uno {job.element_id}"))
    sandbox.on_job("dos", lambda job: order.append(f"dos {job.element_id}"))
    started(
        sandbox,
        process(
            f'{START}<parallelGateway id="f"/>{service("a", "uno")}{service("b", "dos")}'
            f"{service('c', 'uno')}{END}",
            "s f a c e",
            "f b e",
        ),
    )
    assert order == ["uno a", "dos b", "uno c"]


def test_a_job_withdrawn_before_its_turn_is_not_called(sandbox: Sandbox) -> None:
    def refuse(job: Job) -> None:
        raise BpmnError("RECHAZO")

    sandbox.on_job("uno", refuse)
    sandbox.on_job("dos", nothing)
    inner = (
        '<subProcess id="sub"><startEvent id="is"/><parallelGateway id="f"/>'
        + service("a", "uno")
        + service("b", "dos")
        + '<endEvent id="ie"/><sequenceFlow id="x1" sourceRef="is" targetRef="f"/>'
        + '<sequenceFlow id="x2" sourceRef="f" targetRef="a"/>'
        + '<sequenceFlow id="x3" sourceRef="f" targetRef="b"/>'
        + '<sequenceFlow id="x4" sourceRef="a" targetRef="ie"/>'
        + '<sequenceFlow id="x5" sourceRef="b" targetRef="ie"/></subProcess>'
    )
    inst = started(
        sandbox,
        process(
            START
            + inner
            + event("boundaryEvent", "b1", "error", "rechazo", attachedToRef="sub")
            + END
            + '<endEvent id="mal"/>',
            "s sub e",
            "b1 mal",
        ),
        roots=ERROR,
    )
    assert inst.ends == ["mal"]
    assert len(sandbox.calls("uno")) == 1
    assert list(sandbox.calls("dos")) == []


def test_messages_are_delivered_before_jobs_are_done(sandbox: Sandbox) -> None:
    order: list[tuple[str, int]] = []
    sandbox.on_job(
        "trabajo", lambda job: order.append((job.instance.process_id, len(sandbox.instances)))
    )
    sandbox.deploy(
        file(
            process(
                f'{START}<parallelGateway id="f"/>{service("a", "trabajo")}'
                + event("intermediateThrowEvent", "t", "message", "aviso")
                + END,
                "s f a e",
                "f t e",
            ),
            roots=message("aviso"),
        ),
        file(
            process(
                event("startEvent", "m", "message", "aviso") + service("z", "trabajo") + END,
                "m z e",
                name="q",
            ),
            roots=message("aviso"),
        ),
    )
    sandbox.start("p")
    # When the older job is done, the message has started the other process already.
    assert order == [("p", 2), ("q", 2)]
    assert [i.status for i in sandbox.instances] == ["completed", "completed"]


def test_a_task_beside_a_job_stays_open(sandbox: Sandbox) -> None:
    inst = started(
        sandbox,
        process(
            f'{START}<parallelGateway id="f"/>{service("a", "nadie")}{user("b")}{END}',
            "s f a e",
            "f b e",
        ),
    )
    assert [task.element_id for task in inst.tasks()] == ["b"]
    assert [job.element_id for job in sandbox.jobs()] == ["a"]
