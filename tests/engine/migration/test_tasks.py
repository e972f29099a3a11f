"""Open tasks: who has them and by when stays; name, roles and form are the new version's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.engine.conftest import START, definitions
from tests.engine.migration.support import ENDS, move, refused, told

from cauce.engine import commands as c
from cauce.engine import events as e


def task(attributes: str = "", *extensions: str) -> str:
    inner = "".join(f"<zeebe:{text}/>" for text in extensions)
    return (
        f'{ENDS}<userTask id="a" {attributes}><extensionElements>{inner}</extensionElements>'
        "</userTask>"
    )


FIRST = task(
    'name="Old"',
    'assignmentDefinition candidateGroups="Sales"',
    'formDefinition formId="f1"',
    'taskSchedule dueDate="2026-03-04T12:00:00Z"',
)
SECOND = task(
    'name="New" cauce:fourEyes="eva"',
    'assignmentDefinition candidateGroups="Sales, Support" candidateUsers="luis"',
    'formDefinition formId="f2"',
    'taskSchedule dueDate="2026-03-09T12:00:00Z"',
    'priorityDefinition priority="80"',
)


def test_promises_stay_and_terms_are_the_new_versions(process: Any) -> None:
    case = process(FIRST, "s a e").start()
    key = case.key("a")
    case.do(c.ClaimTask(key=key, actor="ana"))
    case.env.now += timedelta(hours=1)
    assert told(case, definitions(SECOND, "s a e")).revised == ("a",)
    events = move(case, definitions(SECOND, "s a e"))
    assert events[1:] == [
        e.TaskRevised(key, "New", ("Sales", "Support"), ("luis",), ("eva",), "f2")
    ]
    found = case.state.tasks[key]
    assert (found.assignee, found.created_at) == ("ana", START)
    assert found.due_at == START + timedelta(days=2)
    assert found.priority == 50
    assert (found.name, found.form) == ("New", "f2")


def test_what_the_definition_does_not_change_is_not_evaluated_again(process: Any) -> None:
    roles = 'assignmentDefinition candidateGroups="=team"'
    case = process(task('name="Old"', roles), "s a e").start(team=["Sales"])
    case.set(team=["Others"])
    move(case, definitions(task('name="New"', roles), "s a e"))
    found = case.state.tasks[case.key("a")]
    assert (found.name, found.roles) == ("New", ("Sales",))


def test_a_change_that_comes_to_the_same_is_no_event(process: Any) -> None:
    case = process(task("", 'assignmentDefinition candidateGroups="Sales"'), "s a e").start()
    other = definitions(task("", "assignmentDefinition candidateGroups='=\"Sales\"'"), "s a e")
    assert [type(event) for event in move(case, other)] == [e.InstanceMigrated]


def test_another_lane_is_another_role(process: Any) -> None:
    def lane(name: str) -> str:
        return (
            f'<laneSet id="l"><lane id="l1" name="{name}"><flowNodeRef>a</flowNodeRef></lane>'
            f"</laneSet>{task()}"
        )

    case = process(lane("Sales"), "s a e").start()
    move(case, definitions(lane("Support"), "s a e"))
    assert case.state.tasks[case.key("a")].roles == ("Support",)


def test_terms_that_cannot_be_evaluated_refuse_the_move(process: Any) -> None:
    case = process(FIRST, "s a e").start(n=1)
    other = definitions(task("", "assignmentDefinition candidateGroups='=n'"), "s a e")
    assert refused(case, other) == {"a": "TASK_FAILED"}


def test_four_eyes_of_the_new_version_hold(process: Any) -> None:
    case = process(task(), "s a e").start()
    move(case, definitions(task('cauce:fourEyes="eva"'), "s a e"))
    answer = case.refuse(c.CompleteTask(key=case.key("a"), actor="eva"))
    assert answer.code == "NOT_ALLOWED"
