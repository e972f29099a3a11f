"""Forms: nothing said goes forward; what is required is asked only after a no."""

from __future__ import annotations

from pathlib import Path

import pytest

import cauce
from cauce.engine.problems import Refused
from cauce.forms import describe, load_form
from cauce.testing import Sandbox
from cauce.testing.views import Task, form_context

FORMS = Path(cauce.__file__).parent / "catalog" / "ciclo_de_vida_cliente" / "forms"


@pytest.fixture
def ciclo() -> Sandbox:
    """The package alone, loaded."""
    sandbox = Sandbox()
    sandbox.load_package("ciclo_de_vida_cliente")
    return sandbox


def walk(sandbox: Sandbox, until: str = "") -> list[str]:
    """Complete what is open with nothing said, forms checked; give the names in order."""
    done: list[str] = []
    while (tasks := sandbox.tasks()) and tasks[0].name != until:
        done.append(tasks[0].name)
        tasks[0].instance.complete(tasks[0], {}, check_form=True)
    return done


@pytest.mark.parametrize(
    ("act", "process", "end"),
    [
        ("alta", "alta_cliente", "fin_alta"),
        ("baja", "baja_cliente", "fin_baja"),
        ("modificacion", "modificacion_cliente", "fin_modificacion"),
    ],
)
def test_an_act_ends_with_nothing_said(ciclo: Sandbox, act: str, process: str, end: str) -> None:
    ciclo.publish("contrato_firmado", key="CLI-1", variables={"acto": act})
    walk(ciclo)
    (instance,) = ciclo.instances
    assert (instance.process_id, instance.ends, instance.status) == (process, [end], "completed")
    assert instance.variables["cliente_id"] == "CLI-1"


def test_a_farming_is_won_with_nothing_said(ciclo: Sandbox) -> None:
    farming = ciclo.start("farming")
    assert walk(ciclo) == [
        "Análisis Operacional",
        "Atributos del Cliente",
        "Perfil del Cliente",
        "Registrar respuesta",
        "Propuesta",
        "Actualización del Contrato",
        "Implementación",
        "Update del Registro de la Actividad",
    ]
    assert farming.ends[-1] == "fin_ganada"
    assert farming.variables["cliente_id"] == farming.case_key


def test_a_feedback_ends_with_nothing_said(ciclo: Sandbox) -> None:
    feedback = ciclo.start("feedback", {"cliente_id": "CLI-1"})
    assert walk(ciclo) == ["Aporte de Operaciones", "Reunión de Feedback"]
    assert feedback.ends[-1] == "fin_feedback"
    assert ciclo.instances == [feedback]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Atributos del Cliente", {"abandonar": True}),
        ("Atributos del Cliente", {"requiere_apoyo": True, "areas": ["IT", "Workforce"]}),
        ("Registrar respuesta", {"borrador_aceptado": False, "objecion": True, "version": 1}),
        ("Propuesta", {"propuesta_aceptada": False}),
    ],
)
def test_the_answers_that_decide_pass_the_form(
    ciclo: Sandbox, name: str, data: dict[str, object]
) -> None:
    ciclo.start("farming")
    walk(ciclo, until=name)
    (task,) = ciclo.tasks()
    task.instance.complete(task, data, check_form=True)
    assert task.name not in [other.name for other in ciclo.tasks()]


def test_a_no_to_the_draft_says_what_follows(ciclo: Sandbox) -> None:
    ciclo.start("farming")
    walk(ciclo, until="Registrar respuesta")
    (task,) = ciclo.tasks()

    with pytest.raises(Refused) as refused:
        task.instance.complete(task, {"borrador_aceptado": False}, check_form=True)

    assert refused.value.code == "FORM_INVALID"
    assert [other.id for other in ciclo.tasks()] == [task.id]


def test_an_answer_to_a_draft_that_never_went_out_is_refused(ciclo: Sandbox) -> None:
    ciclo.start("farming")
    walk(ciclo, until="Registrar respuesta")
    (task,) = ciclo.tasks()

    with pytest.raises(Refused) as refused:
        task.instance.complete(task, {"version": 2}, check_form=True)

    assert refused.value.code == "FORM_INVALID"
    assert refused.value.details["fields"] == {"version": "Escriba un número hasta 1."}
    assert [other.id for other in ciclo.tasks()] == [task.id]


@pytest.mark.parametrize("need", ["Más turnos", {"descripcion": "Más turnos"}, {"tema": "Turnos"}])
def test_a_need_may_come_as_a_plain_text(ciclo: Sandbox, need: object) -> None:
    ciclo.start("feedback", {"cliente_id": "CLI-1"})
    walk(ciclo, until="Reunión de Feedback")
    (task,) = ciclo.tasks()

    task.instance.complete(task, {"necesidades": [need]}, check_form=True)

    farming = ciclo.instances[-1]
    assert (farming.process_id, farming.variables["necesidad"]) == ("farming", need)
    assert farming.variables["cliente_id"] == "CLI-1"
    assert farming.case_key != task.instance.case_key


def test_what_was_agreed_begins_the_next_step(ciclo: Sandbox) -> None:
    need = {"descripcion": "Atención por chat", "prioridad": "urgente"}
    ciclo.publish("necesidad_acordada", variables={"cliente_id": "CLI-1", "necesidad": need})
    (farming,) = ciclo.instances

    walk(ciclo, until="Perfil del Cliente")
    price = {"precio": 2850000, "moneda": "CLP"}
    farming.complete("perfil_del_cliente", {"perfil": price}, check_form=True)
    walk(ciclo)

    assert farming.variables["titulo"] == "Atención por chat"
    assert farming.variables["propuesta"] == {"monto": 2850000, "moneda": "CLP"}
    assert farming.ends[-1] == "fin_ganada"


def test_what_each_task_goes_by_is_in_sight(ciclo: Sandbox) -> None:
    feedback = ciclo.start("feedback", {"cliente_id": "CLI-1"})
    measured = [{"indicador": "Nivel de servicio", "valor": "93,5 %", "meta": "95"}]
    contribution = {"indicadores": measured, "aporte": {"propuestas": "Un turno más"}}
    feedback.complete("feedback_aporte", contribution, check_form=True)
    (meeting,) = feedback.tasks()

    assert _in_sight(meeting) == {
        "feedback_reunion_indicadores_tabla": measured,
        "feedback_reunion_propuestas_texto": "**Qué mejoraría Operaciones:** Un turno más",
    }


def _in_sight(task: Task) -> dict[str, object]:
    form = load_form((FORMS / f"{task.form}.json").read_bytes())
    return {
        field.id: field.value if field.type == "table" else field.content
        for field in describe(form, form_context(task))
        if field.visible and field.type in {"table", "text"}
    }
