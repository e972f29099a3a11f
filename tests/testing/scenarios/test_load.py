"""Reading scenarios: what every entry becomes, and which line is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cauce.testing.scenarios import ScenarioError, load_answers, load_scenario, model
from cauce.testing.scenarios import parse_scenario as parse

FULL = """
title: Camino feliz
given:
  start: "2026-03-02T09:00:00-03:00"
  process: p
  start_event: s
  data: {b2b: false, monto: 1.5, dia: 2026-03-02}
  case_key: C-1
  handlers:
    crm.uno: {activo: false}
    crm.dos: [{n: 1}, {n: 2}]
when:
  - task: Validar
    data: {validado: true}
    by: ana
    process: p
    where: {aprobador: Proceso}
  - each: Revisar
    data: {aprobado: true}
  - rest: {until: Fin, except: [a, b], data: {Revisar: {aprobado: true}}}
  - message: firma
    key: 7
    case_key: "=case_key"
    variables: {x: 1}
    ttl: PT1H
  - signal: cierre
    key: K
  - advance: PT48H
  - wait: Validar
    asks: antecedentes
  - resume: Validar
  - refused: {task: Validar, by: ana, code: NOT_ALLOWED}
  - expect: {open: [Validar]}
then:
  ends: {p: [e]}
  status: {p: completed}
  open: []
  variables: {x: 1}
  calls: {crm.uno: 2, crm.dos: [{n: 1}]}
  messages: []
  path_includes: [a, b]
  path_excludes: [c]
  incidents: [NO_FLOW]
"""


def test_everything_is_read_with_its_line() -> None:
    scenario = parse("f.yaml", FULL)
    assert (scenario.file, scenario.title) == ("f.yaml", "Camino feliz")
    assert scenario.given == model.Given(
        line=4,
        process="p",
        start="2026-03-02T09:00:00-03:00",
        start_event="s",
        data={"b2b": False, "monto": 1.5, "dia": date(2026, 3, 2)},
        case_key="C-1",
        handlers={"crm.uno": {"activo": False}, "crm.dos": [{"n": 1}, {"n": 2}]},
    )
    assert scenario.when == [
        model.DoTask(
            line=13, task="Validar", data={"validado": True}, by="ana", process="p",
            where={"aprobador": "Proceso"},
        ),
        model.DoEach(line=18, task="Revisar", data={"aprobado": True}),
        model.DoRest(
            line=20, until="Fin", excluded=["a", "b"], data={"Revisar": {"aprobado": True}}
        ),
        model.Publish(
            line=21, message="firma", key=7, case_key="=case_key", variables={"x": 1}, ttl="PT1H"
        ),
        model.Broadcast(line=26, signal="cierre", key="K"),
        model.Advance(line=28, duration="PT48H"),
        model.Wait(line=29, task="Validar", asks="antecedentes"),
        model.Resume(line=31, task="Validar"),
        model.Refused(
            line=32,
            attempt=model.DoTask(line=32, task="Validar", by="ana"),
            code="NOT_ALLOWED",
        ),
        model.Expect(line=33, outcome=model.Outcome(open=["Validar"], lines={"open": 33})),
    ]  # fmt: skip
    then = scenario.then
    assert then.ends == {"p": ["e"]}
    assert then.calls == {"crm.uno": 2, "crm.dos": [{"n": 1}]}
    assert (then.open, then.messages, then.incidents) == ([], [], ["NO_FLOW"])
    assert then.lines["ends"] == 35


def test_what_is_left_out_is_not_looked_at_but_incidents() -> None:
    scenario = parse("f.yaml", "title: t\ngiven: {process: p}\nthen: {open: []}")
    assert scenario.when == ()
    assert scenario.then == model.Outcome(open=[], lines={"open": 3})
    assert scenario.then.incidents == ()


def test_null_is_nothing() -> None:
    (step,) = load_answers("a.yaml", "- task: a\n  data:\n  by: null")
    assert step == model.DoTask(line=1, task="a")


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", 1, "a YAML document"),
        ("title: [", 1, "YAML"),
        ("- a", 1, "entries such as title, given, when, then"),
        ("title: t\nthen: {}", 1, "an entry «given»"),
        ("title: t\ngiven: {}\nthen:\n  ende: {}", 4, "one of ends, status"),
        ("title: t\ntitle: u\ngiven: {}\nthen: {}", 2, "«title» once"),
        ("title: t\ngiven:\n  start: mañana\nthen: {}", 3, "a moment such as"),
        ("title: t\ngiven:\n  data: 3\nthen: {}", 3, "names with their values"),
        ("title: t\ngiven: {}\nwhen:\n  - {}\nthen: {}", 4, "a step with one of task, each"),
        ("title: t\ngiven: {}\nwhen:\n  - {task: a, each: b}\nthen: {}", 4, "a step with one of"),
        ("title: t\ngiven: {}\nwhen:\n  - task: a\n    dat: {}\nthen: {}", 5, "one of task, data"),
        ("title: t\ngiven: {}\nwhen: {}\nthen: {}", 3, "a list"),
        ("title: t\ngiven: {}\nwhen: [{refused: {by: a}}]\nthen: {}", 3, "a task whose"),
        ("title: t\ngiven: {}\nthen:\n  calls: {x: many}", 4, "how often it was called"),
        ("title: t\ngiven: {}\nthen:\n  ends: {p: e}", 4, "a list"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, expected: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        parse("f.yaml", text)
    assert (wrong.value.file, wrong.value.line) == ("f.yaml", line)
    assert expected in wrong.value.expected
    assert wrong.value.came


def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "uno.yaml"
    path.write_text("title: año\ngiven: {}\nthen: {}", encoding="utf-8")
    assert (load_scenario(path).file, load_scenario(path).title) == ("uno.yaml", "año")
