"""`cauce play`: with answers from a file, and with a person at the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.testing.support import END, START, event, file, message, process, service, timer, user

Run = Callable[..., Result]

REVIEW = process(
    START
    + user("redactar", "Redactar carta")
    + user("revisar", "Revisar carta", '<zeebe:formDefinition formId="revision"/>')
    + '<exclusiveGateway id="g" name="Aprobada?" default="g_redactar"/>'
    + service("enviar", "correo")
    + '<endEvent id="fin" name="Carta enviada"/>',
    "s redactar revisar g enviar fin",
    "g redactar",
    g_enviar="=aprobada",
)
FORM = {
    "schemaVersion": 16,
    "type": "default",
    "id": "revision",
    "components": [
        {"type": "checkbox", "id": "f1", "key": "aprobada", "label": "Aprobada"},
        {
            "type": "textfield",
            "id": "f2",
            "key": "motivo",
            "label": "Motivo",
            "validate": {"required": True},
            "conditional": {"hide": "=aprobada != false"},
        },
        {"type": "number", "id": "f3", "key": "copias", "label": "Copias", "defaultValue": 1},
    ],
}


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    diagram, form = tmp_path / "carta.bpmn", tmp_path / "revision.json"
    diagram.write_bytes(file(REVIEW))
    form.write_text(json.dumps(FORM))
    return [diagram, form]


def answers(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text)
    return path


def outcome(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


ALL = """
- task: Redactar carta
  data: {texto: hola}
  by: ana
- task: revisar
  data: {aprobada: false, motivo: muy corta}
- task: redactar
- task: revisar
  data: {aprobada: true, copias: 2}
