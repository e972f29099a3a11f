"""A case of a real package moves in its middle, and comes to the end that it would have come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.runtime.support import ORG

from cauce.packages import load
from cauce.runtime import selectors, services
from cauce.runtime.begin import Started
from cauce.runtime.models import Instance, JournalEntry
from cauce.runtime.verify import verify
from cauce.runtime.worker import loop

PACKAGE = "servicios_nuevos_clientes"
PROCESS = "servicios_ejecucion"
DATA = {
    "b2b": True,
    "cliente": {"nombre": "Andes", "pais": "CL", "internacional": False},
    "ambientes": {"pruebas": True, "produccion": True},
}
REMINDER = (
    '<bpmn:boundaryEvent id="recordatorio" name="Recordatorio" attachedToRef="f2_validar" '
    'cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H'
    "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    '<bpmn:endEvent id="recordado"/><bpmn:sequenceFlow id="recordatorio__recordado" '
    'sourceRef="recordatorio" targetRef="recordado"/>'
)


def deploy_changed(*changes: tuple[str, str]) -> None:
    """Deploy a copy of the package whose drawing has been changed."""
    sources = []
    for file in load(PACKAGE).sources:
        source = file.source
        if file.path.endswith(".bpmn"):
            for old, new in changes:
                assert source.count(old.encode()) == 1
                source = source.replace(old.encode(), new.encode())
        sources.append((file.path, source))
    services.deploy(organisation=ORG, sources=sources, package=PACKAGE)


def begin() -> Started:
    return services.start(
        organisation=ORG, process=PROCESS, start_event="inicio_operacion", data=DATA
    )


def open_now(case_key: str) -> list[selectors.OpenTask]:
    return selectors.open_tasks(organisation=ORG, case_key=case_key)


def go_on(case_key: str, until: str | None = None, *, between: Callable[[], None]) -> None:
    """Complete what is open, oldest first, taking the way forward."""
    for _ in range(200):
        tasks = open_now(case_key)
        if not tasks or tasks[0].element_id == until:
            return
        services.complete(task=tasks[0].id)
        while loop.work_once():
            pass
        between()
    raise AssertionError("the case does not come to its end")


def main(case_key: str) -> selectors.InstanceView:
    found = selectors.case(organisation=ORG, case_key=case_key).instances
    return next(instance for instance in found if instance.process_id == PROCESS)


def nothing() -> None:
    """Let nothing happen between two tasks."""


def test_it_moves_to_a_copy_with_another_task_name_and_a_reminder(clock: Any) -> None:
    services.load_package(organisation=ORG, package=PACKAGE)
    case = begin().case_key
    go_on(case, "f2_validar", between=nothing)
    [before] = open_now(case)
    deploy_changed(
        ('id="f2_validar" name="Validar CRO"', 'id="f2_validar" name="Validar el CRO"'),
        ('<bpmn:exclusiveGateway id="f2_validada"',
         REMINDER + '<bpmn:exclusiveGateway id="f2_validada"'),
    )  # fmt: skip
    wake = Instance.objects.get(uid=main(case).id).wake_at
    assert wake is not None

    moved = services.migrate(instance=main(case).id)
    assert (moved.what.stopped, moved.what.began) == ((), ("recordatorio",))
    assert moved.what.revised == ("f2_validar",)
    [after] = open_now(case)
    assert (before.name, after.name) == ("Validar CRO", "Validar el CRO")
    assert (after.id, after.due_at, after.roles) == (before.id, before.due_at, before.roles)
    # The deadline's warnings are where they were, the reminder is an hour off.
    row = Instance.objects.get(uid=main(case).id)
    assert row.wake_at is not None
    assert row.wake_at <= wake

    clock.advance(hours=1, seconds=1)
    assert [step for step in main(case).path if step.startswith("record")] == [
        "recordatorio", "recordado",
    ]  # fmt: skip
    go_on(case, between=nothing)
    instance = main(case)
    assert (instance.status, instance.ends[-1]) == ("completed", "fin_proceso")
    assert verify().findings == ()


def test_moved_after_every_task_it_goes_the_way_of_one_that_never_moved() -> None:
    services.load_package(organisation=ORG, package=PACKAGE)
    services.load_package(organisation=ORG, package=PACKAGE)
    resting, moving = begin().case_key, begin().case_key

    def move() -> None:
        for instance in Instance.objects.filter(case__key=moving, status="active"):
            other = {1: 2, 2: 1}[instance.definition.version]
            services.migrate(instance=instance.uid, to=other)

    go_on(resting, between=nothing)
    go_on(moving, between=move)
    assert main(moving).path == main(resting).path
    assert main(moving).status == main(resting).status == "completed"
    used = JournalEntry.objects.filter(instance__case__key=moving)
    assert set(used.values_list("definition__version", flat=True)) == {1, 2}
    assert verify().findings == ()
