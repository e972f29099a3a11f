"""Starting: at which event, in which case, and once."""

from __future__ import annotations

import pytest
from tests.testing.support import END, START, event, file, message, one_task, process, timer, user

from cauce.testing import Refused, Sandbox

TWO_NONE = process(f'{START}<startEvent id="s2"/>{user("a")}{END}', "s a e", "s2 a")
NONE_AND_MESSAGE = process(
    START
    + event("startEvent", "m", "message", "pedido")
    + timer("startEvent", "t", "timeCycle", "R/PT1H")
    + user("a")
    + END,
    "s a e",
    "m a",
    "t a",
)


def test_without_start_event_the_only_none_start_is_taken(sandbox: Sandbox) -> None:
    sandbox.deploy(file(NONE_AND_MESSAGE, roots=message("pedido")))
    assert sandbox.start("p").path == ["s"]


def test_with_several_none_starts_one_has_to_be_named(sandbox: Sandbox) -> None:
    sandbox.deploy(file(TWO_NONE))
    with pytest.raises(ValueError):
        sandbox.start("p")
    assert sandbox.instances == []
    assert sandbox.start("p", start_event="s2").path == ["s2"]


@pytest.mark.parametrize("start_event", ["s", "m", "t"])
def test_any_start_event_may_be_named(sandbox: Sandbox, start_event: str) -> None:
    sandbox.deploy(file(NONE_AND_MESSAGE, roots=message("pedido")))
    assert sandbox.start("p", start_event=start_event).path == [start_event]


@pytest.mark.parametrize("start_event", ["a", "nothing"])
def test_what_is_no_start_event_is_refused(sandbox: Sandbox, start_event: str) -> None:
    sandbox.deploy(file(NONE_AND_MESSAGE, roots=message("pedido")))
    with pytest.raises(ValueError):
        sandbox.start("p", start_event=start_event)
    assert sandbox.instances == []


def test_an_unknown_process_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="nothing"):
        sandbox.start("nothing")


def test_a_case_key_is_generated_readable_and_not_taken(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task()))
    given = sandbox.start("p", case_key="CASE-2026-000001")
    first, second = sandbox.start("p"), sandbox.start("p")
    assert given.case_key == "CASE-2026-000001"
    assert (first.case_key, second.case_key) == ("CASE-2026-000002", "CASE-2026-000003")


def test_a_case_key_that_is_there_joins_the_case(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task()))
    assert {sandbox.start("p", case_key="C").case_key for _ in range(2)} == {"C"}


def test_a_start_with_the_same_idempotency_key_gives_the_first_instance(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task("p")), file(one_task("q")))
    first = sandbox.start("p", {"x": 1}, idempotency_key="k")
    again = sandbox.start("p", {"x": 2}, idempotency_key="k")
    assert again is first
    assert first.variables == {"x": 1}
    assert sandbox.instances == [first]
    assert sandbox.start("q", idempotency_key="k") is not first
    assert sandbox.start("p", idempotency_key="other") is not first


def test_a_refused_start_leaves_no_case_behind(sandbox: Sandbox) -> None:
    sandbox.deploy(file(TWO_NONE), file(one_task("q")))
    with pytest.raises(Refused):
        sandbox.start("p", case_key="C")
    sandbox.publish("m", key="C")
    assert [kept.case_key for kept in sandbox.messages()] == [None]


def test_values_that_no_variable_can_hold_are_refused(sandbox: Sandbox) -> None:
    sandbox.deploy(file(one_task()))
    with pytest.raises(Refused) as refused:
        sandbox.start("p", {"x": object()})
    assert refused.value.code == "INVALID_VALUE"
    assert sandbox.instances == []
