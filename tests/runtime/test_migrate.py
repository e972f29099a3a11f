"""Running cases stay on their version, move when asked, and go on by the one they went to."""

from __future__ import annotations

import uuid
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError
from tests.engine.conftest import definitions
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

from cauce.runtime import services
from cauce.runtime.models import Delivery, Instance, Job, JournalEntry, RoleSet, Subscription
from cauce.runtime.models import Task as TaskRow
from cauce.runtime.moving import Moved, move
from cauce.runtime.store import store
from cauce.runtime.verify import verify

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
FIRST = ENDS + '<userTask id="a" name="Old"/>'
SECOND = (
    '<userTask id="z"/>' + ENDS + '<userTask id="a" name="New"><extensionElements>'
    '<zeebe:assignmentDefinition candidateGroups="Ventas"/></extensionElements></userTask>'
)


def versions() -> list[int]:
    return list(Instance.objects.order_by("pk").values_list("definition__version", flat=True))


def everything() -> list[Any]:
    """All rows that a move could touch."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Instance, JournalEntry, TaskRow, RoleSet, Subscription, Job, Delivery)
    ]


@pytest.fixture
def case() -> str:
    """A case on version 1 of two, waiting at `a`."""
    people(ana="Ventas")
    deploy(FIRST, "s a e")
    key = start(data={"n": 1}).case_key
    deploy(SECOND, "s a z e")
    return key


def instance_of(case_key: str) -> str:
    return instances(case_key)[0].id


def test_a_case_stays_on_its_version_and_a_new_one_is_of_the_latest(case: str) -> None:
    other = start().case_key
    assert versions() == [1, 2]
    complete("a", case_key=case)
    assert instances(case)[0].status == "completed"
    complete("a", case_key=other)
    assert names(other) == ["z"]
    assert verify().findings == ()


def test_asked_it_moves_and_goes_on_by_the_new_version(case: str) -> None:
    before = task("a")
    moved = services.migrate(instance=instance_of(case), by="ana")
    assert (moved.case_key, moved.process) == (case, "p")
    assert (moved.from_version, moved.to_version) == (1, 2)
    assert (moved.what.moved, moved.what.revised) == ((("a", "a"),), ("a",))
    assert versions() == [2]
    after = task("a")
    assert after.id == before.id
    assert (before.name, before.roles, after.name, after.roles) == ("Old", (), "New", ("Ventas",))
    services.complete(task=after.id, by="ana")
    complete("z")
    [instance] = instances(case)
    assert (instance.status, instance.path, instance.ends) == (
        "completed", ("s", "a", "z", "e"), ("e",),
    )  # fmt: skip
    [entry] = JournalEntry.objects.filter(seq=2)
    assert entry.actor == "ana"
    assert list(
        JournalEntry.objects.order_by("seq").values_list("definition__version", flat=True)
    ) == [1, 2, 2, 2]
    found = verify()
    assert (found.entries, found.findings) == (4, ())


def test_a_dry_run_says_the_same_and_changes_nothing(case: str) -> None:
    before = everything()
    would = services.migrate(instance=instance_of(case), dry_run=True)
    assert everything() == before
    assert task("a").name == "Old"
    assert would == services.migrate(instance=instance_of(case))
    assert everything() != before


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_dry_run_breaks_where_the_move_would(
    case: str, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    before = everything()

    def broken(pk: int, *rest: Any) -> Moved:
        moved = move(pk, *rest)
        store().write([("UPDATE cauce_instance SET process = NULL WHERE id = ?", (pk,))])
        return moved

    # By its name in the package it is the service, not the module.
    monkeypatch.setattr(import_module("cauce.runtime.services.migrate"), "move", broken)
    with pytest.raises(IntegrityError):
        services.migrate(instance=instance_of(case), dry_run=dry_run)
    assert everything() == before


def test_a_refused_move_says_why_of_each_element_and_changes_nothing(case: str) -> None:
    deploy(ENDS + '<manualTask id="a"/>', "s a e")
    before = everything()
    for dry_run in (True, False):
        why: Any = refused(
            "MIGRATION_REFUSED", services.migrate, instance=instance_of(case), dry_run=dry_run
        )
        [misfit] = why.misfits
        assert (misfit["element"], misfit["code"]) == ("a", "KIND_CHANGED")
        assert everything() == before


def test_it_may_go_to_a_version_that_is_named_and_back(case: str) -> None:
    deploy(ENDS + '<manualTask id="a"/>', "s a e")
    services.migrate(instance=instance_of(case), to=2)
    assert (versions(), task("a").name) == ([2], "New")
    services.migrate(instance=instance_of(case), to=1)
    assert (versions(), task("a").name, task("a").roles) == ([1], "Old", ())
    assert verify().findings == ()


def test_what_is_asked_for_must_be_there(case: str) -> None:
    instance = instance_of(case)
    refused("UNKNOWN_VERSION", services.migrate, instance=instance, to=9)
    refused("ALREADY_THERE", services.migrate, instance=instance, to=1)
    refused("UNKNOWN_INSTANCE", services.migrate, instance="x")
    refused("UNKNOWN_INSTANCE", services.migrate, instance=uuid.uuid4())
    refused("NOT_ALLOWED", services.migrate, instance=instance, by="nobody")
    complete("a")
    refused("INSTANCE_ENDED", services.migrate, instance=instance)
    assert verify().findings == ()


def test_a_mapping_moves_what_is_called_otherwise(case: str) -> None:
    deploy(ENDS + '<userTask id="b" name="B"/>', "s b e")
    services.migrate(instance=instance_of(case), mapping={"a": "b"})
    assert names(case) == ["b"]
    complete("b")
    assert instances(case)[0].path == ("s", "b", "e")
    assert verify().findings == ()


def test_all_of_a_process_move_each_for_itself(case: str) -> None:
    there, ended, late, moved = (start(case_key=f"C-{n}").case_key for n in range(1, 5))
    complete("a", case_key=ended)
    complete("z", case_key=ended)
    complete("a", case_key=late)
    # Version 3 has no `z` any more.
    deploy('<userTask id="y"/>' + SECOND.replace('"z"', '"x"'), "s a y x e")
    for key in (there, moved):
        services.migrate(instance=instance_of(key), to=3 if key == there else 1)
    before = everything()
    for dry_run in (True, False):
        outcomes = services.migrate_all(organisation=ORG, process="p", dry_run=dry_run)
        assert [(o.case_key, o.refused and o.refused.code) for o in outcomes] == [
            (case, None), (late, "MIGRATION_REFUSED"), (moved, None),
        ]  # fmt: skip
        assert [o.moved and (o.moved.from_version, o.moved.to_version) for o in outcomes] == [
            (1, 3), None, (1, 3),
        ]  # fmt: skip
        assert (everything() == before) is dry_run
    assert versions() == [3, 3, 2, 2, 3]
    assert verify().findings == ()


def test_a_case_moves_with_all_its_processes(case: str) -> None:
    other = definitions(FIRST, "s a e").replace(b'id="p"', b'id="q"')
    services.deploy(organisation=ORG, sources=[other])
    start("q", case_key=case)
    services.deploy(organisation=ORG, sources=[other])
    start(case_key="C-9")
    outcomes = services.migrate_all(organisation=ORG, case_key=case)
    assert [(o.process, o.moved and o.moved.to_version) for o in outcomes] == [("p", 2), ("q", 2)]
    assert services.migrate_all(organisation=ORG, case_key=case) == []
    [back] = services.migrate_all(organisation=ORG, case_key=case, process="p", to=1)
    assert back.case_key == case
    assert versions() == [1, 2, 2]


def test_many_are_refused_together_where_nothing_could_move(case: str) -> None:
    everyone = services.migrate_all
    refused("PROCESS_MISSING", everyone, organisation=ORG)
    refused("PROCESS_MISSING", everyone, organisation=ORG, case_key=case, to=1)
    refused("UNKNOWN_PROCESS", everyone, organisation=ORG, process="x")
    refused("UNKNOWN_VERSION", everyone, organisation=ORG, process="p", to=7)
    refused("UNKNOWN_CASE", everyone, organisation=ORG, case_key="x")
    refused("UNKNOWN_ORGANISATION", everyone, organisation="x", process="p")
    refused("NOT_ALLOWED", everyone, organisation=ORG, process="p", by="nobody")
    assert versions() == [1]
