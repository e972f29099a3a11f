"""Starting, working on tasks, and what is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.runtime.support import (
    ORG,
    complete,
    deploy,
    instances,
    names,
    people,
    refused,
    start,
    task,
)

from cauce.runtime import selectors, services
from cauce.runtime.errors import DeploymentError
from cauce.runtime.models import Case, Instance, JournalEntry, Task

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ONE = ENDS + (
    '<userTask id="a" name="Revisar"><extensionElements>'
    '<zeebe:assignmentDefinition candidateGroups="Ventas"/></extensionElements></userTask>'
)


def test_a_case_from_start_to_end_leaves_its_path_and_no_open_work() -> None:
    people(ana="Ventas")
    deploy(ONE, "s a e")
    begun = start(data={"n": 1}, by="ana")
    assert names(by="ana") == ["a"]
    complete("a", {"ok": True}, by="ana")
    [instance] = instances(begun.case_key)
    assert (instance.status, instance.path, instance.ends) == ("completed", ("s", "a", "e"), ("e",))
    assert instance.variables == {"n": 1, "ok": True}
    assert names() == []
    assert list(JournalEntry.objects.values_list("seq", "actor")) == [(1, "ana"), (2, "ana")]


def test_case_keys_are_made_or_given_and_a_given_one_is_joined() -> None:
    deploy(ONE, "s a e")
    first, second = start(), start()
    assert first.case_key != second.case_key
    assert start(case_key="SRV-1").case_key == "SRV-1"
    start(case_key="SRV-1")
    assert len(instances("SRV-1")) == 2
    assert Case.objects.count() == 3


def test_starting_twice_with_one_idempotency_key_starts_once() -> None:
    deploy(ONE, "s a e")
    first = start(idempotency_key="k")
    assert start(idempotency_key="k") == first
    assert start(idempotency_key="other") != first
    assert Instance.objects.count() == 2


def test_what_cannot_start_is_refused_and_leaves_nothing() -> None:
    deploy(ONE, "s a e")
    refused("UNKNOWN_PROCESS", start, process="q")
    refused("UNKNOWN_ORGANISATION", services.start, organisation="none", process="p")
    refused("START_EVENT_UNKNOWN", start, start_event="x")
    refused("NOT_ALLOWED", start, by="stranger")
    refused("DATA_INVALID", start, data={"x": object()})
    assert Instance.objects.count() == 0
    assert Case.objects.count() == 0


def test_a_task_for_persons_is_seen_and_done_by_them_alone() -> None:
    people(ana="", luz="Ventas")
    mine = ONE.replace('candidateGroups="Ventas"', 'candidateUsers="ana"')
    deploy(mine, "s a e")
    start()
    assert (names(by="ana"), names(by="luz")) == (["a"], [])
    refused("NOT_ALLOWED", services.complete, task=task("a").id, by="luz")
    complete("a", by="ana")
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    start()
    assert (names(by="ana"), names(by="luz")) == (["a"], ["a"])


def test_roles_decide_who_sees_and_does_a_task() -> None:
    people(ana="Ventas", luis="Legal", eva="")
    deploy(ONE, "s a e")
    start()
    assert (names(by="ana"), names(by="luis"), names(by="stranger")) == (["a"], [], [])
    wanted = task("a").id
    for by in ("luis", "eva", "stranger"):
        refused("NOT_ALLOWED", services.complete, task=wanted, data={}, by=by)
    services.complete(task=wanted, data={}, by="ana")


def test_a_taken_task_is_its_owners_until_given_back() -> None:
    people(ana="Ventas", luis="Ventas")
    deploy(ONE, "s a e")
    start()
    wanted = task("a").id
    services.claim(task=wanted, by="ana")
    assert (names(by="ana"), names(by="luis")) == (["a"], [])
    assert refused("TASK_ALREADY_CLAIMED", services.claim, task=wanted, by="luis")
    refused("NOT_ALLOWED", services.complete, task=wanted, data={}, by="luis")
    refused("NOT_ALLOWED", services.release, task=wanted, by="luis")
    services.release(task=wanted, by="ana")
    services.claim(task=wanted, by="luis")
    assert task("a").assignee == "luis"
    services.assign(task=wanted, to="ana", by="luis", reason="holidays")
    assert task("a").assignee == "ana"
    refused("NOT_ALLOWED", services.assign, task=wanted, to="stranger", by="luis")
    refused("NOT_ALLOWED", services.assign, task=wanted, to="luis", by="stranger")
    assert task("a").assignee == "ana"


def test_the_second_person_at_a_task_is_told_who_was_first() -> None:
    people(ana="Ventas", luis="Ventas")
    deploy(ONE, "s a e")
    start()
    wanted = task("a").id
    services.complete(task=wanted, data={}, by="ana")
    told = refused("TASK_ALREADY_COMPLETED", services.complete, task=wanted, data={}, by="luis")
    assert str(told) == "ana completed this task just now."
    assert JournalEntry.objects.count() == 2


def test_four_eyes_hold_in_lists_and_services() -> None:
    people(ana="Ventas", luis="Ventas")
    body = ENDS + (
        '<userTask id="a" cauce:actorVariable="author"/><userTask id="b" cauce:fourEyes="=author"/>'
    )
    deploy(body, "s a b e")
    start()
    complete("a", by="ana")
    assert (names(by="ana"), names(by="luis")) == ([], ["b"])
    refused("NOT_ALLOWED", services.complete, task=task("b").id, data={}, by="ana")
    refused("NOT_ALLOWED", services.claim, task=task("b").id, by="ana")
    complete("b", by="luis")


FORM = (
    b'{"type": "default", "id": "f", "schemaVersion": 4, "components": ['
    b'{"type": "number", "key": "price", "label": "Precio", "validate": {"required": true}},'
    b'{"type": "textfield", "key": "note", "label": "Nota"}]}'
)


def test_a_form_is_refused_field_by_field_and_nothing_changes() -> None:
    from tests.engine.conftest import definitions

    body = ENDS + (
        '<userTask id="a"><extensionElements><zeebe:formDefinition formId="f"/>'
        "</extensionElements></userTask>"
    )
    services.deploy(organisation=ORG, sources=[definitions(body, "s a e"), FORM])
    start()
    wanted = task("a").id
    wrong = {"price": "much", "other": 1}
    told: Any = refused("FORM_INVALID", services.complete, task=wanted, data=wrong)
    assert sorted(told.fields) == ["other", "price"]
    told = refused("FORM_INVALID", services.complete, task=wanted, data={})
    assert list(told.fields) == ["price"]
    assert names() == ["a"]
    assert JournalEntry.objects.count() == 1
    services.complete(task=wanted, data={"price": 3})
    assert names() == []


def test_unknown_tasks_are_refused() -> None:
    refused("UNKNOWN_TASK", services.complete, task=str(uuid4()), data={})
    refused("UNKNOWN_TASK", services.complete, task="no id", data={})


def test_deploying_wrong_definitions_changes_nothing() -> None:
    deploy(ONE, "s a e")
    with pytest.raises(DeploymentError) as info:
        services.deploy(organisation=ORG, sources=[b"<not-bpmn/>"])
    assert info.value.problems[0].code
    assert start().case_key


def test_running_instances_stay_on_their_version() -> None:
    deploy(ONE, "s a e")
    old = start()
    deploy(ENDS + '<userTask id="b"/><userTask id="c"/>', "s b c e")
    new = start()
    assert (names(old.case_key), names(new.case_key)) == (["a"], ["b"])
    complete("a", case_key=old.case_key)
    assert instances(old.case_key)[0].path == ("s", "a", "e")


def test_cancelling_a_case_ends_all_its_instances_with_the_reason() -> None:
    people(ana="Ventas")
    deploy(ONE, "s a e")
    begun = start(case_key="C-1")
    start(case_key="C-1")
    refused("REASON_MISSING", services.cancel, organisation=ORG, case_key="C-1", reason=" ")
    refused("UNKNOWN_CASE", services.cancel, organisation=ORG, case_key="C-9", reason="x")
    services.cancel(organisation=ORG, case_key=begun.case_key, reason="withdrawn", by="ana")
    assert [i.status for i in instances("C-1")] == ["terminated", "terminated"]
    assert names() == []
    closed = Task.objects.values_list("completed", flat=True)
    assert list(closed) == [False, False]


def test_waiting_for_the_client_shows_in_the_list() -> None:
    deploy(ONE, "s a e")
    start()
    services.wait(task=task("a").id, by=None, asks="papers")
    assert task("a").asks == "papers"
    refused("TASK_ALREADY_WAITING", services.wait, task=task("a").id, by=None)
    services.resume(task=task("a").id, by=None)
    assert task("a").waiting_since is None


def test_an_incident_is_shown_mended_and_tried_again() -> None:
    body = ENDS + '<exclusiveGateway id="g"/><userTask id="a"/>'
    deploy(body, "s a g e", g_e="n > 1")
    begun = start()
    complete("a")
    [instance] = instances(begun.case_key)
    [incident] = instance.incidents
    assert (incident.code, incident.element_id) == ("EXPRESSION_FAILED", "g")
    services.set_variables(
        instance=Instance.objects.get().uid, variables={"n": 2}, reason="forgotten"
    )
    refused("NOT_ALLOWED", services.resolve, incident=incident.id, by="stranger")
    services.resolve(incident=incident.id)
    [instance] = instances(begun.case_key)
    assert (instance.status, instance.incidents) == ("completed", ())


def test_a_call_inside_a_transaction_is_undone_with_it() -> None:
    from django.db import transaction

    deploy(ONE, "s a e")

    def undone() -> None:
        with transaction.atomic():
            start()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert Instance.objects.count() == 0
    assert selectors.open_tasks(organisation=ORG) == []