"""


def test_answers_from_a_file_play_it(run: Run, sources: list[Path], tmp_path: Path) -> None:
    result = run("play", *sources, "--answers", answers(tmp_path, ALL), "--json")
    found = outcome(result)
    assert result.exit_code == 0
    assert found["process"] == "p"
    assert found["path"] == [
        "s", "redactar", "revisar", "g", "redactar", "revisar", "g",
    ]  # fmt: skip
    assert found["status"] == "active"
    assert found["variables"] == {
        "texto": "hola", "aprobada": True, "motivo": "muy corta", "copias": 2,
    }  # fmt: skip
    assert found["open"] == []


def test_forms_do_not_check_a_files_answers_unless_asked(
    run: Run, sources: list[Path], tmp_path: Path
) -> None:
    path = answers(tmp_path, "- task: redactar\n- task: revisar\n  data: {otra: 1}")
    assert run("play", *sources, "--answers", path).exit_code == 0
    assert run("play", *sources, "--answers", path, "--check-forms").exit_code == 1


def test_the_outcome_is_told_in_words(run: Run, sources: list[Path], tmp_path: Path) -> None:
    result = run("play", *sources, "--answers", answers(tmp_path, "- task: redactar"))
    assert result.exit_code == 0
    assert "en curso" in result.stdout
    assert "Redactar carta" in result.stdout
    assert "Quedan abiertas: «Revisar carta»" in result.stdout


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("- task: redactar\n- task: Enviar", (2, "open task «Enviar»")),
        ("- task: redactar\n\n- task: revisar\n  data: {aprobada: false}", (3, "FORM_INVALID")),
        ("- task: redactar\n  datos: {}", (2, "one of task, data, by")),
        ("- advance: mañana", (1, "ISO 8601 duration")),
        ("- redactar", (1, "entries such as")),
        ("task: redactar", (1, "a list")),
        ("- {}", (1, "a step with one of")),
    ],
)
def test_a_wrong_answer_says_which_line_and_what_was_expected(
    run: Run, sources: list[Path], tmp_path: Path, text: str, came: tuple[int, str]
) -> None:
    path = answers(tmp_path, text)
    line, expected = came
    result = run("play", *sources, "--answers", path, "--check-forms")
    assert result.exit_code == 1
    assert f"{path}:{line}" in result.stderr
    assert expected in result.stderr


def test_a_way_without_names_is_told_in_ids(run: Run, tmp_path: Path) -> None:
    diagram = tmp_path / "sin_nombres.bpmn"
    diagram.write_bytes(file(process(START + '<task id="a"/>' + END, "s a e")))
    result = run("play", diagram, "--answers", answers(tmp_path, "[]"))
    assert "  s → a → e" in result.stdout.splitlines()


def test_answers_that_are_no_text_are_told_by_line(
    run: Run, sources: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes("- task: redactar\n- task: revisión".encode("latin-1"))
    result = run("play", *sources, "--answers", path)
    assert result.exit_code == 1
    assert f"{path}:2: se esperaba texto en UTF-8; vino el byte 0xf3" in result.stderr


def test_messages_signals_and_the_clock_are_answers_too(run: Run, tmp_path: Path) -> None:
    diagram = tmp_path / "espera.bpmn"
    body = (
        START
        + event("intermediateCatchEvent", "m", "message", "firma")
        + timer("intermediateCatchEvent", "t", "timeDuration", "P2D")
        + END
    )
    diagram.write_bytes(file(process(body, "s m t e"), roots=message("firma", "cliente")))
    steps = answers(tmp_path, "- message: firma\n  key: 7\n  variables: {x: 1}\n- advance: P2D\n")
    result = run("play", diagram, "--data", '{"cliente": 7}', "--answers", steps, "--json")
    found = outcome(result)
    assert (found["status"], found["ends"], found["outcome"]) == ("completed", ["e"], "e")
    assert found["variables"] == {"cliente": 7, "x": 1}


# A person at the terminal


def test_enter_takes_the_default_of_everything(run: Run, sources: list[Path]) -> None:
    # Start data; the task and its data; the second task, approved: no, its reason, its copies.
    keys = "\n" + "\n\n" + "\n" + "n\nmuy corta\n\n"
    result = run("play", *sources, keys=keys)
    assert result.exit_code == 0
    assert "Redactar carta" in result.stdout
    assert "Aprobada (s/n)" in result.stdout
    assert "Copias [1]" in result.stdout
    assert "Quedan abiertas: «Redactar carta»" in result.stdout


def test_what_the_form_refuses_is_asked_again(run: Run, sources: list[Path]) -> None:
    # The reason is required: left out, it alone is asked again.
    keys = "\n" + "\n\n" + "\n" + "n\n\n\n" + "muy corta\n"
    result = run("play", *sources, keys=keys)
    assert "  Motivo: Escriba un texto." in result.stdout.splitlines()
    assert result.stdout.count("  Motivo *") == 2
    assert result.stdout.count("Copias [1]") == 1
    assert "Quedan abiertas: «Redactar carta»" in result.stdout


def test_an_answer_that_cannot_be_read_is_asked_again(run: Run, sources: list[Path]) -> None:
    result = run("play", *sources, keys="\n" + "9\nx\n1\n" + "[1]\n{}\n")
    assert "Se esperaba un número de 1 a" in result.stdout
    assert "vino «9»" in result.stdout
    assert "Se esperaba un objeto JSON" in result.stdout
    assert "Quedan abiertas: «Revisar carta»" in result.stdout


def test_fields_that_an_answer_hides_are_not_asked(run: Run, sources: list[Path]) -> None:
    result = run("play", *sources, keys="\n" + "\n\n" + "\n" + "s\n3\n")
    assert "Motivo" not in result.stdout
    assert "enviar" not in result.stderr


def test_one_may_stop_and_see_where_it_stands(run: Run, sources: list[Path]) -> None:
    result = run("play", *sources, keys="\n2\n")
    assert result.exit_code == 0
    assert "Quedan abiertas: «Redactar carta»" in result.stdout


def test_a_waiting_process_can_be_sent_its_message_and_its_time(run: Run, tmp_path: Path) -> None:
    diagram = tmp_path / "espera.bpmn"
    body = (
        START
        + event("intermediateCatchEvent", "m", "message", "firma")
        + timer("intermediateCatchEvent", "t", "timeDuration", "P2D")
        + '<endEvent id="e" name="Listo"/>'
    )
    diagram.write_bytes(file(process(body, "s m t e"), roots=message("firma", "case_key")))
    result = run("play", diagram, keys="{}\n" + "1\n" + '{"x": 1}\n' + "1\n")
    assert result.exit_code == 0
    assert "Publicar el mensaje «firma»" in result.stdout
    assert "Adelantar el reloj hasta 2026-03-04 12:00 UTC" in result.stdout
    assert "completado · Listo (e)" in result.stdout


def test_what_stopped_can_be_corrected_and_tried_again(run: Run, tmp_path: Path) -> None:
    diagram = tmp_path / "monto.bpmn"
    body = START + user("leer", "Leer") + '<exclusiveGateway id="g"/>' + END
    diagram.write_bytes(file(process(body, "s leer g e", g_e="monto &gt; 10")))
    # The start data, the task and its data; then the incident alone is left: not JSON, then right.
    keys = "{}\n" + "1\n" + '{"monto": "mucho"}\n' + "1\n[]\n" + '1\n{"monto": 11}\n'
    result = run("play", diagram, keys=keys)
    assert "! EXPRESSION_FAILED (g): " in result.stdout
    assert "1) Corregir los datos y reintentar (g: EXPRESSION_FAILED)" in result.stdout
    assert result.stdout.count("Se esperaba un objeto JSON") == 1
    assert "completado" in result.stdout


# Where it begins


TWO = file(
    process(
        event("startEvent", "m1", "message", "uno")
        + event("startEvent", "m2", "message", "dos")
        + END,
        "m1 e",
        "m2 e",
    ),
    roots=message("uno") + message("dos"),
)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.bpmn"
    path.write_bytes(TWO)
    return path


def test_a_start_event_can_be_named(run: Run, two: Path) -> None:
    result = run("play", two, "--start-event", "m2", "--json")
    assert outcome(result)["path"] == ["m2", "e"]


def test_a_person_is_asked_where_it_begins(run: Run, two: Path) -> None:
    result = run("play", two, keys="2\n{}\n")
    assert "¿Qué empieza?" in result.stdout
    assert result.exit_code == 0
    assert "completado" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json"],
        ["--process", "nothing", "--json"],
        ["--start-event", "m1", "--data", "{", "--json"],
        ["--start-event", "m1", "--data", "[1]", "--json"],
    ],
)
def test_what_cannot_begin_is_a_usage_error(run: Run, two: Path, arguments: list[str]) -> None:
    result = run("play", two, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_what_cannot_be_deployed_says_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.bpmn"
    path.write_bytes(b"no")
    result = run("play", path)
    assert result.exit_code == 1
    assert "bad.bpmn" in result.stderr


def test_a_package_is_played_by_name_with_its_own_example_data(run: Run) -> None:
    result = run(
        "play", "servicios_nuevos_clientes", "--process", "servicios_ejecucion",
        "--start-event", "inicio_operacion", keys="\n\n\n\n\n\n\n\n",
    )  # fmt: skip
    assert '"b2b": true' in result.stdout
    assert "Recepción de Solicitud de Servicio - Nuevo Cliente" in result.stdout
    assert "vence 2026-03-02 13:00 -03" in result.stdout
