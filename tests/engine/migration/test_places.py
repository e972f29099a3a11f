"""Where work goes: by id or by mapping, to the same kind, in the same scope; else refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.conftest import definitions
from tests.engine.migration.support import ENDS, boundary, move, refused, timer, told, trail

from cauce.engine import Rejection
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import encode_state
from cauce.engine.migration import Summary, plan

TASK = ENDS + '<userTask id="a"/>'
SUB = (
    '<subProcess id="{0}"><startEvent id="s1"/><userTask id="a"/><endEvent id="e1"/>'
    "{{flow s1 a e1}}</subProcess>"
)
MANY = (
    '<userTask id="a"><multiInstanceLoopCharacteristics isSequential="{0}">'
    "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>"
)


def test_what_is_ahead_is_the_new_versions(process: Any) -> None:
    case = process(TASK, "s a e").start(n=1)
    before = case.graph.by_id["a"].index
    events = move(case, definitions('<userTask id="b"/>' + TASK, "s a b e"))
    after = case.graph.by_id["a"].index
    assert before != after
    assert events == [e.InstanceMigrated({0: 0, before: after}, {}, {})]
    assert case.tasks == ["a"]
    assert trail(case.graph, case.complete("a")) == ["a"]
    assert trail(case.graph, case.complete("b")) == ["b", "e"]
    case.assert_done()


def test_an_element_that_is_gone_names_itself_and_nothing_changes(process: Any) -> None:
    case = process(TASK, "s a e").start()
    other = definitions(ENDS + '<userTask id="b" name="B"/>', "s b e")
    assert refused(case, other) == {"a": "TARGET_MISSING"}
    assert trail(case.graph, case.complete("a")) == ["a", "e"]


def test_a_mapping_says_what_an_element_has_become(process: Any) -> None:
    case = process(TASK, "s a e").start()
    key = case.key("a")
    other = definitions(ENDS + '<userTask id="b"/>', "s b e")
    assert told(case, other, mapping={"a": "b"}) == Summary(
        moved=(("a", "b"),), stopped=(), began=(), revised=()
    )
    move(case, other, mapping={"a": "b"})
    assert case.tasks == ["b"]
    assert case.key("b") == key
    assert trail(case.graph, case.complete("b")) == ["b", "e"]


def test_a_mapping_may_exchange_two(process: Any) -> None:
    body = ENDS + '<userTask id="a"/><userTask id="b"/>'
    case = process(body, "s a b e").start()
    move(case, definitions(body, "s a b e"), mapping={"a": "b", "b": "a"})
    assert trail(case.graph, case.complete("b")) == ["b", "e"]


def test_a_mapping_of_what_is_not_there_is_refused(process: Any) -> None:
    case = process(TASK, "s a e").start()
    same = definitions(TASK, "s a e")
    assert refused(case, same, mapping={"x": "a"}) == {"x": "UNKNOWN_ELEMENT"}
    assert refused(case, same, mapping={"s": "x"}) == {"s": "UNKNOWN_ELEMENT"}
    assert refused(case, same, renew=["y"]) == {"y": "UNKNOWN_ELEMENT"}


@pytest.mark.parametrize(
    "other",
    [
        '<manualTask id="a"/>',
        '<subProcess id="a"><startEvent id="s1"/><endEvent id="e1"/>{flow s1 e1}</subProcess>',
        MANY.format("false"),
    ],
)
def test_another_kind_is_refused(process: Any, other: str) -> None:
    case = process(TASK, "s a e").start()
    assert refused(case, definitions(ENDS + other, "s a e")) == {"a": "KIND_CHANGED"}


def test_another_trigger_at_a_waiting_event_is_refused(process: Any) -> None:
    one = f'<intermediateCatchEvent id="c">{timer("PT1H")}</intermediateCatchEvent>'
    other = (
        '<intermediateCatchEvent id="c"><conditionalEventDefinition><condition>x</condition>'
        "</conditionalEventDefinition></intermediateCatchEvent>"
    )
    case = process(ENDS + one, "s c e").start()
    assert refused(case, definitions(ENDS + other, "s c e")) == {"c": "KIND_CHANGED"}


def test_every_misfit_is_named(process: Any) -> None:
    body = ENDS + '<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>'
    case = process(body, "s f a e", "f b e").start()
    other = definitions(ENDS + '<manualTask id="a"/>', "s a e")
    assert refused(case, other) == {"a": "KIND_CHANGED", "b": "TARGET_MISSING"}


def test_scopes_move_with_what_is_in_them(process: Any) -> None:
    case = process(ENDS + SUB.format("sp"), "s sp e").start()
    other = definitions(ENDS + SUB.format("sq") + '<userTask id="z"/>', "s sq z e")
    assert refused(case, other) == {"sp": "TARGET_MISSING"}
    move(case, other, mapping={"sp": "sq"})
    assert trail(case.graph, case.complete("a")) == ["a", "e1", "sq"]
    assert case.tasks == ["z"]


def test_into_or_out_of_a_scope_is_refused(process: Any) -> None:
    inside, outside = definitions(ENDS + SUB.format("sp"), "s sp e"), definitions(TASK, "s a e")
    case = process(TASK, "s a e").start()
    assert refused(case, inside) == {"a": "SCOPE_CHANGED"}
    case = process(ENDS + SUB.format("sp"), "s sp e").start()
    assert refused(case, outside) == {"sp": "TARGET_MISSING"}
    both = definitions(
        TASK + SUB.format("sp").replace('"a"', '"b"').replace(" a ", " b "), "s a sp e"
    )
    assert refused(case, both) == {"a": "SCOPE_CHANGED"}


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_loops_keep_their_count(process: Any, sequential: str) -> None:
    case = process(ENDS + MANY.format(sequential), "s a e").start()
    case.complete("a")
    move(case, definitions('<userTask id="z"/>' + ENDS + MANY.format(sequential), "s a z e"))
    assert trail(case.graph, case.complete("a")) == ["a"]
    assert case.tasks == ["z"]


def test_another_kind_of_loop_is_refused(process: Any) -> None:
    case = process(ENDS + MANY.format("true"), "s a e").start()
    other = definitions(ENDS + MANY.format("false"), "s a e")
    assert refused(case, other) == {"a": "KIND_CHANGED"}
    assert refused(case, definitions(TASK, "s a e")) == {"a": "KIND_CHANGED"}


def test_a_loop_that_collects_and_one_that_does_not_are_two_kinds(process: Any) -> None:
    def many(output: str) -> str:
        return (
            '<userTask id="a"><multiInstanceLoopCharacteristics><extensionElements>'
            f'<zeebe:loopCharacteristics inputCollection="=[1, 2]"{output}/>'
            "</extensionElements></multiInstanceLoopCharacteristics></userTask>"
        )

    collecting = many(' outputCollection="all" outputElement="=1"')
    case = process(ENDS + many(""), "s a e").start()
    assert refused(case, definitions(ENDS + collecting, "s a e")) == {"a": "KIND_CHANGED"}
    case = process(ENDS + collecting, "s a e").start()
    assert refused(case, definitions(ENDS + many(""), "s a e")) == {"a": "KIND_CHANGED"}


def test_an_instance_that_has_ended_is_refused(process: Any) -> None:
    case = process(TASK, "s a e").start()
    case.do(c.CancelInstance(reason="r"))
    answer = plan(case.graph, case.graph, case.state)
    assert isinstance(answer, Rejection)
    assert answer.code == "INSTANCE_ENDED"


def test_moving_to_the_same_drawing_changes_nothing(process: Any) -> None:
    body = TASK + boundary("b", "a", timer("PT1H"))
    case = process(body, "s a e", "b e").start(n=1)
    before = encode_state(case.state)
    [event] = move(case, definitions(body, "s a e", "b e"))
    assert isinstance(event, e.InstanceMigrated)
    assert encode_state(case.state) == before
