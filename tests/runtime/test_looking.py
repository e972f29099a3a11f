"""Whatever is looked up is looked up again over a new connection, where the one at hand broke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from tests.runtime.support import ORG, deploy, people, start, task

from cauce.documents.selectors import of_case
from cauce.runtime import selectors
from cauce.runtime.errors import DatabaseAway
from cauce.runtime.models import Instance
from cauce.runtime.selectors.barred import barred
from cauce.runtime.selectors.client_names import clients
from cauce.runtime.selectors.path import path
from cauce.runtime.selectors.standing import standing
from cauce.runtime.selectors.story import story
from cauce.runtime.selectors.titles import titles

OF_CASE: dict[str, Any] = {"organisation": ORG, "case_key": "C-1"}


LOOKS: dict[str, Callable[[str, UUID], Any]] = {
    "open tasks": lambda *_: selectors.open_tasks(organisation=ORG),
    "task": lambda task, _: selectors.task(organisation=ORG, task=task, by="ana"),
    "case": lambda *_: selectors.case(**OF_CASE),
    "cases": lambda *_: selectors.cases(organisation=ORG),
    "incidents": lambda *_: selectors.incidents(organisation=ORG),
    "clients": lambda *_: clients(organisation=ORG, case_keys=["C-1"]),
    "barred": lambda *_: barred(**OF_CASE),
    "path": lambda _, instance: path(**OF_CASE, instance=instance),
    "standing": lambda *_: standing(**OF_CASE),
    "story": lambda *_: story(**OF_CASE),
    "titles": lambda *_: titles(organisation=ORG, language="en"),
    "documents": lambda *_: of_case(**OF_CASE),
}


class Breaking:
    """Fails the first statements that are sent."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, execute: Any, *arguments: Any) -> Any:
        if self.left:
            self.left -= 1
            raise OperationalError("the connection is lost")
        return execute(*arguments)


@pytest.fixture
def ids() -> tuple[str, UUID]:
    """Start a case; give the ids of its task and its instance."""
    people(ana="")
    deploy('<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>', "s a e")
    start(case_key="C-1")
    return task("a").id, Instance.objects.get().uid


@pytest.mark.parametrize("what", LOOKS)
def test_a_look_over_a_broken_connection_is_repeated_once(what: str, ids: tuple[str, UUID]) -> None:
    look = LOOKS[what]
    before = look(*ids)

    with connection.execute_wrapper(Breaking(1)):
        assert look(*ids) == before

    with connection.execute_wrapper(Breaking(2)), pytest.raises(DatabaseAway):
        look(*ids)
