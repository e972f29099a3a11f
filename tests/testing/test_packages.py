"""Packages in the sandbox: handlers and their samples, decisions, calendars, settings, keys."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.testing.support import END, START, event, file, message, process, service, timer, user

from cauce.packages import PackageError
from cauce.testing import BpmnError, Job, Sandbox

MANIFEST = """
name = "prueba"
title = "Prueba"
case_prefix = "PRU"
calendar = "oficina"

[handlers."crm.abrir"]
kind = "handler"
inputs = { cliente = "string", monto = "number?" }
outputs = { oportunidad = "string", doble = "number?" }
sample = { oportunidad = "OPP-1", doble = "=monto * 2" }

[handlers."correo.enviar"]
kind = "job"
inputs = { para = "list<string>" }

[settings.periodo]
title = "Periodo"
value = "PT2H"

[settings.nadie]
title = "Sin definir"

[calendars.oficina]
zone = "America/Santiago"
[calendars.oficina.week]
mon = [["09:00", "13:00"]]
tue = [["09:00", "13:00"]]
"""

DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="urn:d"><decision id="descuento" name="Descuento"><variable name="Descuento"/>
 <literalExpression><text>{text}</text></literalExpression></decision></definitions>"""


def decision(text: str) -> bytes:
    return DECISION.format(text=text).encode()


def package(folder: Path, *processes: str, roots: str = "") -> Path:
    root = folder / "prueba"
    root.mkdir()
    (root / "package.toml").write_text(MANIFEST)
    (root / "p.bpmn").write_bytes(file(*processes, roots=roots))
    return root


CALLS = process(f"{START}{service('t', 'crm.abrir')}{END}", "s t e")


