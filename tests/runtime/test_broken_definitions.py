"""A process that no longer loads: it starts nothing, is seen, and keeps no other from starting."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, deploy, instances, refused, start

from cauce.runtime import deployed, services, setbacks
from cauce.runtime.models import DeployedFile, Incident, KeptMessage
from cauce.runtime.selectors.incidents import incidents
from cauce.runtime.worker.definitions import Definitions

ROOTS = '<message id="A" name="first"/><message id="B" name="second"/><signal id="S" name="sig"/>'
CALLED = '<userTask id="a"/><endEvent id="e"/>'


def starts_by(process: str, message: str) -> bytes:
    body = (
        f'<startEvent id="s"><messageEventDefinition messageRef="{message}"/></startEvent>{CALLED}'
    )
    found = definitions(body, "s a e", roots=ROOTS)
    return found.replace(b'process id="p"', f'process id="{process}"'.encode())


@pytest.fixture
def broken() -> bytes:
    """Deploy `q` and `r`, begun by first and second, and break `q`; give what it was."""
    for process, message in (("q", "A"), ("r", "B")):
        services.deploy(organisation=ORG, sources=[starts_by(process, message)])
    file = DeployedFile.objects.order_by("pk")[0]
    DeployedFile.objects.filter(pk=file.pk).update(content=b"<not BPMN")
    deployed.forget()
    return bytes(file.content)


def check_for_ever(clock: Any) -> None:
    for _ in range(setbacks.MOST_TRIES):
        Definitions().check()
        clock.advance(hours=2)


def test_messages_for_others_start_them_and_its_own_are_kept(clock: Any, broken: bytes) -> None:
    services.publish(organisation=ORG, message="second", case_key="C-2")
    services.publish(organisation=ORG, message="first", case_key="C-1")
    assert [i.process_id for i in instances("C-2")] == ["r"]
    assert KeptMessage.objects.get().name == "first"
    assert incidents() == ()


def test_a_process_that_throws_a_signal_goes_on(clock: Any, broken: bytes) -> None:
    throw = (
        '<startEvent id="s"/><intermediateThrowEvent id="t"><signalEventDefinition signalRef="S"/>'
        '</intermediateThrowEvent><endEvent id="e"/>'
    )
    deploy(throw, "s t e", roots=ROOTS)
    assert instances(start().case_key)[0].status == "completed"


def test_it_is_seen_until_it_loads_and_then_takes_what_was_kept(clock: Any, broken: bytes) -> None:
    services.publish(organisation=ORG, message="first", case_key="C-1")
    check_for_ever(clock)
    [view] = incidents(organisation=ORG)
    assert (view.code, view.element_id, view.retry_at) == ("DEFINITION_BROKEN", "q", None)
    assert view.message.startswith("Version 1 of «q» cannot be loaded, or started: ")
    DeployedFile.objects.filter(content=b"<not BPMN").update(content=broken)
    Definitions().check()
    assert len(incidents()) == 1
    services.resolve(incident=view.id)
    Definitions().check()
    assert [i.process_id for i in instances("C-1")] == ["q"]
    assert (incidents(), KeptMessage.objects.count()) == ((), 0)
    services.publish(organisation=ORG, message="first", case_key="C-3")
    assert [i.process_id for i in instances("C-3")] == ["q"]


def test_a_version_that_loads_replaces_it(clock: Any, broken: bytes) -> None:
    services.publish(organisation=ORG, message="first", case_key="C-1")
    check_for_ever(clock)
    services.deploy(organisation=ORG, sources=[starts_by("q", "A")])
    assert [i.process_id for i in instances("C-1")] == ["q"]
    clock.advance(seconds=1)
    assert (incidents(), Incident.objects.count()) == ((), 1)
    Definitions().check()
    assert incidents() == ()


def test_what_loads_is_loaded_once_and_is_no_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    services.deploy(organisation=ORG, sources=[starts_by("q", "A")])
    found = Definitions()
    found.check()
    loaded: list[int] = []
    monkeypatch.setattr("cauce.runtime.worker.definitions.definition", loaded.append)
    found.check()
    assert (loaded, Incident.objects.count()) == ([], 0)
    assert refused("UNKNOWN_INCIDENT", services.resolve, incident=1)
