"""Forms: nothing said goes forward; a "no" carries its reason; every text has its English."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cauce
from cauce.engine.problems import Refused
from cauce.packages import load
from cauce.testing import Sandbox

FOLDER = Path(cauce.__file__).parent / "catalog" / "interacciones_equipos" / "forms"
SHOWN = ("label", "description", "dateLabel", "timeLabel", "text")
Walk = Callable[..., None]


@pytest.fixture
def equipos() -> Sandbox:
    """The package alone, with a funnel at its last stage."""
    sandbox = Sandbox()
    sandbox.load_package("interacciones_equipos")
    sandbox.start("growth_marketing_sales", {"cliente_id": "CLI-1"})
    return sandbox


@pytest.fixture
def walk(equipos: Sandbox) -> Walk:
    """Completes whatever is open, oldest first, with nothing said; stops before a task named."""

    def go(until: str = "") -> None:
        for _ in range(100):
            tasks = equipos.tasks()
            if not tasks or any(task.name == until for task in tasks):
                return
            tasks[0].instance.complete(tasks[0], {}, check_form=True)
        raise AssertionError("the processes do not come to rest")

    return go


def components(form: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for component in form["components"]:
        yield component
        if "components" in component:
            yield from components(component)


def forms() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def test_with_forms_checked_nothing_said_leads_around_the_cycles(
    equipos: Sandbox, walk: Walk
) -> None:
    walk()
    for _ in range(3):
        equipos.advance("P31D")
        walk()
    equipos.publish("baja", key="CLI-1")
    walk()

    assert {instance.status for instance in equipos.instances} == {"completed"}
    assert equipos.messages() == []
    asked = {task for instance in equipos.instances for task in instance.path}
    without_form = {"oportunidad_nueva", "ultima_factura"}
    assert {path.stem for path in forms()} - asked == without_form


@pytest.mark.parametrize(
    ("name", "field", "missing"),
    [
        ("Awareness", "perdida", "motivo"),
        ("Cierre", "perdida", "motivo"),
    ],
)
def test_a_no_without_its_reason_is_refused(
    equipos: Sandbox, walk: Walk, name: str, field: str, missing: str
) -> None:
    walk(until=name)
    task = next(task for task in equipos.tasks() if task.name == name)

    with pytest.raises(Refused) as refused:
        task.instance.complete(task, {field: True}, check_form=True)

    assert refused.value.code == "FORM_INVALID"
    fields = refused.value.details["fields"]
    assert isinstance(fields, dict)
    assert list(fields) == [missing]
    assert task in equipos.tasks()


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Selección", {"anulada": True}),
        ("Contratos", {"rechazado": True}),
        ("Gestión Servicio", {"reemplazo": True}),
        ("Oportunidades", {"tipo": "ninguna"}),
        ("Oportunidades", {"tipo": "upsell"}),
        ("Oportunidades", {"tipo": ["cross_sell", "referido"]}),
    ],
)
def test_an_answer_needs_no_more_than_its_word(
    equipos: Sandbox, walk: Walk, name: str, answer: dict[str, object]
) -> None:
    walk(until=name)
    task = next(task for task in equipos.tasks() if task.name == name)

    task.instance.complete(task, answer, check_form=True)

    assert task not in equipos.tasks()


@pytest.mark.parametrize("path", forms(), ids=lambda path: path.stem)
def test_every_field_says_what_it_is_for(path: Path) -> None:
    form = json.loads(path.read_text(encoding="utf-8"))
    assert form["id"] == path.stem
    for component in components(form):
        if "key" in component or "path" in component:
            label = component.get("label") or component.get("dateLabel")
            assert label, component
            assert component.get("description"), component


@pytest.mark.parametrize("path", forms(), ids=lambda path: path.stem)
def test_every_text_has_its_english(path: Path) -> None:
    english = load("interacciones_equipos").translations["en"]
    form = json.loads(path.read_text(encoding="utf-8"))
    texts = [c[key] for c in components(form) for key in SHOWN if key in c]
    texts += [v["label"] for c in components(form) for v in c.get("values", ())]
    texts += [
        c["properties"]["button"] for c in components(form) if "button" in c.get("properties", ())
    ]
    texts += [column["label"] for c in components(form) for column in c.get("columns", ())]
    assert [text for text in texts if text not in english] == []
