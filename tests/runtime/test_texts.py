"""Texts that no database can keep are refused at the boundary: inside they would block a lane."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils.safestring import SafeString
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, codes, deploy, instances, names, people, refused, start, task
from tests.runtime.test_worker_faults import AGES, ENDS, JOB

from cauce.engine import BpmnError
from cauce.engine.expressions import LONGEST_NAME
from cauce.people.models import Person
from cauce.people.services import set_password, set_roles
from cauce.runtime import deployed, ports, selectors, services
from cauce.runtime.models import (
    Case,
    Delivery,
    IdempotencyKey,
    JournalEntry,
    KeptMessage,
    Organisation,
    Subscription,
)
from cauce.runtime.texts import LONGEST_TEXT, unwritable
from cauce.runtime.verify import verify

BODY = '<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>'


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a pair"])
def test_what_no_text_has_is_refused_and_nothing_is_written(text: str) -> None:
    deploy(BODY, "s a e")
    begun = start(data={"note": "ñandú 🦤", "list": ["", None, 1]})
    wanted = task("a").id
    places: list[Any] = [{"n": text}, {text: 1}, {"n": [{"deep": [text]}]}, {"n": {text: None}}]
    for data in places:
        told = refused("DATA_INVALID", services.complete, task=wanted, data=data)
        assert "half of a surrogate pair" in str(told)
        refused("DATA_INVALID", start, data=data)
        refused("DATA_INVALID", services.publish, organisation=ORG, message="m", variables=data)
    for given in ({"message": text}, {"message": "m", "key": text}):
        refused("DATA_INVALID", services.publish, organisation=ORG, **given)
    refused("DATA_INVALID", services.publish, organisation=ORG, message="m", case_key=text)
    refused("DATA_INVALID", services.signal, organisation=ORG, signal=text)
    assert (JournalEntry.objects.count(), names()) == (1, ["a"])
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)
    services.complete(task=wanted, data={"note": "ñandú 🦤"})
    assert names(begun.case_key) == []


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a pair"])
@pytest.mark.parametrize("inside", [True, False])
def test_what_an_error_says_is_told_without_what_no_text_has(
    clock: Any, monkeypatch: pytest.MonkeyPatch, text: str, inside: bool
) -> None:
    asked = []

    def mail(*call: object) -> None:
        asked.append(call)
        raise ValueError(text)

    monkeypatch.setattr(ports, "handlers" if inside else "jobs", lambda: {"mail": mail})
    deployed.forget()
    deploy(ENDS + JOB, "s w e")
    begun = start()
    clock.advance(seconds=AGES)
    clock.advance(seconds=AGES)
    [code] = codes(begun.case_key)
    assert code == ("HANDLER_FAILED" if inside else "JOB_FAILED")
    [incident] = instances(begun.case_key)[0].incidents
    assert text.replace("\0", "\ufffd").replace("\ud83d", "?") in incident.message
    assert len(asked) == (1 if inside else 2)


def test_a_business_error_that_nobody_catches_says_it_too() -> None:
    error = BpmnError("E", "a\0b \ud83d")
    assert (error.message, str(error)) == ("a\ufffdb ?", "E: a\ufffdb ?")


UNKEEPABLE = ["a\0b", "half \ud83d of a pair"]


@pytest.mark.parametrize(
    "text", [*UNKEEPABLE, "ñ" * (LONGEST_TEXT + 1)], ids=["nul", "half", "long"]
)
def test_what_somebody_writes_beside_a_form_is_held_to_be_a_text_of_bearable_length(
    text: str,
) -> None:
    people(ana="")
    deploy(BODY, "s a e")
    begun = start()
    wanted = task("a").id
    services.claim(task=wanted, by="ana")
    [instance] = instances(begun.case_key)

    refused("DATA_INVALID", services.wait, task=wanted, by="ana", asks=text)
    refused("DATA_INVALID", services.assign, task=wanted, to=None, by="ana", reason=text)
    refused("DATA_INVALID", services.cancel, case_key=begun.case_key, organisation=ORG, reason=text)
    refused("DATA_INVALID", services.give_up, incident=1, reason=text)
    refused("DATA_INVALID", services.set_variables, instance=instance.id, variables={}, reason=text)
    refused("DATA_INVALID", selectors.cases, organisation=ORG, search=text)

    assert (task("a").asks, task("a").assignee, Delivery.objects.count()) == (None, "ana", 0)
    assert JournalEntry.objects.count() == 2
    services.wait(task=wanted, by="ana", asks="ñ" * LONGEST_TEXT)
    assert task("a").asks == "ñ" * LONGEST_TEXT


@pytest.mark.parametrize("text", UNKEEPABLE, ids=["nul", "half"])
def test_a_text_of_a_class_of_its_own_is_held_to_it_too(text: str) -> None:
    deploy(BODY, "s a e")
    refused("DATA_INVALID", start, case_key=SafeString(text))
    refused("DATA_INVALID", selectors.cases, organisation=ORG, search=SafeString(text))
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "text", [*UNKEEPABLE, "ñ" * (LONGEST_NAME + 1)], ids=["nul", "half", "long"]
)
def test_what_something_is_found_by_is_held_to_fit_into_an_index(text: str) -> None:
    deploy(BODY, "s a e")
    there = {"organisation": ORG}

    refused("DATA_INVALID", start, case_key=text)
    refused("DATA_INVALID", start, idempotency_key=text)
    refused("DATA_INVALID", services.start, organisation=text, process="p")
    for given in ({"message": text}, {"case_key": text}, {"key": text}, {"idempotency_key": text}):
        refused("DATA_INVALID", services.publish, **{**there, "message": "m", **given})
    refused("DATA_INVALID", services.signal, **there, signal=text)
    refused("DATA_INVALID", services.signal, **there, signal="s", key=text)
    refused("DATA_INVALID", services.cancel, **there, case_key=text, reason="r")
    refused("DATA_INVALID", services.deploy, organisation=text, sources=[])
    refused("DATA_INVALID", services.deploy, **there, sources=[], by=text)
    refused("DATA_INVALID", services.migrate_all, **there, case_key=text)
    refused("DATA_INVALID", services.migrate_all, **there, process=text)
    for look in (selectors.case, selectors.open_tasks, selectors.incidents):
        refused("DATA_INVALID", look, **there, case_key=text)
    refused("DATA_INVALID", verify, case_key=text)

    assert [kept.objects.count() for kept in (Case, IdempotencyKey, Delivery, KeptMessage)] == [
        0
    ] * 4
    assert list(Organisation.objects.values_list("key", flat=True)) == [ORG]
    longest = start(case_key="ñ" * LONGEST_NAME, idempotency_key="ñ" * LONGEST_NAME)
    assert names(longest.case_key) == ["a"]


@pytest.mark.parametrize(
    "text", [*UNKEEPABLE, "ñ" * (LONGEST_NAME + 1)], ids=["nul", "half", "long"]
)
def test_people_have_names_that_can_be_kept(text: str) -> None:
    there = {"organisation": ORG, "login": "ana", "roles": ["R"]}
    for given in ({"organisation": text}, {"login": text}, {"roles": ["R", text]}, {"name": text}):
        refused("DATA_INVALID", set_roles, **{**there, **given})
    refused("DATA_INVALID", set_password, login=text, password="secret")
    assert (Person.objects.count(), Organisation.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", UNKEEPABLE)
def test_a_password_that_cannot_be_kept_is_refused_and_not_repeated(text: str) -> None:
    people(ana="")
    told = refused("DATA_INVALID", set_password, login="ana", password=text)
    assert text not in str(told)
    assert not Person.objects.get().has_usable_password()


@pytest.mark.parametrize("text", UNKEEPABLE)
def test_a_form_says_at_which_field_a_text_cannot_be_kept(text: str) -> None:
    form = {
        "type": "default", "id": "f", "schemaVersion": 16, "components": [
            {"type": "textfield", "id": "c1", "key": "client.name", "label": "Name"},
            {"type": "textarea", "id": "c2", "key": "note", "label": "Note"},
            {"type": "number", "id": "c3", "key": "amount", "label": "Amount"},
        ],
    }  # fmt: skip
    task_with_form = (
        '<userTask id="a"><extensionElements><zeebe:formDefinition formId="f"/>'
        "</extensionElements></userTask>"
    )
    body = BODY.replace('<userTask id="a"/>', task_with_form)
    sources = [definitions(body, "s a e"), json.dumps(form).encode()]
    services.deploy(organisation=ORG, sources=sources)
    begun = start()
    wanted = task("a").id
    data = {"client": {"name": text}, "note": "fine", "amount": "none"}

    told = refused("FORM_INVALID", services.complete, task=wanted, data=data, language="en")

    assert told.details["fields"] == {
        "client.name": "Write it again: it has characters that no text has.",
        "amount": "Write a number.",
    }
    assert (names(), JournalEntry.objects.count()) == (["a"], 1)
    services.complete(task=wanted, data={"client": {"name": "Ñandú"}, "amount": 1})
    assert instances(begun.case_key)[0].variables["client"] == {"name": "Ñandú"}


def test_every_place_that_cannot_be_written_is_named() -> None:
    values = {
        "a": {"b": "\0", "c": ["x", {"d": "\0"}, "\0"], "ok": None},
        "\0": 1,
        "e": {"\0": {"f": "\0"}},
        "fine": ["ñ", 1, {"g": "🦤"}],
    }
    assert unwritable(values) == ["a.b", "a.c[1].d", "a.c[2]", "\0", "e.\0"]


@pytest.mark.parametrize("given", [{"length": 40_000}, {"spoilt": True}], ids=["long", "nul"])
def test_a_key_that_is_computed_and_that_no_index_holds_is_an_incident(
    given: dict[str, object],
) -> None:
    key = (
        'if spoilt = true then "a\\u0000b" '
        'else string join(for i in 1..length return string(i), "-")'
    )
    message = (
        '<message id="M" name="m"><extensionElements><zeebe:subscription '
        f"correlationKey='={key}'/></extensionElements></message>"
    )
    catch = (
        '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="M"/>'
        "</intermediateCatchEvent>"
    )
    body = '<startEvent id="s"/><endEvent id="e"/>' + catch
    deploy(body, "s c e", roots=message)

    begun = start(data=given)

    assert codes(begun.case_key) == ["EXPRESSION_FAILED"]
    assert Subscription.objects.count() == 0
    [incident] = instances(begun.case_key)[0].incidents
    assert "Expected a key of «m» of " in incident.message
    assert len(incident.message) < 200
