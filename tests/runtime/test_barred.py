"""A task that nobody may do is found and said why, however it came to be so."""

from __future__ import annotations

import pytest
from tests.runtime.support import ORG, deploy, people, refused, start, task

from cauce.runtime import services
from cauce.runtime.selectors.barred import barred

pytestmark = pytest.mark.usefixtures("database")

BODY = '<startEvent id="s"/><endEvent id="e"/>'


def reviewed(extensions: str) -> str:
    """Give a case in which `a`, whose work is done, is to be looked at by somebody else in `b`."""
    a = '<userTask id="a" cauce:actorVariable="author"/>'
    b = f'<userTask id="b" cauce:fourEyes="=author"><extensionElements>{extensions}'
    deploy(BODY + a + b + "</extensionElements></userTask>", "s a b e")
    return start().case_key


def found(case: str) -> dict[str, str]:
    return dict(barred(organisation=ORG, case_key=case))


ROLE = '<zeebe:assignmentDefinition candidateGroups="Ventas"/>'
PERSONS = '<zeebe:assignmentDefinition candidateUsers="ana, caro"/>'


@pytest.mark.parametrize("extensions", [ROLE, PERSONS, ""], ids=["role", "persons", "anybody"])
def test_whom_four_eyes_keep_from_it_is_not_enough(extensions: str) -> None:
    people(ana="Ventas")
    case = reviewed(extensions)
    assert found(case) == {}, "somebody may do the first"
    services.complete(task=task("a").id, by="ana")

    assert found(case) == {task("b").id: "four eyes"}

    people(caro="Ventas")
    assert found(case) == {}
    services.complete(task=task("b").id, by="caro")
    assert found(case) == {}


def test_a_role_that_nobody_holds_is_told_apart() -> None:
    people(ana="Legal")
    case = reviewed(ROLE)
    services.complete(task=task("a").id, by="ana")

    assert found(case) == {task("b").id: "unheld"}

    services.assign(task=task("b").id, to=None, by=None)
    people(caro="Ventas")
    assert found(case) == {}


def test_what_somebody_has_taken_is_theirs_and_other_cases_are_not_looked_at() -> None:
    people(ana="Ventas")
    case, other = reviewed(ROLE), start().case_key
    for key in (case, other):
        services.complete(task=task("a", key).id, by="ana")
    people(caro="Ventas")
    services.claim(task=task("b", case).id, by="caro")
    people(caro="Legal")

    assert found(case) == {}
    assert found(other) == {task("b", other).id: "four eyes"}


def test_a_text_that_names_no_case_is_refused() -> None:
    people(ana="Ventas")
    refused("DATA_INVALID", barred, organisation=ORG, case_key="\0")
    assert found("nada") == {}
