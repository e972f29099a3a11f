"""The package as data: statements, texts, settings, handlers, English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from cauce.packages import check_trace, load, load_trace

PACKAGE = load("ciclo_de_vida_cliente")
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
CAUCE = "{https://cauce.dev/schema/bpmn/1.0}"
DIAGRAMS = [etree.fromstring(f.source) for f in PACKAGE.sources if f.path.endswith(".bpmn")]
FORMS = [json.loads(f.source) for f in PACKAGE.sources if f.path.endswith(".json")]
TEXTS_OF_A_FORM = ("label", "description", "text")
SAME_IN_ENGLISH = {"1", "2", "3", "4", "5"}


def elements(tag: str) -> Iterator[etree._Element]:
    for diagram in DIAGRAMS:
        yield from diagram.iter(tag)


def documentation(element_id: str) -> str:
    (found,) = [e for d in DIAGRAMS for e in d.iter() if e.get("id") == element_id]
    return found.findtext(f"{BPMN}documentation") or ""


def written(component: Any) -> Iterator[str]:
    if isinstance(component, dict):
        yield from (component[key] for key in TEXTS_OF_A_FORM if key in component)
        for inner in component.values():
            yield from written(inner)
    elif isinstance(component, list):
        for inner in component:
            yield from written(inner)


def test_statements_and_elements_account_for_each_other() -> None:
    assert check_trace(PACKAGE) == []


def test_no_statement_of_the_source_is_missing() -> None:
    assert [statement.id for statement in load_trace(PACKAGE).statements] == [
        f"002-{number:03}" for number in range(1, 49)
    ]


def test_what_the_source_leaves_open_stays_undefined() -> None:
    undefined = {key for key, setting in PACKAGE.settings.items() if setting.value is None}
    assert undefined == {
        "significado_de_alta",
        "areas_de_apoyo",
        "documento_fecha_de_creacion",
        "documento_version",
        "documento_fecha_de_modificacion",
        "documento_modificado_por",
        "documento_aprobado_por",
    }


def test_the_three_acts_begin_with_the_words_of_the_source() -> None:
    assert {documentation(f"inicio_{act}") for act in ("alta", "baja", "modificacion")} == {
        "El inicio del proceso se dispara luego del proceso de Gestion de Oportunidades, "
        "cuando se firma el contrato."
    }


def test_names_that_were_corrected_keep_the_literal_text() -> None:
    literal = "Nombre en el documento de origen: "
    assert {key: documentation(key).partition("\n")[0] for key in LITERAL_NAMES} == {
        key: literal + name for key, name in LITERAL_NAMES.items()
    }


LITERAL_NAMES = {
    "requiere_area_de_apoyo": "Requiere de Area de Apoyo?",
    "envio_propuesta_borrador": "Envio de Propuesta Borrador",
    "actualizacion_del_contrato": "Actualizacion del Contrato",
    "implementacion": "Implementacion",
    "registro_ganada": "UpDete del Registro de la Actividad",
    "registro_perdida": "UpDete del Registro de la Actividad",
    "participante_gestion_de_oportunidades": "Gestion de Oportunidades",
}


def test_every_process_begins_with_inicio() -> None:
    starts = [
        start
        for process in elements(f"{BPMN}process")
        for start in process.findall(f"{BPMN}startEvent")
    ]
    assert len(starts) == 9
    assert {start.get("name") for start in starts} == {"Inicio"}


def test_guidance_stands_beside_every_activity_that_the_source_explains() -> None:
    beside = {text.element for text in PACKAGE.texts.values()}
    assert beside >= {
        "inicio_farming",
        "analisis_operacional",
        "atributos_del_cliente",
        "apoyo_de_area",
        "perfil_del_cliente",
        "registrar_respuesta",
        "propuesta",
        "actualizacion_del_contrato",
        "implementacion",
        "registro_ganada",
        "registro_perdida",
    }
    assert sum(text.link is not None for text in PACKAGE.texts.values()) == 3


def test_diagrams_ask_only_handlers_that_are_declared_and_all_of_them() -> None:
    asked = {task.get("type") for task in elements(f"{ZEEBE}taskDefinition")}
    assert asked == set(PACKAGE.handlers)


def test_handlers_are_given_what_they_declare() -> None:
    for definition in elements(f"{ZEEBE}taskDefinition"):
        holder = definition.getparent()
        assert holder is not None
        given = {mapping.get("target") for mapping in holder.iter(f"{ZEEBE}input")}
        assert given == set(PACKAGE.handlers[str(definition.get("type"))].inputs)


def test_every_text_has_its_english() -> None:
    spanish = {str(e.get("name")) for d in DIAGRAMS for e in named(d)}
    spanish |= {str(task.get(f"{CAUCE}button")) for task in elements(f"{BPMN}userTask")}
    spanish |= {text for form in FORMS for text in written(form)} - SAME_IN_ENGLISH
    spanish |= {text.text.es for text in PACKAGE.texts.values()}
    spanish |= {s.title.es for s in PACKAGE.settings.values()}
    spanish |= {d.name.es for d in PACKAGE.documents.values()}
    assert sorted(spanish - PACKAGE.translations["en"].keys()) == []


def named(diagram: etree._Element) -> Iterator[etree._Element]:
    """What is drawn with a name: not messages and signals, which are addressed by theirs."""
    for element in diagram.iter():
        hidden = element.tag in (f"{BPMN}message", f"{BPMN}signal", f"{BPMN}definitions")
        if str(element.tag).startswith(BPMN) and element.get("name") and not hidden:
            yield element
