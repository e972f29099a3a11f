"""The package driven through every state that it can reach, within bounds: see `exploration`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from cauce.testing.exploration import Behaviour, Message, OpenWorld, Report, explore
from cauce.testing.views import Task

DOCUMENTS = {
    2: "Propuesta Comercial",
    3: "Contrato",
    4: "Orden de Servicio",
    5: "Plan de Implementación",
    6: "Confirmación de Implementación",
    7: "Factura",
    8: "Cobranza",
}
CASE = "SRV-2026-000001"
EXECUTION = "servicios_ejecucion"
Answers = Iterator[Mapping[str, Any]]


def request(*, b2b: bool, environments: bool, desk: str) -> Callable[[OpenWorld], None]:
    """One case, opened at a desk, with or without its environments."""
    data = {
        "b2b": b2b,
        "cliente": {"nombre": "Andes", "pais": "CL", "internacional": desk != "inicio_operacion"},
        "ambientes": {"pruebas": environments, "produccion": environments},
    }

    def begin(world: OpenWorld) -> None:
        version = world.definitions.latest(EXECUTION)
        world.start(version, data, start_event=desk, case_key=CASE)

    return begin


def is_running(world: OpenWorld) -> bool:
    return any(instance.process_id == EXECUTION for instance in world.active())


def once(*names: str) -> Callable[[OpenWorld], Iterator[Message]]:
    """Each message may come once, at any moment while the case runs, or never."""

    def optional(world: OpenWorld) -> Iterator[Message]:
        if is_running(world):
            for name in names:
                if not world.sent[name]:
                    yield Message(name=name, key=CASE, case_key=CASE)

    return optional


def no_clock(_world: OpenWorld, _process: str, _element: str) -> bool:
    return False


def outcome_is_one(world: OpenWorld) -> str | None:
    """Whatever happened, the case has one result, and Revisión does not outlive it."""
    (execution,) = (i for i in world.instances if i.process_id == EXECUTION)
    results = {"fin_proceso", "fin_rechazada", "fin_desistida"} & set(execution.ends)
    if len(results) != 1:
        return f"expected one result, came {sorted(results)}"
    followers = [i for i in world.instances if i.process_id == "servicios_termino_anticipado"]
    expected = int(execution.variables["contrato_vigente"] and results != {"fin_proceso"})
    if len(followers) != expected:
        return f"expected {expected} early terminations, came {len(followers)}"
    return None


def results(report: Report) -> set[str]:
    """The results of Ejecución that were seen."""
    wanted = ("fin_proceso", "fin_rechazada", "fin_desistida")
    ends = {end.partition(":")[2] for outcome in report.outcomes for end in outcome}
    return ends & set(wanted)


def drive(begin: Callable[[OpenWorld], None], **behaviour: Any) -> Report:
    """Explore the package alone; unless told otherwise no deadline passes."""
    told = {"fires": no_clock, "finally_": outcome_is_one, **behaviour}
    return explore(begin, packages=["servicios_nuevos_clientes"], behaviour=Behaviour(**told))


def is_first(task: Task) -> bool:
    """Whether it is the oldest open task of its element: answers of one round commute."""
    alike = (t.key for t in task.instance.tasks() if t.element_id == task.element_id)
    return task.key == min(alike)


def every_no(_world: OpenWorld, task: Task) -> Answers:
    """Both answers at every validation point; opinions stay away."""
    if task.name.startswith("Opinión"):
        return
    yield {}
    if task.name.startswith("Validar"):
        yield {"validado": False, "motivo": "No corresponde"}


def rounds_of(number: int, *, noes: int) -> Callable[[OpenWorld, Task], Answers]:
    """All answers of all reviewers of one document, in every order, with so many rounds.

    The rest goes forward; after the document the walk stops with a rejection.
    """

    def answers(_world: OpenWorld, task: Task) -> Answers:
        if task.element_id == f"f{number + 1}_validar":
            yield {"validado": False, "motivo": "Hasta aquí"}
        elif task.name.startswith("Decidir"):
            yield {}
            yield {"continuar": False, "motivo": "Sin acuerdo"}
        elif not task.element_id.startswith(f"r{number}_"):
            if is_first(task):
                yield {}
        else:
            yield {}
            rounds = task.instance.path.count(f"r{number}_ronda")
            if "Revisar" in task.name and rounds < noes:
                yield {"aprobado": False, "observaciones": "Falta algo"}

    return answers


def without_opinions(answers: Callable[[OpenWorld, Task], Answers]) -> Callable[..., Answers]:
    """The same, but nobody gives an opinion: it binds nobody."""

    def asked(world: OpenWorld, task: Task) -> Answers:
        return iter(()) if task.name.startswith("Opinión") else answers(world, task)

    return asked


def withdrawn_in(number: int) -> Callable[[OpenWorld], Iterator[Message]]:
    """The client withdraws at any moment of one phase, or never."""
    withdraws = once("desistimiento")

    def optional(world: OpenWorld) -> Iterator[Message]:
        if any(f"f{number}_enviar" in instance.path for instance in world.instances):
            yield from withdraws(world)

    return optional


@pytest.mark.parametrize("desk", ["inicio_operacion", "inicio_mesa_de_ayuda"])
def test_a_case_may_be_rejected_or_withdrawn_at_any_point(desk: str) -> None:
    environments = ("ambiente_pruebas", "ambiente_produccion")

    # when
    report = drive(
        request(b2b=True, environments=False, desk=desk),
        answers=every_no,
        optional=once("desistimiento", *environments),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_proceso", "fin_rechazada", "fin_desistida"}


@pytest.mark.parametrize("number", DOCUMENTS)
def test_a_document_goes_back_and_forth_until_proceso_decides(number: int) -> None:
    # when
    report = drive(
        request(b2b=True, environments=True, desk="inicio_operacion"),
        answers=without_opinions(rounds_of(number, noes=4)),
        optional=withdrawn_in(number),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_rechazada", "fin_desistida"}
    assert ended_by_proceso(report, number)


def test_four_reviewers_answer_in_any_order() -> None:
    # when
    report = drive(
        request(b2b=False, environments=True, desk="inicio_operacion"),
        answers=rounds_of(2, noes=1),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_rechazada"}


def test_opinions_come_at_any_moment_or_never() -> None:
    # when
    report = drive(
        request(b2b=True, environments=True, desk="inicio_operacion"),
        answers=rounds_of(2, noes=1),
        optional=withdrawn_in(2),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_rechazada", "fin_desistida"}


KEYS = ("por_vencer", "vencida")
WATCHED = ("f2_validar_", "r2_esperar_", "r2_revisar_")


def test_deadlines_may_pass_at_any_moment() -> None:
    # when
    report = drive(
        request(b2b=True, environments=True, desk="inicio_mesa_de_ayuda"),
        answers=without_opinions(rounds_of(2, noes=0)),
        fires=lambda _world, _process, element: element.startswith(WATCHED),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_rechazada"}
    assert passed(report) == {f"{host}{key}_avisada" for host in WATCHED for key in KEYS}


def test_two_cases_never_meet() -> None:
    start = request(b2b=True, environments=True, desk="inicio_operacion")

    def begin(world: OpenWorld) -> None:
        start(world)
        version = world.definitions.latest(EXECUTION)
        other = {"b2b": True, "cliente": {"nombre": "Bravo"}}
        world.start(version, other, start_event="inicio_operacion", case_key="SRV-2026-000002")

    # when
    report = drive(begin, answers=without_opinions(rounds_of(1, noes=0)), finally_=each_alone)

    # then
    assert report.finding is None, str(report.finding)
    assert results(report) == {"fin_rechazada"}


def each_alone(world: OpenWorld) -> str | None:
    counted = Counter((instance.process_id, instance.case_key) for instance in world.instances)
    if set(counted.values()) != {1} or len(counted) != 4:
        return f"expected each process once in each case, came {dict(counted)}"
    return None


def passed(report: Report) -> set[str]:
    """The deadlines of which somebody was told."""
    ends = {end.partition(":")[2] for outcome in report.outcomes for end in outcome}
    return {end for end in ends if end.endswith("_avisada")}


def ended_by_proceso(report: Report, number: int) -> bool:
    return any(f"{EXECUTION}:f{number}_cerrado" in outcome for outcome in report.outcomes)
