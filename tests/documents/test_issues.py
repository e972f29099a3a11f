"""Documents that two issue at once, that no case has, and that a handler leaves half done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest
from tests.engine.conftest import definitions
from tests.races.support import Meeting, race
from tests.runtime.support import ORG, codes, instances, names, start
from tests.runtime.support import task as task_of

from cauce.documents import rules
from cauce.documents.models import Document, DocumentVersion
from cauce.documents.services import change_state, draft, issue
from cauce.engine import HandlerCall
from cauce.packages import DocumentType, load
from cauce.runtime import deployed, ports, services
from cauce.runtime.errors import Refused
from cauce.runtime.models import Organisation
from cauce.runtime.ports import HandlerContext
from cauce.runtime.verify import verify

ISSUE = import_module("cauce.documents.services.issue")
BODY = (
    '<startEvent id="s"/><userTask id="a"/><serviceTask id="w"><extensionElements>'
    '<zeebe:taskDefinition type="prueba"/></extensionElements></serviceTask>'
    '<userTask id="b"/><endEvent id="e"/>'
)


@pytest.fixture(autouse=True)
def case_key(database: None) -> str:
    """Begin with one case, before the handler is asked."""
    services.deploy(organisation=ORG, sources=[definitions(BODY, "s a w b e")])
    return start().case_key


def kind() -> DocumentType:
    return load("servicios_nuevos_clientes").documents["D2"]


def house() -> int:
    return Organisation.objects.get().pk


def issued(case_key: str, note: str = "") -> Any:
    return issue(
        organisation=house(), case_key=case_key, kind=kind(), template=None, values={},
        author="ana", note=note,
    )  # fmt: skip


@pytest.mark.parametrize("is_new", [True, False])
def test_two_who_issue_at_once_issue_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, case_key: str, is_new: bool
) -> None:
    if not is_new:
        draft(organisation=house(), case_key=case_key, kind=kind())
    meeting = Meeting()
    monkeypatch.setattr(ISSUE, "draft", meeting.after(draft))
    found = race(lambda: issued(case_key), lambda: issued(case_key))
    assert sorted(found) == [(n, f"{case_key}/D2-v{n}") for n in (1, 2)]
    assert not meeting.met
    assert Document.objects.get().state == rules.ISSUED
    assert sorted(DocumentVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_a_case_that_is_not_there_has_no_documents() -> None:
    with pytest.raises(LookupError, match="there is no case C-404"):
        issued("C-404")
    with pytest.raises(Refused) as refused:
        change_state(organisation=house(), case_key="C-404", kind="D2", state=rules.VOID)
    assert refused.value.code == "UNKNOWN_DOCUMENT"
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (0, 0)


def raises(call: HandlerCall, _context: HandlerContext) -> None:
    issued(call.case_key)
    raise ValueError("after the write")


def fails_in_the_database(call: HandlerCall, _context: HandlerContext) -> None:
    issued(call.case_key)
    Document.objects.create(case_id=0, organisation_id=house(), type="D9", state=rules.DRAFT)
    Document.objects.create(pk=Document.objects.all()[0].pk, case_id=0, organisation_id=0)


def passes_over_a_refusal(call: HandlerCall, _context: HandlerContext) -> None:
    issued(call.case_key)
    with suppress(Refused):
        change_state(organisation=house(), case_key=call.case_key, kind="D9", state=rules.VOID)


def refuses_at_once(_call: HandlerCall, _context: HandlerContext) -> None:
    raise Refused("NO", "no")


Handler = Callable[[HandlerCall, HandlerContext], Mapping[str, Any] | None]


@pytest.mark.parametrize(
    "handler", [raises, fails_in_the_database, passes_over_a_refusal, refuses_at_once]
)
def test_a_handler_that_fails_leaves_an_incident_and_nothing_it_wrote(
    monkeypatch: pytest.MonkeyPatch, case_key: str, handler: Handler
) -> None:
    monkeypatch.setattr(ports, "handlers", lambda: {"prueba": handler})
    deployed.forget()
    task = task_of("a").id
    services.complete(task=task, data={"kept": True})
    assert (names(case_key), codes(case_key)) == ([], ["HANDLER_FAILED"])
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (0, 0)
    assert verify().findings == ()
    monkeypatch.setattr(ports, "handlers", lambda: {"prueba": lambda *_: None})
    deployed.forget()
    incident = instances(case_key)[0].incidents[0]
    services.resolve(incident=incident.id)
    assert (names(case_key), codes(case_key)) == (["b"], [])