def test_a_handler_answers_with_its_sample_over_its_inputs(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.load_package(package(tmp_path, CALLS))
    inst = sandbox.start("p", {"cliente": "Andes", "monto": 4, "otra": 1})
    assert inst.status == "completed"
    assert inst.variables == {
        "cliente": "Andes", "monto": 4, "otra": 1, "oportunidad": "OPP-1", "doble": 8,
    }  # fmt: skip
    (call,) = sandbox.calls("crm.abrir")
    assert call == {"cliente": "Andes", "monto": 4}
    assert (call.element_id, call.case_key, call.instance) == ("t", inst.case_key, inst)
    assert sandbox.jobs() == []
    sandbox.replay_check()


def test_a_job_of_a_package_takes_its_turn_and_is_recorded(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sends = process(f"{START}{service('t', 'correo.enviar')}{END}", "s t e")
    sandbox.load_package(package(tmp_path, sends))
    inst = sandbox.start("p", {"para": ["a@example.com"]})
    assert inst.status == "completed"
    assert [dict(call) for call in sandbox.calls("correo.enviar")] == [{"para": ["a@example.com"]}]


@pytest.mark.parametrize("kind", ["crm.abrir", "correo.enviar"])
def test_on_job_takes_the_place_of_the_sample(sandbox: Sandbox, tmp_path: Path, kind: str) -> None:
    sandbox.load_package(package(tmp_path, process(f"{START}{service('t', kind)}{END}", "s t e")))
    sandbox.on_job(kind, lambda _job: {"oportunidad": "OPP-9"})
    inst = sandbox.start("p", {"cliente": "Andes"})
    assert inst.variables == {"cliente": "Andes", "oportunidad": "OPP-9"}
    assert len(sandbox.calls(kind)) == 1


def test_a_handler_that_fails_is_an_incident_asked_again_when_resolved(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.load_package(package(tmp_path, CALLS))
    asked: list[Job] = []

    def fail(job: Job) -> None:
        asked.append(job)
        raise LookupError("sin cliente")

    sandbox.on_job("crm.abrir", fail)
    inst = sandbox.start("p")
    assert [(i.code, i.element_id) for i in inst.incidents] == [("HANDLER_FAILED", "t")]
    assert len(asked) == 1

    sandbox.on_job("crm.abrir", lambda _job: {})
    inst.resolve()
    assert (inst.status, inst.incidents) == ("completed", [])
    sandbox.replay_check()


def test_a_handler_may_raise_a_bpmn_error(sandbox: Sandbox, tmp_path: Path) -> None:
    body = (
        START
        + service("t", "crm.abrir")
        + event("boundaryEvent", "b", "error", "mal", attachedToRef="t")
        + END
        + '<endEvent id="m"/>'
    )
    roots = '<error id="mal" errorCode="MAL"/>'
    sandbox.load_package(package(tmp_path, process(body, "s t e", "b m"), roots=roots))

    def refuse(_job: Job) -> None:
        raise BpmnError("MAL")

    sandbox.on_job("crm.abrir", refuse)
    inst = sandbox.start("p")
    assert (inst.ends, inst.incidents) == (["m"], [])


def test_handlers_answer_before_anything_thrown_is_delivered(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    throws = process(
        START + event("intermediateThrowEvent", "m", "message", "aviso")
        + service("t", "crm.abrir") + END,
        "s m t e",
    )  # fmt: skip
    takes = process(
        event("startEvent", "m2", "message", "aviso")
        + service("t2", "crm.abrir")
        + '<endEvent id="e2"/>',
        "m2 t2 e2",
        name="q",
    )
    sandbox.load_package(package(tmp_path, throws, takes, roots=message("aviso")))
    sandbox.start("p")
    assert [call.element_id for call in sandbox.calls("crm.abrir")] == ["t", "t2"]


def test_case_keys_begin_as_the_package_says(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.load_package(package(tmp_path, CALLS))
    assert [sandbox.start("p").case_key for _ in range(2)] == [
        "PRU-2026-000001",
        "PRU-2026-000002",
    ]


def test_working_time_counts_on_the_packages_calendar(sandbox: Sandbox, tmp_path: Path) -> None:
    waits = timer("intermediateCatchEvent", "w", "timeDuration", "PT5H").replace(
        'id="w"', 'id="w" cauce:workingTime="true"'
    )
    sandbox.load_package(package(tmp_path, process(START + waits + user("a") + END, "s w a e")))
    inst = sandbox.start("p")
    sandbox.advance("P2D")
    # Monday 09:00 to 13:00 are four hours; the fifth is Tuesday's first.
    assert inst.tasks()[0].created_at == datetime(2026, 3, 3, 13, tzinfo=UTC)


def test_timer_starts_see_the_settings(sandbox: Sandbox, tmp_path: Path) -> None:
    begins = timer("startEvent", "t", "timeCycle", '="R2/" + ajustes.periodo')
    sandbox.load_package(package(tmp_path, process(begins + END, "t e")))
    sandbox.advance("PT10H")
    assert [i.path for i in sandbox.instances] == [["t", "e"], ["t", "e"]]


def test_a_timer_start_that_nothing_gives_never_fires(sandbox: Sandbox, tmp_path: Path) -> None:
    begins = timer("startEvent", "t", "timeCycle", "=ajustes.nadie")
    sandbox.load_package(package(tmp_path, process(begins + END, "t e")))
    sandbox.advance("P1D")
    assert sandbox.instances == []


DECIDES = process(
    START
    + user("a")
    + '<businessRuleTask id="d"><extensionElements><zeebe:calledDecision decisionId="descuento" '
    + 'resultVariable="r"/></extensionElements></businessRuleTask>'
    + END,
    "s a d e",
)


def test_a_decision_is_its_latest_version_when_evaluated(sandbox: Sandbox) -> None:
    sandbox.deploy(file(DECIDES), decision("1"))
    inst = sandbox.start("p")
    sandbox.deploy(decision("2"))
    inst.complete("a")
    assert inst.variables == {"r": 2}


def test_a_missing_decision_is_an_incident(sandbox: Sandbox) -> None:
    sandbox.deploy(file(DECIDES))
    inst = sandbox.start("p")
    inst.complete("a")
    assert [i.element_id for i in inst.incidents] == ["d"]
    sandbox.deploy(decision("3"))
    inst.resolve()
    assert inst.variables == {"r": 3}


def test_decisions_and_forms_alone_can_be_deployed(sandbox: Sandbox) -> None:
    sandbox.deploy(decision("1"))
    sandbox.deploy(file(DECIDES))
    inst = sandbox.start("p")
    inst.complete("a")
    assert inst.variables == {"r": 1}


def test_what_is_no_package_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(PackageError):
        sandbox.load_package(tmp_path)
    with pytest.raises(PackageError):
        sandbox.load_package("no_such_package")
