"""What is of a wrong type is refused with a code, before anything is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils.safestring import SafeString
from tests.runtime.support import ORG, deploy, names, people, refused, start, task

from cauce.people.models import Person
from cauce.people.services import set_roles
from cauce.runtime import selectors, services, verify
from cauce.runtime.errors import DeploymentError
from cauce.runtime.models import Case, Delivery, IdempotencyKey, JournalEntry, KeptMessage

BODY = '<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>'
NO_TEXTS: list[Any] = [3, b"x", [], {"a": 1}]


@pytest.mark.parametrize("came", NO_TEXTS, ids=repr)
def test_what_names_something_is_held_to_be_a_text(came: Any) -> None:
    deploy(BODY, "s a e")
    there = {"organisation": ORG}

    refused("DATA_INVALID", services.start, organisation=came, process="p")
    refused("DATA_INVALID", services.start, **there, process=came)
    refused("DATA_INVALID", start, case_key=came)
    refused("DATA_INVALID", start, idempotency_key=came)
    for given in ({"message": came}, {"case_key": came}, {"idempotency_key": came}):
        refused("DATA_INVALID", services.publish, **{**there, "message": "m", **given})
    refused("DATA_INVALID", services.signal, **there, signal=came)
    refused("DATA_INVALID", services.cancel, **there, case_key=came, reason="r")
    refused("DATA_INVALID", services.cancel, **there, case_key="k", reason=came)
    refused("DATA_INVALID", services.deploy, organisation=came, sources=[])
    refused("DATA_INVALID", selectors.case, **there, case_key=came)
    refused("DATA_INVALID", set_roles, **there, login=came, roles=[])
    refused("DATA_INVALID", set_roles, **there, login="ana", roles=[came])

    written = (Case, IdempotencyKey, Delivery, KeptMessage, JournalEntry, Person)
    assert [kept.objects.count() for kept in written] == [0] * 6


def test_a_text_of_a_class_of_its_own_is_the_text_that_it_is() -> None:
    key, login, name = SafeString("A-1"), SafeString("ana"), SafeString("s")
    people(ana="")
    deploy(BODY, "s a e")
    case_key = start(case_key=key, by=login, start_event=name, data={name: name}).case_key
    services.publish(organisation=ORG, message=name, case_key=key, variables={name: name})
    services.complete(task=task("a").id, by=login)
    services.start(organisation=ORG, process="p", case_key="A-2")
    services.cancel(organisation=ORG, case_key="A-2", reason=SafeString("r"), by=login)
    (done,) = selectors.case(organisation=ORG, case_key=case_key).instances
    assert (done.status, done.variables) == ("completed", {"s": "s"})
    assert list(verify.verify().findings) == []


def test_roles_are_a_list_and_no_text_whose_letters_would_be_roles() -> None:
    refused("DATA_INVALID", set_roles, organisation=ORG, login="ana", roles="Ventas")
    assert Person.objects.count() == 0


@pytest.mark.parametrize("came", NO_TEXTS, ids=repr)
def test_somebody_whose_login_is_no_text_works_nowhere(came: Any) -> None:
    people(ana="")
    deploy(BODY, "s a e")
    refused("NOT_ALLOWED", start, by=came)
    start()
    for act in (services.claim, services.release, services.complete):
        refused("NOT_ALLOWED", act, task=task("a").id, by=came)
    assert selectors.open_tasks(organisation=ORG, by=came) == []
    assert (names(), task("a").assignee) == (["a"], None)


@pytest.mark.parametrize("came", [3, "x", [1], b"x", {1: 2}, {"a": {2: 3}}], ids=repr)
def test_data_are_values_by_name(came: Any) -> None:
    deploy(BODY, "s a e")
    refused("DATA_INVALID", start, data=came)
    start()
    refused("DATA_INVALID", services.complete, task=task("a").id, data=came)
    refused("DATA_INVALID", services.publish, organisation=ORG, message="m", variables=came)
    assert (names(), JournalEntry.objects.count(), KeptMessage.objects.count()) == (["a"], 1, 0)


@pytest.mark.parametrize("came", [None, "", "  "])
def test_what_is_to_be_named_has_a_name(came: Any) -> None:
    deploy(BODY, "s a e")
    refused("NAME_MISSING", services.publish, organisation=ORG, message=came)
    refused("NAME_MISSING", services.signal, organisation=ORG, signal=came)
    refused("NAME_MISSING", services.deploy, organisation=came, sources=[])
    refused("NAME_MISSING", set_roles, organisation=ORG, login=came, roles=[])
    refused("NAME_MISSING", set_roles, organisation=ORG, login="ana", roles=[came])
    refused("REASON_MISSING", services.cancel, organisation=ORG, case_key="k", reason=came)
    assert (Delivery.objects.count(), KeptMessage.objects.count(), Person.objects.count()) == (
        0, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize("came", ["soon", "", 3, [], b"PT1S", "P99999999999Y", "P9999Y"], ids=repr)
def test_a_time_to_live_is_a_duration(came: Any) -> None:
    deploy(BODY, "s a e")
    told = refused("DATA_INVALID", services.publish, organisation=ORG, message="m", ttl=came)
    assert "time to live" in str(told)
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)
    services.publish(organisation=ORG, message="m", ttl=timedelta(hours=1))
    assert KeptMessage.objects.count() == 1


@pytest.mark.parametrize("came", [3, None, [b"<x/>"]], ids=repr)
def test_a_source_is_a_path_or_the_bytes_of_a_file(came: Any) -> None:
    with pytest.raises(DeploymentError) as told:
        services.deploy(organisation=ORG, sources=[came])
    [problem] = told.value.problems
    assert (problem.code, problem.file) == ("FILE_UNREADABLE", "source 1")
    assert type(came).__qualname__ in problem.message


@pytest.mark.parametrize(
    "came", [None, "", "junk", "a\0b", *NO_TEXTS, 10**40, UUID(int=7)], ids=repr
)
def test_what_is_no_id_of_anything_is_unknown(came: Any) -> None:
    deploy(BODY, "s a e")
    start()
    for act in (services.claim, services.release, services.complete, services.resume):
        refused("UNKNOWN_TASK", act, task=came, by="ana")
    refused("UNKNOWN_INSTANCE", services.migrate, instance=came)
    refused("UNKNOWN_INSTANCE", services.set_variables, instance=came, variables={}, reason="r")
    refused("UNKNOWN_INCIDENT", services.resolve, incident=came)
    refused("UNKNOWN_INCIDENT", services.give_up, incident=came, reason="r")
    assert (names(), JournalEntry.objects.count()) == (["a"], 1)


def test_what_is_missing_is_said_as_python_says_it() -> None:
    calls: list[Any] = [services.start, services.cancel, services.complete, selectors.case]
    for call in calls:
        with pytest.raises(TypeError):
            call()
        with pytest.raises(TypeError):
            call(ORG)


def test_who_works_elsewhere_is_not_told_who_completed_a_task() -> None:
    people(ana="")
    set_roles(organisation="elsewhere", login="eva", roles=[])
    deploy(BODY, "s a e")
    begun = start()
    done = task("a").id
    services.complete(task=done, by="ana")
    for act in (services.claim, services.release, services.complete):
        told = refused("NOT_ALLOWED", act, task=done, by="eva")
        assert "ana" not in str(told)
    refused("TASK_ALREADY_COMPLETED", services.complete, task=done, by="ana")
    assert names(begun.case_key) == []
