"""What a transaction undoes leaves nothing behind, also not in what the process keeps in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from tests.runtime.support import complete, deploy, instances, names, people, refused, start, task

from cauce.runtime import services

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def group(name: str) -> str:
    return (
        '<userTask id="a"><extensionElements>'
        f'<zeebe:assignmentDefinition candidateGroups="{name}"/></extensionElements></userTask>'
    )


class Undone(Exception):
    pass


def undo(work: Callable[[], None]) -> None:
    def begin() -> None:
        with transaction.atomic():
            work()
            raise Undone

    with pytest.raises(Undone):
        begin()


def test_a_definition_that_was_undone_is_not_run_in_place_of_the_next() -> None:
    def work() -> None:
        deploy(ENDS + '<userTask id="first"/>', "s first e")
        start()
        assert names() == ["first"]

    undo(work)
    deploy(ENDS + '<userTask id="second"/>', "s second e")
    start()
    assert names() == ["second"]


def test_roles_that_were_undone_are_not_those_of_the_next() -> None:
    def work() -> None:
        start()
        start()
        complete("a", by="ana")

    people(ana="Ventas", luis="Legal")
    deploy(ENDS + group("Ventas"), "s a e")
    undo(work)
    deploy(ENDS + group("Legal"), "s a e")
    begun = start()
    refused("NOT_ALLOWED", services.complete, task=task("a").id, by="ana")
    complete("a", by="luis")
    assert instances(begun.case_key)[0].status == "completed"


def test_rights_that_were_undone_do_not_hold() -> None:
    def work() -> None:
        people(luis="Ventas")
        assert names(by="luis") == ["a"]

    people(luis="")
    deploy(ENDS + group("Ventas"), "s a e")
    start()
    undo(work)
    people(ana="")
    assert names(by="luis") == []
    refused("NOT_ALLOWED", services.complete, task=task("a").id, by="luis")
