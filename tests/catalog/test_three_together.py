"""One client through all three packages: won, served, asked, farmed, and gone.

The records answer with the packages' samples; what a contract's service would publish when a
version is signed is published here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cauce.testing import Sandbox

CLIENT = "CLI-ANDES"
PACKAGES = ("servicios_nuevos_clientes", "interacciones_equipos", "ciclo_de_vida_cliente")


class Company:
    """A sandbox with the three packages, and the one client."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(start="2026-03-02T09:00:00-03:00")
        for package in PACKAGES:
            self.sandbox.load_package(package)

    def sign(self, act: str) -> None:
        """A contract's version, or its termination, is signed: the record says so once."""
        self.sandbox.publish("contrato_firmado", key=CLIENT, variables={"acto": act})

    def work(self, answers: Mapping[str, Mapping[str, Any]] | None = None) -> list[str]:
        """Complete whatever is open, forward unless told otherwise; give the tasks' names."""
        done: list[str] = []
        for _ in range(400):
            open_tasks = self.sandbox.tasks()
            if not open_tasks:
                return done
            task = open_tasks[0]
            done.append(task.name)
            task.instance.complete(task, (answers or {}).get(task.name, {}))
        raise AssertionError(f"the work does not end: {done[-10:]}")

    def ends(self, process: str) -> list[tuple[str, str]]:
        """Give status and last end of every instance of a process."""
        found = [i for i in self.sandbox.instances if i.process_id == process]
        return [(i.status, i.ends[-1] if i.ends else "") for i in found]

    def assert_calm(self) -> None:
        """Nothing failed, nothing is open, nothing is on its way."""
        assert [i.incidents for i in self.sandbox.instances if i.incidents] == []
        assert self.sandbox.tasks() == []
        assert self.sandbox.jobs() == []


@pytest.mark.parametrize("line", ["A", "B"])
def test_a_client_from_first_interest_to_the_end(line: str) -> None:
    company = Company()
    sandbox = company.sandbox

    # given a won opportunity, by one of the two lines and never both
    sandbox.start("growth_marketing_sales", {"cliente_id": CLIENT})
    done = company.work({"Cierre": {"linea": line}})
    assert company.ends("growth_marketing_sales")[0] == ("completed", "fin_ganada")
    nine_phases, projects = company.ends("servicios_ejecucion"), company.ends("it_talent_services")
    if line == "A":
        assert nine_phases == [("completed", "fin_proceso")]
        assert company.ends("servicios_revision") == [("completed", "fin_revision")]
        assert projects == []
    else:
        assert nine_phases == []
        assert projects == [("completed", "fin_proyecto")]
        assert company.ends("backoffice") == [("completed", "fin_backoffice")]
    assert "Account Management" in done
    assert company.ends("ciclo_comercial")[0][0] == "active"

    # when its contract is signed, the client is set up
    company.sign("alta")
    company.work()
    assert company.ends("alta_cliente") == [("completed", "fin_alta")]

    # and a feedback finds two needs, each a farming; one changes the contract
    sandbox.start("feedback", {"cliente_id": CLIENT})
    needs = {"Reunión de Feedback": {"necesidades": ["turno noche", "canal nuevo"]}}
    company.work(needs)
    assert company.ends("feedback") == [("completed", "fin_feedback")]
    assert company.ends("farming") == [("completed", "fin_ganada")] * 2
    company.sign("modificacion")
    company.work()
    assert company.ends("modificacion_cliente") == [("completed", "fin_modificacion")]

    # and the cycles turn for a quarter
    for _ in range(3):
        sandbox.advance("P31D")
        company.work()
    company.assert_calm()

    # then the termination ends everything of the client, and nothing is born again
    company.sign("baja")
    company.work()
    sandbox.advance("P60D")
    company.work()
    assert company.ends("baja_cliente") == [("completed", "fin_baja")]
    active = [i.process_id for i in sandbox.instances if i.status == "active"]
    assert active == []
    assert sandbox.messages() == []
    assert {i.status for i in sandbox.instances} == {"completed"}
    company.assert_calm()
    sandbox.replay_check()
