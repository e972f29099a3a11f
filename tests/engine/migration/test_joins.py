"""Tokens that wait at joins go to their flow at their join, or the move is refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.conftest import Case, definitions
from tests.engine.migration.support import ENDS, move, refused, trail

KINDS = ("parallelGateway", "inclusiveGateway")


def drawing(kind: str, *more: str, join: str = "j") -> tuple[str, ...]:
    """Two (or more) branches with a task each between a fork and a join."""
    names = ("a", "b", *more)
    tasks = "".join(f'<userTask id="{name}"/>' for name in names)
    gateways = f'<parallelGateway id="f"/><{kind} id="{join}"/>'
    return (ENDS + gateways + tasks, f"s f a {join} e", *(f"f {n} {join}" for n in names[1:]))


def waiting(process: Any, kind: str, *more: str) -> Case:
    """One token waits at the join: that of `a`."""
    case: Case = process(*drawing(kind, *more)).start()
    case.complete("a")
    return case


@pytest.mark.parametrize("kind", KINDS)
def test_a_waiting_token_moves_with_its_flow(process: Any, kind: str) -> None:
    case = waiting(process, kind)
    body, *chains = drawing(kind)
    move(case, definitions('<userTask id="z"/>' + body, "s z f", *chains[1:], "f a j e"))
    assert case.tasks == ["b"]
    assert trail(case.graph, case.complete("b")) == ["b", "j", "e"]
    case.assert_done()


@pytest.mark.parametrize("kind", KINDS)
def test_a_join_and_its_flow_may_have_other_ids(process: Any, kind: str) -> None:
    case = waiting(process, kind)
    other = definitions(*drawing(kind, join="k"))
    assert refused(case, other) == {"j": "JOIN_CHANGED"}
    move(case, other, mapping={"j": "k"})
    assert trail(case.graph, case.complete("b")) == ["b", "k", "e"]


def test_a_flow_may_be_mapped_to_another(process: Any) -> None:
    case = waiting(process, "parallelGateway")
    body, *_ = drawing("parallelGateway")
    body += '<userTask id="y"/><userTask id="z"/>'
    other = definitions(body, "s f a y j e", "f b z j")
    assert refused(case, other) == {"a_j": "FLOW_MISSING"}
    assert refused(case, other, mapping={"a_j": "a_y"}) == {"a_j": "FLOW_MISSING"}
    move(case, other, mapping={"a_j": "y_j"})
    case.complete("b")
    assert trail(case.graph, case.complete("z")) == ["z", "j", "e"]
    case.assert_done()


@pytest.mark.parametrize("kind", KINDS)
def test_a_join_that_no_longer_joins_is_refused(process: Any, kind: str) -> None:
    case = waiting(process, kind)
    one = ENDS + f'<parallelGateway id="f"/><{kind} id="j"/><userTask id="a"/><userTask id="b"/>'
    assert refused(case, definitions(one, "s f a j e", "f b e")) == {"j": "JOIN_CHANGED"}
    other = ENDS + '<exclusiveGateway id="j"/><userTask id="a"/><userTask id="b"/>'
    assert refused(case, definitions(other, "s a j e", "s b j")) == {"j": "JOIN_CHANGED"}


def test_a_join_that_lost_the_branch_it_waited_for_goes_on(process: Any) -> None:
    case = waiting(process, "parallelGateway", "c")
    case.complete("b")
    body, *_ = drawing("parallelGateway", "c")
    apart = definitions(body, "s f a j e", "f b j", "f c e")
    events = move(case, apart)
    assert trail(case.graph, events) == ["j", "e"]
    assert case.tasks == ["c"]
    case.complete("c")
    case.assert_done()


def test_an_inclusive_join_looks_again_who_may_still_come(process: Any) -> None:
    case = waiting(process, "inclusiveGateway")
    body, *_ = drawing("inclusiveGateway", "c")
    apart = definitions(body, "s f a j e", "f c j", "f b e")
    assert trail(case.graph, move(case, apart)) == ["j", "e"]
    assert case.tasks == ["b"]


def test_all_tokens_of_a_flow_go_along(process: Any) -> None:
    body, *_ = drawing("parallelGateway", "c")
    body += '<exclusiveGateway id="m"/>'
    chains = ("s f a m j e", "f c m", "f b j")
    case = process(body, *chains).start()
    case.complete("a")
    case.complete("c")
    move(case, definitions('<userTask id="z"/>' + body, "s z f", "f a m j e", *chains[1:]))
    [flow] = [flow.index for flow in case.graph.flows if flow.id == "m_j"]
    assert case.state.activations[1].joining == {flow: 2}


def test_a_join_in_another_scope_is_refused(process: Any) -> None:
    case = waiting(process, "parallelGateway")
    body = ENDS + (
        '<parallelGateway id="f"/><userTask id="b"/><subProcess id="sp"><startEvent id="s1"/>'
        '<parallelGateway id="k"/><userTask id="a"/><userTask id="c"/><parallelGateway id="j"/>'
        '<endEvent id="e1"/>{flow s1 k a j e1}{flow k c j}</subProcess>'
    )
    other = definitions(body, "s f b e", "f sp e")
    assert refused(case, other) == {"j": "JOIN_CHANGED"}


def test_a_flow_mapped_to_one_that_leads_elsewhere_is_refused(process: Any) -> None:
    case = waiting(process, "parallelGateway")
    same = definitions(*drawing("parallelGateway"))
    assert refused(case, same, mapping={"a_j": "f_b"}) == {"a_j": "FLOW_MISSING"}
