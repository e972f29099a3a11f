"""Feedback and Farming driven through every state that they can reach, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cauce.testing.exploration import Message, OpenWorld, Report
from cauce.testing.instance import Instance
from cauce.testing.views import Task

CLIENT = "CLI-1"
ROUNDS = 2
Explorer = Callable[..., Report]
Answers = Iterator[Mapping[str, Any]]


def start(process: str) -> Callable[[OpenWorld], None]:
    def begin(world: OpenWorld) -> None:
        version = world.definitions.latest(process)
        world.start(version, {"cliente_id": CLIENT}, start_event=f"inicio_{process}_manual")

    return begin


def closes(world: OpenWorld) -> Iterator[Message]:
    """The account is closed from elsewhere, at any moment, once."""
    if not world.sent["cierre_de_cuenta"]:
        yield Message(name="cierre_de_cuenta", key=CLIENT, signal=True)


def waiting_for(world: OpenWorld, message: str) -> Iterator[Instance]:
    for instance in world.active():
        if any(s.name == message for s in instance.state.subscriptions.values()):
            yield instance


def by_link(world: OpenWorld) -> Iterator[Message]:
    """The client's answer, or one to an older version: the link refuses when no draft waits."""
    for instance in waiting_for(world, "borrador_respondido"):
        version = int(instance.variables["version_borrador"])
        answers: dict[str, dict[str, Any]] = {
            "accepts": {"borrador_aceptado": True, "version": version},
            "refuses": {"borrador_aceptado": False, "objecion": False},
        }
        if version <= ROUNDS:
            answers["objects"] = {"borrador_aceptado": False, "objecion": True}
        if version > 1 and not world.sent["refuses, late"]:
            late = {"borrador_aceptado": False, "objecion": False, "version": version - 1}
            answers["refuses, late"] = late
        for label, variables in answers.items():
            yield Message(
                name="borrador_respondido",
                case_key=instance.case_key,
                variables=variables,
                time_to_live="PT0S",
                label=label,
            )


def about_support(_world: OpenWorld, task: Task) -> Answers:
    """Every answer about support areas, twice around."""
    yield {}
    around = task.instance.path.count("atributos_del_cliente")
    if task.element_id == "atributos_del_cliente" and around < ROUNDS:
        yield {"requiere_apoyo": True, "areas": ["IT", "Workforce"]}
        yield {"abandonar": True}
    if task.element_id == "apoyo_de_area" and around < ROUNDS:
        yield {"factible": False}


def about_the_draft(_world: OpenWorld, task: Task) -> Answers:
    """Every answer to the draft that the executive records, and to the proposal."""
    yield {}
    if task.element_id == "registrar_respuesta":
        version = int(task.instance.variables["version_borrador"])
        yield {"borrador_aceptado": False, "objecion": False}
        if version <= ROUNDS:
            yield {"borrador_aceptado": False, "objecion": True}
        if version > 1 and task.instance.path.count(task.element_id) < ROUNDS:
            yield {"borrador_aceptado": False, "objecion": False, "version": version - 1}
    if task.element_id == "propuesta":
        yield {"propuesta_aceptada": False}


def ends(report: Report) -> set[str]:
    return {end for outcome in report.outcomes for end in outcome if ":fin_" in end}


ALL_OUTCOMES = {"farming:fin_ganada", "farming:fin_perdida", "farming:fin_baja_farming"}


def test_support_areas_answer_in_any_order(exploration: Explorer) -> None:
    # when
    report = exploration(start("farming"), answers=about_support, optional=closes)

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report) == ALL_OUTCOMES


def test_a_draft_goes_back_and_forth(exploration: Explorer) -> None:
    def optional(world: OpenWorld) -> Iterator[Message]:
        yield from by_link(world)
        yield from closes(world)

    # when
    report = exploration(
        start("farming"),
        answers=about_the_draft,
        optional=optional,
        fires=lambda _world, _process, _element: False,
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report) == ALL_OUTCOMES


def test_every_timer_of_the_draft_may_fire(exploration: Explorer) -> None:
    # when
    report = exploration(start("farming"), optional=closes, fires=lambda _w, _p, _e: True)

    # then
    assert report.finding is None, str(report.finding)
    assert {"farming:aviso_registrar_respuesta_vencida", "farming:farming_recordado"} <= {
        end for outcome in report.outcomes for end in outcome
    }


def invites_two(_records: Mapping[str, Any], _job: object) -> Mapping[str, Any]:
    return {"encuesta": "ENC-000001", "invitados": ["CON-1", "CON-2"]}


def surveyed(world: OpenWorld) -> Iterator[Message]:
    """Each contact answers once, well or badly, or never."""
    answered = world.sent["well"] + world.sent["badly"]
    for instance in waiting_for(world, "encuesta_respondida"):
        for label, score in (("well", 9), ("badly", 2)):
            if answered < 2:
                yield Message(
                    name="encuesta_respondida",
                    case_key=instance.case_key,
                    variables={"contacto": f"CON-{answered + 1}", "nps": score, "csat": 5},
                    time_to_live="PT0S",
                    label=label,
                )


def about_needs(_world: OpenWorld, task: Task) -> Answers:
    """With a need or none. The baja's own tasks, which touch nothing else, go in one order, and a
    farming is given up early: its other ways are explored by themselves.
    """
    if task.instance.process_id == "baja_cliente" and task != task.instance.tasks()[0]:
        return
    yield {"abandonar": True} if task.element_id == "atributos_del_cliente" else {}
    if task.element_id == "feedback_reunion":
        yield {"necesidades": [{"descripcion": "Más turnos"}]}


def test_a_baja_may_come_at_any_moment_of_a_feedback_and_its_farming(
    exploration: Explorer,
) -> None:
    leaving = Message(
        name="contrato_firmado", key=CLIENT, variables={"cliente_id": CLIENT, "acto": "baja"}
    )

    def owed(world: OpenWorld) -> Iterator[Message]:
        if not world.sent[leaving.title]:
            yield leaving

    # when
    report = exploration(
        start("feedback"),
        answers=about_needs,
        optional=surveyed,
        owed=owed,
        handlers={"feedback.abrir_encuesta": invites_two},
        fires=lambda _world, _process, element: element == "feedback_encuesta_plazo",
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report) == {
        *ALL_OUTCOMES,
        "farming:fin_baja_farming_inicio",
        "feedback:fin_feedback",
        "feedback:fin_baja_feedback",
        "baja_cliente:fin_baja",
    } - {"farming:fin_ganada"}


def in_two_batches(_records: Mapping[str, Any], job: Any) -> Mapping[str, Any]:
    if job.variables["desde"] is None:
        return {"clientes": ["CLI-1"], "quedan": True, "siguiente": "CLI-1"}
    return {"clientes": ["CLI-2"], "quedan": False, "siguiente": None}


def test_two_campaigns_never_open_two_feedbacks_of_a_client(exploration: Explorer) -> None:
    def begin(world: OpenWorld) -> None:
        for _ in range(2):
            version = world.definitions.latest("feedback_campana")
            world.start(version, {}, start_event="inicio_campana_manual")

    # when
    report = exploration(begin, handlers={"feedback.siguiente_tanda": in_two_batches})

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report) == {"feedback_campana:fin_campana", "feedback:fin_feedback"}
