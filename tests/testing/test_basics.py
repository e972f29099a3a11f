"""Deploying, starting, completing: what an instance shows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.testing.support import END, START, file, one_task, process, started, user

from cauce.testing import DeploymentError, Refused, Sandbox


def test_a_process_runs_from_its_start_to_its_end(sandbox: Sandbox) -> None:
    inst = started(sandbox, one_task(), x=1)

    assert (inst.process_id, inst.status, inst.parent) == ("p", "active", None)
    assert inst.path == ["s"]
    assert inst.ends == []
    assert inst.incidents == []

    inst.complete("a", {"y": 2.5})

    assert inst.status == "completed"
    assert inst.path == ["s", "a", "e"]
    assert inst.ends == ["e"]
    assert inst.variables == {"x": 1, "y": 2.5}
    assert (sandbox.tasks(), sandbox.jobs(), sandbox.messages()) == ([], [], [])
    assert sandbox.instances == [inst]
    sandbox.replay_check()


def test_it_begins_at_a_fixed_instant_or_the_one_given() -> None:
    assert Sandbox().now == Sandbox().now == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert Sandbox(start="2027-01-01T00:00:00Z").now == datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(ValueError):
        Sandbox(start=datetime(2026, 1, 1))


def test_a_task_shows_who_may_do_it_by_when_and_where_it_belongs(sandbox: Sandbox) -> None:
    lane = (
        '<laneSet id="ls"><lane id="l" name="Mesa de Ayuda"><flowNodeRef>a</flowNodeRef></lane>'
        "</laneSet>"
    )
    given = user(
        "b",
        "Revisar",
        '<zeebe:assignmentDefinition candidateGroups="Gerencia, Proceso" assignee="ana"/>'
        '<zeebe:taskSchedule dueDate="2026-03-05T12:00:00Z"/>',
    )
    inst = started(
        sandbox, process(f"{lane}{START}{user('a', 'Atender')}{given}{END}", "s a b e"), x=7
    )

    (first,) = inst.tasks()
    assert (first.element_id, first.name, first.roles) == ("a", "Atender", ["Mesa de Ayuda"])
    assert (first.assignee, first.due_at, first.form) == (None, None, None)
    assert first.instance is inst
    assert first.variables["x"] == 7
    inst.complete(first)

    (second,) = sandbox.tasks()
    assert second.roles == ["Gerencia", "Proceso"]
    assert second.assignee == "ana"
    assert second.due_at == datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert second.id != first.id


def test_tasks_are_listed_oldest_first_over_all_instances(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task("p", "a")), file(one_task("q", "b")))
    second, first = sandbox.start("q"), sandbox.start("p")
    third = sandbox.start("q")
    assert [(t.instance, t.element_id) for t in sandbox.tasks()] == [
        (second, "b"),
        (first, "a"),
        (third, "b"),
    ]


def test_sources_are_paths_or_bytes_several_at_once(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "a.bpmn"
    path.write_bytes(file(one_task("p")))

    sandbox.deploy(str(path), file(one_task("q")))

    assert sandbox.start("p").status == sandbox.start("q").status == "active"


def test_a_process_that_is_not_executable_is_a_drawing_only(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task("p"), '<process id="q"><startEvent id="x"/></process>'))
    with pytest.raises(Refused) as refused:
        sandbox.start("q")
    assert refused.value.code == "UNKNOWN_PROCESS"
    assert sandbox.instances == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"not xml", id="not XML"),
        pytest.param(b"<definitions/>", id="no BPMN"),
        pytest.param(file('<process id="q"><startEvent id="x"/></process>'), id="not executable"),
        pytest.param(
            file(process(f'{START}<serviceTask id="t"/>{END}', "s t e")), id="no implementation"
        ),
        pytest.param(
            file(
                process(
                    f'{START}<scriptTask id="t" scriptFormat="js"><script>1</script></scriptTask>'
                    f"{END}",
                    "s t e",
                )
            ),
            id="no FEEL",
        ),
    ],
)
def test_what_cannot_run_is_refused_with_its_problems(sandbox: Sandbox, source: bytes) -> None:
    with pytest.raises(DeploymentError) as refused:
        sandbox.deploy(file(one_task("good")), source)

    assert isinstance(refused.value, ValueError)
    errors = [problem for problem in refused.value.problems if problem.is_error]
    assert errors
    for problem in errors:
        assert problem.code
        assert problem.message
    with pytest.raises(Refused):
        sandbox.start("good")


def test_a_problem_names_element_and_line(sandbox: Sandbox) -> None:
    source = file(process(f'{START}\n<serviceTask id="t"/>{END}', "s t e"))
    with pytest.raises(DeploymentError) as refused:
        sandbox.deploy(source)
    assert [(p.element_id, p.line) for p in refused.value.problems if p.is_error] == [("t", 2)]


def test_a_form_that_nobody_knows_is_refused(sandbox: Sandbox) -> None:
    asked = process(
        f"{START}{user('a', extensions=FORM_USE)}{END}",
        "s a e",
    )
    with pytest.raises(DeploymentError) as refused:
        sandbox.deploy(file(asked))
    assert [p.element_id for p in refused.value.problems if p.is_error] == ["a"]

    sandbox.deploy(file(asked), FORM)
    sandbox.deploy(file(asked))
    assert sandbox.start("p").tasks()[0].form == "alta"


FORM_USE = '<zeebe:formDefinition formId="alta"/>'
FORM = (
    b'{"schemaVersion": 16, "type": "default", "id": "alta", "components": ['
    b'{"type": "number", "id": "f1", "key": "monto", "label": "Monto",'
    b' "validate": {"required": true, "min": 1}}]}'
)


def test_the_form_is_asked_where_it_is_to_be(sandbox: Sandbox) -> None:
    sandbox.deploy(file(process(f"{START}{user('a', extensions=FORM_USE)}{END}", "s a e")), FORM)
    inst = sandbox.start("p")
    with pytest.raises(Refused) as refused:
        inst.complete("a", {"monto": 0}, check_form=True)
    assert refused.value.code == "FORM_INVALID"
    assert set(refused.value.fields) == {"monto"}  # type: ignore[attr-defined]  # set by code
    assert [task.element_id for task in inst.tasks()] == ["a"]
    assert inst.variables == {}

    inst.complete("a", {"monto": 3}, check_form=True)
    assert inst.variables == {"monto": 3}

    unchecked = sandbox.start("p")
    unchecked.complete("a", {"otra": 0})
    assert unchecked.variables == {"otra": 0}


def test_versions_instances_stay_with_theirs(sandbox: Sandbox) -> None:
    old = started(sandbox, one_task("p", "a"))
    sandbox.deploy(file(one_task("p", "b")))
    new = sandbox.start("p")
    old.complete("a")
    new.complete("b")
    assert (old.path, new.path) == (["s", "a", "e"], ["s", "b", "e"])
