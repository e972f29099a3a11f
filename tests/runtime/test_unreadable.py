"""A version that no longer loads: lists show the others, and say which case cannot be read."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, people, start

from cauce.people.services import set_password
from cauce.runtime import deployed, selectors, services
from cauce.runtime.errors import DefinitionBroken
from cauce.runtime.models import DeployedFile, Instance, JournalEntry
from cauce.runtime.selectors.one_task import task as one_task
from cauce.runtime.selectors.story import story

BODY = '<startEvent id="s"/><userTask id="a" name="Trabajar"/><endEvent id="e"/>'


@pytest.fixture
def broken() -> dict[str, str]:
    """Run `q` and `r`, and break what `q` is deployed from; give their cases."""
    people(ana="")
    set_password(login="ana", password="ana-clave")
    cases = {}
    for process in ("q", "r"):
        source = definitions(BODY, "s a e").replace(
            b'process id="p"', f'process id="{process}"'.encode()
        )
        services.deploy(organisation=ORG, sources=[source])
        cases[process] = start(process, data={"cliente": f"Casa {process}"}).case_key
    file = DeployedFile.objects.order_by("pk")[0]
    DeployedFile.objects.filter(pk=file.pk).update(content=b"<not BPMN")
    deployed.forget()
    return cases


def test_lists_show_all_and_tell_what_cannot_be_read(broken: dict[str, str]) -> None:
    tasks = selectors.open_tasks(organisation=ORG, by="ana")
    assert [(t.case_key, t.name, t.readable) for t in tasks] == [
        (broken["q"], "Trabajar", False),
        (broken["r"], "Trabajar", True),
    ]
    page = selectors.cases(organisation=ORG)
    assert [(c.key, c.process, c.client, c.open_tasks, c.readable) for c in page.rows] == [
        (broken["r"], "r", "Casa r", ("Trabajar",), True),
        (broken["q"], "q", "Casa q", ("Trabajar",), False),
    ]
    found = selectors.cases(organisation=ORG, search="casa")
    assert [row.readable for row in found.rows] == [True, False]


def test_one_case_and_one_task_say_why_and_nothing_is_written(broken: dict[str, str]) -> None:
    key, task = broken["q"], selectors.open_tasks(organisation=ORG, case_key=broken["q"])[0].id
    for call in (
        lambda: story(organisation=ORG, case_key=key),
        lambda: selectors.case(organisation=ORG, case_key=key),
        lambda: one_task(organisation=ORG, task=task, by="ana"),
        lambda: services.complete(task=task, by="ana"),
    ):
        with pytest.raises(DefinitionBroken, match="Version 1 of «q» cannot be loaded: "):
            call()
    assert JournalEntry.objects.count() == 2
    services.complete(task=selectors.open_tasks(organisation=ORG, case_key=broken["r"])[0].id)


def test_a_state_that_cannot_be_read_takes_its_client_alone(broken: dict[str, str]) -> None:
    Instance.objects.filter(case__key=broken["r"]).update(state=b"\xc1")
    page = selectors.cases(organisation=ORG)
    assert [(row.key, row.client) for row in page.rows] == [
        (broken["r"], ""),
        (broken["q"], "Casa q"),
    ]
    names = selectors.clients(organisation=ORG, case_keys=broken.values())
    assert names == {broken["q"]: "Casa q"}


def test_pages_say_it_in_plain_words(broken: dict[str, str]) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/entrar", {"usuario": "ana", "clave": "ana-clave"})
    for where in ("/bandeja", "/casos", "/casos?q=casa"):
        shown = client.get(where)
        assert shown.status_code == 200
        html = shown.content.decode()
        assert all(key in html for key in broken.values())
        assert html.count("No se puede leer") == 1
    task = selectors.open_tasks(organisation=ORG, case_key=broken["q"])[0].id
    for where in (f"/casos/{broken['q']}", f"/tareas/{task}"):
        shown = client.get(where)
        assert shown.status_code == 500
        assert "ya no se puede leer. Lo guardado no se pierde." in shown.content.decode()
    assert client.get(f"/casos/{broken['r']}").status_code == 200
