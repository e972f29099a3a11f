"""The clock: due timers fire one by one, at their time, and all they cause settles first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.testing.support import (
    END,
    START,
    event,
    file,
    process,
    service,
    started,
    timer,
    user,
)

from cauce.testing import Job, Refused, Sandbox


def waiting(text: str, kind: str = "timeDuration", name: str = "p") -> str:
    return process(
        START + timer("intermediateCatchEvent", "w", kind, text) + END, "s w e", name=name
    )


def test_nothing_fires_before_its_time(sandbox: Sandbox) -> None:
    inst = started(sandbox, waiting("PT65S"))
    begun = sandbox.now
    sandbox.advance("PT64S")
    assert inst.path == ["s"]
    sandbox.advance(timedelta(seconds=1))
    assert inst.path == ["s", "w", "e"]
    assert sandbox.now == begun + timedelta(seconds=65)


def test_the_clock_stands_at_the_due_time_while_a_timer_fires(sandbox: Sandbox) -> None:
    seen: list[datetime] = []
    sandbox.on_job("hora", lambda _job: seen.append(sandbox.now))
    begun = sandbox.now
    body = START + timer("intermediateCatchEvent", "w", "timeDuration", "PT1H")
    started(sandbox, process(body + service("t", "hora") + END, "s w t e"))
    sandbox.advance("P1D")
    assert seen == [begun + timedelta(hours=1)]
    assert sandbox.now == begun + timedelta(days=1)


def test_timers_fire_by_due_time_then_by_creation(sandbox: Sandbox) -> None:
    order: list[str] = []

    def note(job: Job) -> None:
        order.append(job.instance.process_id)

    sandbox.on_job("nota", note)
    for name, text in (("late", "PT2H"), ("early", "PT1H"), ("second", "PT1H")):
        body = START + timer("intermediateCatchEvent", "w", "timeDuration", text)
        sandbox.deploy(file(process(body + service("t", "nota") + END, "s w t e", name=name)))
        sandbox.start(name)
    sandbox.advance("PT2H")
    assert order == ["early", "second", "late"]


def test_timers_created_inside_the_window_fire_too(sandbox: Sandbox) -> None:
    body = "".join(
        timer("intermediateCatchEvent", f"w{n}", "timeDuration", "PT20M") for n in range(4)
    )
    inst = started(sandbox, process(START + body + END, "s w0 w1 w2 w3 e"))
    sandbox.advance("PT1H")
    assert inst.path == ["s", "w0", "w1", "w2"]


def test_everything_a_timer_causes_settles_before_the_next(sandbox: Sandbox) -> None:
    # Both are due at the same moment; what the first throws takes the second's timer away.
    first = process(
        START
        + timer("intermediateCatchEvent", "w", "timeDuration", "PT1H")
        + event("endEvent", "e", "signal", "alto"),
        "s w e",
    )
    second = process(
        START
        + user("a")
        + timer("boundaryEvent", "b", "timeDuration", "PT1H", attachedToRef="a")
        + event("boundaryEvent", "g", "signal", "alto", attachedToRef="a")
        + END
        + '<endEvent id="tarde"/><endEvent id="parada"/>',
        "s a e",
        "b tarde",
        "g parada",
        name="q",
    )
    roots = '<signal id="alto" name="alto"/>'
    sandbox.deploy(file(first, roots=roots), file(second, roots=roots))
    sandbox.start("p")
    other = sandbox.start("q")
    sandbox.advance("PT1H")
    assert other.ends == ["parada"]


@pytest.mark.parametrize(("text", "times"), [("R3/PT1H", 3), ("R1/PT1H", 1), ("R/PT1H", 5)])
def test_a_cycle_on_a_boundary_fires_as_often_as_it_says(
    sandbox: Sandbox, text: str, times: int
) -> None:
    late = timer("boundaryEvent", "b", "timeCycle", text, attachedToRef="a", cancelActivity="false")
    inst = started(
        sandbox, process(START + user("a") + late + END + '<endEvent id="n"/>', "s a e", "b n")
    )
    sandbox.advance("PT5H30M")
    assert inst.ends == ["n"] * times
    assert inst.status == "active"


def test_a_cycle_on_an_intermediate_event_fires_once(sandbox: Sandbox) -> None:
    inst = started(sandbox, waiting("R4/PT5S", "timeCycle"))
    sandbox.advance("PT1M")
    assert inst.path == ["s", "w", "e"]


def test_a_cycle_whose_start_lies_in_the_past_fires_at_its_next_occurrence(
    sandbox: Sandbox,
) -> None:
    inst = started(sandbox, waiting("R/2026-03-01T09:30:00-03:00/P1D", "timeCycle"))
    sandbox.advance("PT29M")
    assert inst.path == ["s"]
    sandbox.advance("PT1M")
    assert inst.path == ["s", "w", "e"]


def test_a_moment_that_has_passed_is_due_at_once(sandbox: Sandbox) -> None:
    inst = started(sandbox, waiting("2020-01-01T00:00:00Z", "timeDate"))
    now = sandbox.now
    assert inst.path == ["s"]
    sandbox.advance("PT0S")
    assert inst.path == ["s", "w", "e"]
    assert sandbox.now == now


def test_the_clock_only_goes_forward(sandbox: Sandbox) -> None:
    now = sandbox.now
    for duration in ("-PT1S", "tomorrow", ""):
        with pytest.raises(Refused):
            sandbox.advance(duration)
    assert sandbox.now == now


# Processes that start by time


def starting(text: str, kind: str = "timeCycle") -> str:
    return process(timer("startEvent", "t", kind, text) + user("a") + END, "t a e")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("R3/PT1H", "timeCycle", [1, 2, 3]),
        ("R/PT2H", "timeCycle", [2, 4]),
        ("PT90M", "timeDuration", [1.5]),
        ("2026-03-02T11:00:00-03:00", "timeDate", [2]),
        ("R/2026-03-02T08:30:00-03:00/PT2H", "timeCycle", [1.5, 3.5]),
    ],
)
def test_a_timer_start_begins_instances_on_time(
    sandbox: Sandbox, text: str, kind: str, expected: list[float]
) -> None:
    begun = sandbox.now
    sandbox.deploy(file(starting(text, kind)))
    assert sandbox.instances == []
    sandbox.advance("PT5H")
    times = [task.created_at for task in sandbox.tasks()]
    assert times == [begun + timedelta(hours=hours) for hours in expected]
    assert [i.path for i in sandbox.instances] == [["t"]] * len(expected)
    assert len({i.case_key for i in sandbox.instances}) == len(expected)


def test_a_newer_version_replaces_the_timers_of_the_older(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starting("R/PT1H")))
    sandbox.advance("PT30M")
    sandbox.deploy(file(starting("R/PT2H")))
    sandbox.advance("PT1H")
    assert sandbox.instances == []
    sandbox.advance("PT1H")
    assert len(sandbox.instances) == 1


def test_another_deployment_leaves_running_timers_alone(sandbox: Sandbox) -> None:
    sandbox.deploy(file(starting("R/PT1H")))
    sandbox.advance("PT30M")
    sandbox.deploy(file(waiting("PT1H", name="q")))
    sandbox.advance("PT30M")
    assert [i.process_id for i in sandbox.instances] == ["p"]


def test_a_timer_whose_value_is_wrong_is_an_incident(sandbox: Sandbox) -> None:
    inst = started(sandbox, waiting("=cuando"))
    assert [(i.code, i.element_id) for i in inst.incidents] == [("EXPRESSION_FAILED", "w")]
    inst.set_variables({"cuando": "PT1H"})
    inst.resolve()
    assert inst.incidents == []
    sandbox.advance("PT1H")
    assert inst.status == "completed"
