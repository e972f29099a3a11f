"""Running scenarios: every step, every check, and what a failure says."""

from __future__ import annotations

import pytest
from tests.testing.support import (
    END,
    START,
    event,
    file,
    message,
    process,
    service,
    timer,
    user,
)

from cauce.testing import Sandbox
from cauce.testing.scenarios import ScenarioFailed, parse_scenario, play

REVIEW = process(
    START
    + user("redactar", "Redactar", actorVariable="autor")
    + '<userTask id="revisar" name="Revisar" cauce:fourEyes="=autor"><extensionElements>'
    + "<zeebe:userTask/></extensionElements><multiInstanceLoopCharacteristics><extensionElements>"
    + '<zeebe:loopCharacteristics inputCollection="=[&quot;uno&quot;, &quot;dos&quot;]" '
    + 'inputElement="quien" outputCollection="votos" outputElement="=voto"/></extensionElements>'
    + "</multiInstanceLoopCharacteristics></userTask>"
    + event("intermediateCatchEvent", "f", "message", "firma")
    + timer("intermediateCatchEvent", "espera", "timeDuration", "P2D")
    + service("avisar", "correo")
    + END,
    "s redactar revisar f espera avisar e",
)


def run(when: str, then: str, given: str = "process: p") -> Sandbox:
    sandbox = Sandbox()
    sandbox.on_job("correo", lambda _job: None)
    sandbox.deploy(file(REVIEW, roots=message("firma", "case_key")))
    text = f"title: t\ngiven:\n  {given}\nwhen:\n{when}\nthen:\n{then}\n"
    return play(parse_scenario("f.yaml", text), sandbox)


ALL = """
- {task: Redactar, by: ana}
- {refused: {task: Revisar, by: ana, code: NOT_ALLOWED}}
- {expect: {open: [Revisar, Revisar], status: {p: active}}}
- {task: revisar, where: {quien: dos}, data: {voto: 2}}
- {wait: Revisar, asks: algo}
- {resume: Revisar}
- {each: Revisar, data: {voto: 1}, process: p}
- {message: firma, case_key: "=case_key", variables: {fecha: hoy}}
- {advance: P2D}
"""


def test_an_incident_is_resolved_with_corrected_data() -> None:
    stops = process(
        START + user("leer", "Leer") + '<exclusiveGateway id="g"/>' + END,
        "s leer g e",
        g_e="monto &gt; 10",
    )
    sandbox = Sandbox()
    sandbox.deploy(file(stops))
    wrong = "- {task: Leer, data: {monto: mucho}}\n- {expect: {incidents: [EXPRESSION_FAILED]}}"
    right = "- {resolve: g, process: p, variables: {monto: 11}}"
    text = f"title: t\ngiven:\n  process: p\nwhen:\n{wrong}\n{right}\nthen:\n  open: []\n"
    (instance,) = play(parse_scenario("f.yaml", text), sandbox).instances
    assert (instance.status, instance.variables) == ("completed", {"monto": 11})


def test_only_an_incident_can_be_resolved() -> None:
    with pytest.raises(ScenarioFailed, match="expected an incident at g, came no incident"):
        run("- {resolve: g}", "  open: []")


def test_steps_are_done_in_order_and_the_outcome_is_compared() -> None:
    run(
        ALL,
        "  ends: {p: [e]}\n  status: {p: completed}\n  open: []\n  messages: []\n"
        "  variables: {votos: [1, 2], fecha: hoy, autor: ana}\n"
        "  calls: {correo: 1}\n  path_includes: [redactar, revisar, f, e]\n"
        "  path_excludes: [nunca]\n",
    )


def test_rest_completes_whatever_opens_up_to_a_task_or_around_some() -> None:
    run("- rest: {until: Revisar}", "  open: [Revisar, Revisar]")
    run("- rest: {except: [revisar]}", "  open: [Revisar, Revisar]")
    run("- rest: {data: {Revisar: {voto: 5}}}", "  variables: {votos: [5, 5]}\n  open: []")


@pytest.mark.parametrize(
    ("when", "line", "expected"),
    [
        ("- task: Nadie", 5, "expected an open task «Nadie», came «Redactar»"),
        ("- {task: Redactar, process: q}", 5, "an open task «Redactar» of q"),
        ("- {task: Redactar, where: {x: 1}}", 5, "an open task «Redactar» with x = 1"),
        ("- task: Redactar\n- each: Redactar", 6, "an open task «Redactar», came «Revisar»"),
        ("- rest: {until: Nunca}", 5, "expected «Nunca» to open, came no open task"),
        ("- refused: {task: Redactar}", 5, "to be refused, came that it was taken"),
        ("- resume: Redactar", 5, "refused"),
        ("- refused: {task: Nadie}", 5, "an open task «Nadie»"),
        ("- expect: {open: []}", 5, 'open: expected [], came ["Redactar"]'),
    ],
)
def test_a_step_that_cannot_be_done_says_which_and_why(when: str, line: int, expected: str) -> None:
    with pytest.raises(ScenarioFailed) as failed:
        run(when, "  open: []")
    text = str(failed.value)
    assert text.startswith("f.yaml: «t»\n")
    assert f"line {line}" in text
    assert expected in text


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("ends: {p: [e]}", 'ends of p: expected ["e"], came []'),
        ("status: {p: completed}", "status of p: expected completed, came active"),
        ("status: {q: completed}", "status of q: expected completed, came no instance"),
        ("open: []", 'open: expected [], came ["Redactar"]'),
        ("open: [otra]", 'open: expected ["otra"], came ["Redactar"]'),
        ("variables: {x: 1}", "variables of x: expected 1, came nothing"),
        ("calls: {correo: 1}", "calls of correo: expected 1 calls, came 0"),
        ("calls: {correo: [{a: 1}]}", "calls of correo: expected [{a: 1}], came []"),
        ("messages: [m]", 'messages: expected ["m"], came []'),
        ("path_includes: [s, redactar]", "path_includes: expected redactar, in this order"),
        ("path_includes: [redactar, s]", "path_includes: expected redactar, in this order"),
        ("path_excludes: [s]", "path_excludes: expected no s, came it was completed"),
        ("incidents: [NO_FLOW]", "incidents: expected NO_FLOW, came none"),
    ],
)
def test_a_difference_is_named_with_its_line(then: str, expected: str) -> None:
    with pytest.raises(ScenarioFailed) as failed:
        run("  []", f"  {then}")
    assert f"line 7: {expected}" in str(failed.value)


def test_an_incident_fails_a_scenario_that_does_not_name_it() -> None:
    sandbox = Sandbox()
    sandbox.deploy(file(process(f'{START}<exclusiveGateway id="g"/>{END}', "s g e", g_e="=x")))
    scenario = parse_scenario("f.yaml", "title: t\ngiven: {process: p, data: {x: false}}\nthen: {}")
    with pytest.raises(ScenarioFailed, match="incidents: expected none, came NO_FLOW at g"):
        play(scenario, sandbox)


def test_a_start_that_is_refused_fails_with_its_line() -> None:
    with pytest.raises(ScenarioFailed, match="line 3, given: refused, UNKNOWN_PROCESS"):
        run("  []", "  open: []", given="process: nothing")


def test_a_case_key_of_no_given_process_cannot_be_meant() -> None:
    with pytest.raises(ScenarioFailed, match="a given process, whose case"):
        run('- {message: m, key: "=case_key"}', "  open: []", given="case_key: C")
