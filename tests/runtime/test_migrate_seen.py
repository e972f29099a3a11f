"""What people see of a case that has moved: its path, its story, its tasks of both versions."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.engine.migration.support import boundary, timer
from tests.runtime.support import ORG, complete, deploy, instances, people, start, task

from cauce.runtime import selectors, services
from cauce.runtime.models import Task
from cauce.runtime.selectors.path import path
from cauce.runtime.selectors.standing import standing
from cauce.runtime.selectors.story import story

ENDS = '<startEvent id="s" name="Begin"/><endEvent id="e" name="End"/>'
FIRST = ENDS + '<userTask id="gone" name="First"/><userTask id="a" name="Old"/>'
SECOND = '<userTask id="z" name="Last"/>' + ENDS + '<userTask id="a" name="New"/>'


@pytest.fixture
def case() -> str:
    """A case that has moved from `a` of its first version to `a` of its second."""
    people(ana="")
    deploy(FIRST, "s gone a e")
    key = start().case_key
    services.claim(task=task("gone").id, by="ana")
    complete("gone", by="ana")
    body = SECOND + boundary("b", "a", timer("PT5H"))
    deploy(body, "s a z e", "b e")
    services.migrate(instance=instances(key)[0].id, by="ana")
    return key


def test_the_path_is_read_by_the_version_of_each_entry(case: str) -> None:
    complete("a")
    complete("z")
    [instance] = instances(case)
    assert instance.path == ("s", "gone", "a", "z", "e")
    assert instance.ends == ("e",)
    way = path(organisation=ORG, case_key=case, instance=UUID(instance.id))
    assert [step.name for step in way.steps] == ["Begin", "First", "New", "Last", "End"]


def test_the_story_tells_of_the_move_between_what_was_and_what_is(case: str) -> None:
    complete("a", by="ana")
    complete("z", by="ana")
    told = story(organisation=ORG, case_key=case)
    assert [(line.kind, line.name, line.actor) for line in reversed(told.lines)] == [
        ("started", "p", None),
        ("taken", "First", "ana"),
        ("completed", "First", "ana"),
        ("moved", "p", "ana"),
        ("completed", "New", "ana"),
        ("completed", "Last", "ana"),
        ("ended", "End", "ana"),
    ]
    assert (told.status, told.ends, told.outcomes) == ("completed", ("e",), ("End",))


def test_a_task_of_the_version_before_can_still_be_looked_at(case: str) -> None:
    closed = Task.objects.get(element_id="gone")
    seen = selectors.task(organisation=ORG, task=str(closed.uid), by="ana")
    assert (seen.task.name, seen.completed, seen.may_act) == ("First", True, False)
    shown = selectors.task(organisation=ORG, task=task("a").id, by="ana")
    assert (shown.task.name, shown.may_act) == ("New", True)


def test_what_it_waits_for_is_the_new_versions(case: str) -> None:
    [wait] = standing(organisation=ORG, case_key=case).waits
    assert (wait.kind, wait.names) == ("moment", ("New", "b"))


def test_waiting_for_the_client_is_told_once(case: str) -> None:
    services.wait(task=task("a").id, by="ana", asks="papers")
    body = SECOND + boundary("b", "a", timer("PT5H")) + boundary("c", "a", timer("PT9H"))
    deploy(body, "s a z e", "b e", "c e")
    services.migrate(instance=instances(case)[0].id)
    lines = story(organisation=ORG, case_key=case).lines
    assert [line.kind for line in lines[:2]] == ["moved", "waiting"]
    assert [line.kind for line in lines].count("waiting") == 1
