"""Titles of messages and signals: which are asked for, and which are no one's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packages.support import problems_of, write_package

from cauce.packages import Text, available, check_messages, load

DRAWN = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:t="t" targetNamespace="t">
  <message id="m1" name="propuesta_aprobada"/>
  <message id="m2" name="contrato_firmado"/>
  <message id="m3"/>
  <message id="m4" name="sin_uso"/>
  <message id="m5" name="=&quot;aviso_&quot; + rol"/>
  <signal id="s1" name="cierre"/>
  <collaboration id="C"><messageFlow id="f" messageRef="m4"/></collaboration>
  <process id="p" isExecutable="true">
    <startEvent id="a"><messageEventDefinition messageRef="m1"/></startEvent>
    <receiveTask id="b" messageRef="t:m2"/><sendTask id="c" messageRef="m3"/>
    <endEvent id="d"><messageEventDefinition messageRef="m5"/></endEvent>
    <endEvent id="e"><signalEventDefinition signalRef="s1"/></endEvent>
  </process>
</definitions>"""
TITLES = """
[messages]
propuesta_aprobada = "Propuesta aprobada"
contrato_firmado = { es = "Contrato firmado", en = "Contract signed" }
m3 = "Sin nombre"
cierre = "Cierre de cuenta"
"""


def test_messages_and_signals_have_titles_in_both_languages(tmp_path: Path) -> None:
    english = '{"Propuesta aprobada": "Proposal approved"}'

    package = load(
        write_package(tmp_path, TITLES, process_dot_bpmn=DRAWN, locale__en_dot_json=english)
    )

    assert package.messages == {
        "propuesta_aprobada": Text(es="Propuesta aprobada", en="Proposal approved"),
        "contrato_firmado": Text(es="Contrato firmado", en="Contract signed"),
        "m3": Text(es="Sin nombre"),
        "cierre": Text(es="Cierre de cuenta"),
    }
    assert check_messages(package) == []


def test_each_that_is_thrown_or_caught_without_a_title_is_told_once(tmp_path: Path) -> None:
    again = DRAWN.replace('id="p"', 'id="q"')

    package = load(write_package(tmp_path, process_dot_bpmn=DRAWN, zeta_dot_bpmn=again))

    told = [(problem.file, problem.line, problem.key) for problem in check_messages(package)]
    assert told == [
        ("process.bpmn", 3, "propuesta_aprobada"),
        ("process.bpmn", 4, "contrato_firmado"),
        ("process.bpmn", 5, "m3"),
        ("process.bpmn", 8, "cierre"),
    ]


@pytest.mark.parametrize("name", ["sin_uso", "p"])
def test_a_title_of_what_nobody_throws_or_catches_is_refused(tmp_path: Path, name: str) -> None:
    root = write_package(tmp_path, f'[messages]\n{name} = "x"\n', process_dot_bpmn=DRAWN)

    assert problems_of(root) == [("package.toml", f"messages.{name}")]


def test_a_diagram_that_cannot_be_read_makes_no_stranger_of_a_title(tmp_path: Path) -> None:
    assert problems_of(write_package(tmp_path, TITLES, process_dot_bpmn="<a>")) == [
        ("process.bpmn", "")
    ]


@pytest.mark.parametrize("name", available())
def test_every_message_of_the_catalogue_has_a_title_in_both_languages(name: str) -> None:
    package = load(name)

    assert package.messages
    assert check_messages(package) == []
    assert [key for key, title in package.messages.items() if title.en is None] == []
