"""User tasks: who, by when, four eyes, and waiting for the client."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cauce.calendar import calendar_from
from cauce.engine import Decided, Env
from cauce.engine import commands as c

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
MONDAY = datetime.fromisoformat("2026-03-02T09:00:00-03:00")


def task(extensions: str = "", attributes: str = "", inner: str = "") -> str:
    return (
        f'<userTask id="a" name="Revisar" {attributes}><extensionElements>{extensions}'
        f"</extensionElements>{inner}</userTask>"
    )


def only(case: Any) -> Any:
    [found] = case.state.tasks.values()
    return found


def test_roles_are_the_candidate_groups_as_text_or_list(process: Any) -> None:
    text = task('<zeebe:assignmentDefinition candidateGroups="Ventas, Legal"/>')
    assert only(process(ENDS + text, "s a e").start()).roles == ("Ventas", "Legal")
    listed = task('<zeebe:assignmentDefinition candidateGroups="=roles" assignee="=who"/>')
    case = process(ENDS + listed, "s a e").start(roles=["Uno", "Dos"], who="ana")
    assert only(case).roles == ("Uno", "Dos")
    assert only(case).assignee == "ana"


@pytest.mark.parametrize("name", ["ñ" * 256, "a\0b"], ids=["long", "nul"])
@pytest.mark.parametrize("data", [{"who": "ana", "roles": ["Uno", "{}"]}, {"who": "{}"}])
def test_names_that_no_index_holds_are_an_incident(
    process: Any, data: dict[str, Any], name: str
) -> None:
    listed = task('<zeebe:assignmentDefinition candidateGroups="=roles" assignee="=who"/>')
    given = {key: [v.format(name) for v in value] if isinstance(value, list) else value.format(name)
             for key, value in data.items()}  # fmt: skip
    case = process(ENDS + listed, "s a e").start(**given)
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    assert case.state.tasks == {}
    case.set(who="ñ" * 255, roles=["ñ" * 255])
    case.resolve()
    assert (only(case).assignee, only(case).roles) == ("ñ" * 255, ("ñ" * 255,))


def test_title_is_shown_without_what_no_text_has(process: Any) -> None:
    body = task("", 'cauce:title="=what"')
    assert only(process(ENDS + body, "s a e").start(what="a\0b")).name == "a\ufffdb"


def test_roles_are_the_innermost_lane_where_there_are_no_groups(process: Any) -> None:
    lanes = (
        '<laneSet id="ls"><lane id="l1" name="Empresa"><childLaneSet id="c">'
        '<lane id="l2" name="Mesa de Ayuda"><flowNodeRef>a</flowNodeRef></lane>'
        "</childLaneSet></lane></laneSet>"
    )
    assert only(process(lanes + ENDS + task(), "s a e").start()).roles == ("Mesa de Ayuda",)


def test_schedule_priority_form_and_title_come_from_the_extensions(process: Any) -> None:
    body = task(
        '<zeebe:taskSchedule dueDate="=today() + duration(&quot;P2D&quot;)" '
        'followUpDate="2026-03-03T10:00:00Z"/><zeebe:priorityDefinition priority="=10 * 8"/>'
        '<zeebe:formDefinition formId="f1"/>',
        'cauce:title="=&quot;Apoyo de &quot; + area"',
    )
    found = only(process(ENDS + body, "s a e").start(area="IT"))
    assert found.name == "Apoyo de IT"
    assert found.form == "f1"
    assert found.priority == 80
    assert found.due_at == datetime.fromisoformat("2026-03-04T00:00:00+00:00")
    assert found.follow_up_at == datetime.fromisoformat("2026-03-03T10:00:00+00:00")


def test_priority_that_is_no_number_is_an_incident_and_opens_no_task(process: Any) -> None:
    body = task('<zeebe:priorityDefinition priority="=level"/>')
    case = process(ENDS + body, "s a e").start()
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    assert case.state.tasks == {}
    case.set(level=3)
    case.resolve()
    assert only(case).priority == 3


def test_four_eyes_keeps_out_who_did_the_work_before(process: Any) -> None:
    body = (
        '<userTask id="w" cauce:actorVariable="author"/>'
        '<userTask id="a" name="Revisar" cauce:fourEyes="=author"/>'
    )
    case = process(ENDS + body, "s w a e").start()
    case.complete("w", by="ana")
    assert case.state.variables == {"author": "ana"}
    key = case.key("a")
    assert case.refuse(c.CompleteTask(key=key, actor="ana")).code == "NOT_ALLOWED"
    assert case.refuse(c.ClaimTask(key=key, actor="ana")).code == "NOT_ALLOWED"
    assert case.refuse(c.AssignTask(key=key, assignee="ana")).code == "NOT_ALLOWED"
    case.complete("a", by="luis")
    case.assert_done()


def test_claim_release_assign(process: Any) -> None:
    case = process(ENDS + task(), "s a e").start()
    key = case.key("a")
    case.do(c.ClaimTask(key=key, actor="ana"))
    assert only(case).assignee == "ana"
    refusal = case.refuse(c.ClaimTask(key=key, actor="luis"))
    assert (refusal.code, refusal.details) == ("TASK_ALREADY_CLAIMED", {"assignee": "ana"})
    case.do(c.ReleaseTask(key=key, actor="ana"))
    assert only(case).assignee is None
    case.do(c.AssignTask(key=key, assignee="luis"))
    assert only(case).assignee == "luis"


def test_completing_twice_is_refused(process: Any) -> None:
    case = process(ENDS + task() + '<userTask id="b"/>', "s a b e").start()
    key = case.key("a")
    case.complete("a")
    assert case.refuse(c.CompleteTask(key=key)).code == "UNKNOWN_TASK"


DEADLINE = '<cauce:deadline decisionId="plazos" fase="=1 + 1" rol="Ejecutor"/>'
EDGES = "".join(
    f'<boundaryEvent id="{name}" attachedToRef="a" cancelActivity="false" '
    f'cauce:workingTime="true"><timerEventDefinition><timeDuration>={text}</timeDuration>'
    f'</timerEventDefinition></boundaryEvent><endEvent id="{name}e"/>'
    for name, text in (("warn", "plazo * 0.75"), ("late", "plazo"))
)


def office_env(asked: list[Any]) -> Env:
    week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}

    def decide(name: str, scope: Any, _now: datetime) -> Decided | None:
        asked.append((name, scope.get("fase"), scope.get("rol"), scope.get("urgencia")))
        return Decided(value=timedelta(hours=8), version="1")

    calendar = calendar_from({"zone": "America/Santiago", "week": week})
    return Env(now=MONDAY, calendar=calendar, decide=decide)


def test_deadline_from_a_decision_gives_due_date_and_working_time_warnings(process: Any) -> None:
    asked: list[Any] = []
    body = ENDS + task(DEADLINE) + EDGES
    case = process(body, "s a e", "warn warne", "late latee", env=office_env(asked))
    case.start(urgencia="alta")
    assert asked == [("plazos", Decimal(2), "Ejecutor", "alta")]
    assert only(case).due_at == datetime.fromisoformat("2026-03-02T17:00:00-03:00")
    case.advance(hours=6)
    assert case.path == ["s", "warn", "warne"]
    case.advance(days=1)
    assert case.path == ["s", "warn", "warne", "late", "latee"]
    assert case.tasks == ["a"]


def test_waiting_for_the_client_stops_the_clock_in_working_time(process: Any) -> None:
    body = ENDS + task(DEADLINE) + EDGES
    case = process(body, "s a e", "warn warne", "late latee", env=office_env([])).start()
    key = case.key("a")
    case.advance(hours=2)
    case.do(c.WaitForClient(key=key, asks="antecedentes"))
    assert only(case).asks == "antecedentes"
    assert case.state.wake_at() is None
    case.advance(days=30)
    assert case.path == ["s"]
    assert case.refuse(c.WaitForClient(key=key)).code == "TASK_ALREADY_WAITING"
    case.do(c.ResumeTask(key=key))
    assert case.refuse(c.ResumeTask(key=key)).code == "TASK_NOT_WAITING"
    # Two hours had passed of six to the warning: four are left, from Wednesday 11:00.
    assert case.state.wake_at() == datetime.fromisoformat("2026-04-01T15:00:00-03:00")
    assert only(case).due_at == datetime.fromisoformat("2026-04-01T17:00:00-03:00")


def test_task_may_open_waiting_for_the_client(process: Any) -> None:
    body = ENDS + task(DEADLINE, 'cauce:waitsForClient="=contacto"') + EDGES
    chains = ("s a e", "warn warne", "late latee")
    waits = process(body, *chains, env=office_env([])).start(contacto=True)
    assert only(waits).waiting_since == waits.env.now
    assert waits.state.wake_at() is None
    runs = process(body, *chains, env=office_env([])).start(contacto=False)
    assert only(runs).waiting_since is None


def test_each_person_of_a_multi_instance_has_their_own_deadline(process: Any) -> None:
    inner = (
        "<multiInstanceLoopCharacteristics><extensionElements>"
        '<zeebe:loopCharacteristics inputCollection="=roles" inputElement="rol"/>'
        "</extensionElements></multiInstanceLoopCharacteristics>"
    )
    edges = EDGES.replace("<boundaryEvent ", '<boundaryEvent cauce:eachInstance="true" ')
    body = ENDS + task(DEADLINE.replace('rol="Ejecutor"', 'rol="=rol"'), inner=inner) + edges
    asked: list[Any] = []
    case = process(body, "s a e", "warn warne", "late latee", env=office_env(asked))
    case.start(roles=["Uno", "Dos"])
    assert [rol for _, _, rol, _ in asked] == ["Uno", "Dos"]
    first = case.key("a")
    case.do(c.WaitForClient(key=first))
    case.advance(days=2)
    assert case.path == ["s", "warn", "warne", "late", "latee"]
    case.do(c.ResumeTask(key=first))
    case.complete("a")
    case.complete("a")
    assert case.path[-3:] == ["a", "a", "e"]
    case.assert_done()


def test_outputs_of_a_boundary_event_tell_which_of_several_it_was(process: Any) -> None:
    inner = (
        "<multiInstanceLoopCharacteristics><extensionElements>"
        '<zeebe:loopCharacteristics inputCollection="=roles" inputElement="rol"/>'
        "</extensionElements></multiInstanceLoopCharacteristics>"
    )
    output = (
        "<extensionElements><zeebe:ioMapping>"
        '<zeebe:output source="=rol" target="tarde"/>'
        "</zeebe:ioMapping></extensionElements><timerEventDefinition>"
    )
    edges = EDGES.replace("<boundaryEvent ", '<boundaryEvent cauce:eachInstance="true" ')
    body = ENDS + task(DEADLINE, inner=inner) + edges.replace("<timerEventDefinition>", output)
    case = process(body, "s a e", "warn warne", "late latee", env=office_env([]))
    case.start(roles=["Uno", "Dos"])
    case.complete("a")
    case.advance(hours=6)
    assert case.state.variables["tarde"] == "Dos"
    assert case.path == ["s", "a", "warn", "warne"]
