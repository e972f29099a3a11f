"""Standard loops and multi-instances."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cauce.engine import commands as c
from cauce.engine import events as e

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def many(zeebe: str = "", inner: str = "", sequential: bool = False, tag: str = "userTask") -> str:
    flag = ' isSequential="true"' if sequential else ""
    extension = f"<extensionElements><zeebe:loopCharacteristics {zeebe}/></extensionElements>"
    return (
        f'<{tag} id="a"><multiInstanceLoopCharacteristics{flag}>{extension if zeebe else ""}'
        f"{inner}</multiInstanceLoopCharacteristics></{tag}>"
    )


COLLECTS = (
    'inputCollection="=xs" inputElement="x" outputCollection="ys" outputElement="=y + loopCounter"'
)


def test_parallel_opens_all_and_collects_in_the_order_of_the_collection(process: Any) -> None:
    case = process(ENDS + many(COLLECTS), "s a e").start(xs=["p", "q", "r"])
    keys = list(case.state.tasks)
    assert [case.state.activations[k].variables["x"] for k in keys] == ["p", "q", "r"]
    for key, y in zip(reversed(keys), (30, 20, 10), strict=True):
        case.do(c.CompleteTask(key=key, data={"y": Decimal(y)}))
    assert case.path == ["s", "a", "a", "a", "e"]
    assert case.state.variables["ys"] == [Decimal(11), Decimal(22), Decimal(33)]
    assert "y" not in case.state.variables
    case.assert_done()


def test_sequential_opens_one_after_the_other(process: Any) -> None:
    case = process(ENDS + many(COLLECTS, sequential=True), "s a e").start(xs=["p", "q"])
    assert len(case.tasks) == 1
    case.complete("a", y=1)
    assert len(case.tasks) == 1
    case.complete("a", y=1)
    assert case.state.variables["ys"] == [Decimal(2), Decimal(3)]
    case.assert_done()


@pytest.mark.parametrize("sequential", [True, False])
def test_empty_collection_passes_with_an_empty_output(process: Any, sequential: bool) -> None:
    case = process(ENDS + many(COLLECTS, sequential=sequential), "s a e").start(xs=[])
    assert case.path == ["s", "e"]
    assert case.state.variables["ys"] == []
    case.assert_done()


def test_completion_condition_ends_the_rest(process: Any) -> None:
    condition = "<completionCondition>=ys[-1] = null and ok = false</completionCondition>"
    body = ENDS + many(COLLECTS, condition)
    case = process(body, "s a e").start(xs=["p", "q", "r"])
    case.complete("a", y=1, ok=True)
    assert len(case.tasks) == 2
    case.complete("a", y=1, ok=False)
    assert case.path == ["s", "a", "a", "e"]
    assert case.state.variables["ys"] == [Decimal(2), Decimal(3), None]
    assert len(case.of(e.ElementTerminated)) == 1
    case.assert_done()


def test_completion_condition_counts(process: Any) -> None:
    condition = (
        "<completionCondition>=numberOfCompletedInstances / numberOfInstances >= 0.5 "
        "and numberOfActiveInstances = 2 and numberOfTerminatedInstances = 0"
        "</completionCondition>"
    )
    inner = "<loopCardinality>4</loopCardinality>" + condition
    case = process(ENDS + many(inner=inner), "s a e").start()
    case.complete("a")
    assert len(case.tasks) == 3
    case.complete("a")
    case.assert_done()


def test_cardinality_that_is_no_number_is_an_incident(process: Any) -> None:
    body = ENDS + many(inner="<loopCardinality>=n</loopCardinality>")
    case = process(body, "s a e").start(n=-1)
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    case.set(n=2)
    case.resolve()
    assert len(case.tasks) == 2


def test_collection_that_is_no_list_is_an_incident(process: Any) -> None:
    case = process(ENDS + many(COLLECTS), "s a e").start()
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    case.set(xs=["p"])
    case.resolve()
    case.complete("a", y=1)
    case.assert_done()


def test_plain_bpmn_collections_run(process: Any) -> None:
    inner = (
        "<loopDataInputRef>xs</loopDataInputRef><loopDataOutputRef>ys</loopDataOutputRef>"
        '<inputDataItem id="i" name="x"/><outputDataItem id="o" name="y"/>'
    )
    body = '<dataObject id="xs" isCollection="true"/><dataObject id="ys" isCollection="true"/>'
    case = process(body + ENDS + many(inner=inner), "s a e").start(xs=["p", "q"])
    case.complete("a", y="1")
    case.complete("a", y="2")
    assert case.state.variables["ys"] == ["1", "2"]
    case.assert_done()


def test_multi_instance_sub_process_isolates_each_inside(process: Any) -> None:
    loop = (
        "<multiInstanceLoopCharacteristics><extensionElements>"
        f"<zeebe:loopCharacteristics {COLLECTS}/></extensionElements>"
        "</multiInstanceLoopCharacteristics>"
    )
    body = ENDS + (
        f'<subProcess id="sp">{loop}<startEvent id="s1"/><userTask id="a"/><userTask id="b"/>'
        '<endEvent id="e1"/>{flow s1 a b e1}</subProcess>'
    )
    case = process(body, "s sp e").start(xs=["p", "q"])
    case.complete("a", y=1)
    case.complete("a", y=2)
    case.complete("b")
    assert "sp" in case.path
    case.complete("b")
    assert case.path.count("sp") == 2
    assert case.state.variables == {"xs": ["p", "q"], "ys": [Decimal(2), Decimal(4)]}
    case.assert_done()


def test_thousands_of_instances_one_after_the_other_do_not_exhaust_the_stack(process: Any) -> None:
    script = (
        '<scriptTask id="a" scriptFormat="feel">'
        '<multiInstanceLoopCharacteristics isSequential="true">'
        "<loopCardinality>4000</loopCardinality></multiInstanceLoopCharacteristics>"
        "<script>{n: 1}</script></scriptTask>"
    )
    case = process(ENDS + script, "s a e").start()
    assert case.path.count("a") == 4000
    case.assert_done()


def loop(attributes: str = "", condition: str = "") -> str:
    inner = f"<loopCondition>{condition}</loopCondition>" if condition else ""
    return (
        f'<userTask id="a"><standardLoopCharacteristics {attributes}>{inner}'
        "</standardLoopCharacteristics></userTask>"
    )


def test_standard_loop_tests_after_each_round(process: Any) -> None:
    case = process(ENDS + loop(condition="again"), "s a e").start(again=False)
    assert case.tasks == ["a"]
    case.complete("a", again=True)
    case.complete("a", again=False)
    assert case.path == ["s", "a", "a", "e"]
    assert case.state.variables == {"again": False}
    case.assert_done()


def test_standard_loop_may_test_before_and_so_never_run(process: Any) -> None:
    case = process(ENDS + loop('testBefore="true"', "again"), "s a e").start(again=False)
    assert case.path == ["s", "e"]
    case.assert_done()


def test_loop_maximum_ends_a_loop_whose_condition_still_holds(process: Any) -> None:
    case = process(ENDS + loop('loopMaximum="2"', "true"), "s a e").start()
    case.complete("a")
    case.complete("a")
    assert case.path == ["s", "a", "a", "e"]
    case.assert_done()


def test_loop_condition_that_is_null_is_an_incident(process: Any) -> None:
    case = process(ENDS + loop(condition="again"), "s a e").start()
    case.complete("a")
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    case.set(again=True)
    case.resolve()
    case.complete("a", again=False)
    assert case.path == ["s", "a", "a", "e"]
    case.assert_done()


def test_loop_counter_is_seen_inside_and_by_the_condition(process: Any) -> None:
    body = ENDS + (
        '<scriptTask id="a" scriptFormat="feel"><standardLoopCharacteristics>'
        "<loopCondition>loopCounter &lt; 3</loopCondition></standardLoopCharacteristics>"
        "<script>{last: loopCounter}</script></scriptTask>"
    )
    case = process(body, "s a e").start()
    assert case.path == ["s", "a", "a", "a", "e"]
    assert case.state.variables == {"last": Decimal(3)}
    case.assert_done()


LATE = '<escalationEventDefinition escalationRef="X"/>'


def test_escalation_out_of_one_instance_tells_which_it_was(process: Any) -> None:
    items = '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x"/>'
    output = '<zeebe:ioMapping><zeebe:output source="=x" target="who"/></zeebe:ioMapping>'
    body = ENDS + (
        '<subProcess id="sp"><multiInstanceLoopCharacteristics isSequential="true">'
        f"<extensionElements>{items}</extensionElements></multiInstanceLoopCharacteristics>"
        '<startEvent id="s1"/><userTask id="a"/><endEvent id="e1"/>'
        f'<intermediateThrowEvent id="th">{LATE}</intermediateThrowEvent>'
        "{flow s1 th a e1}</subProcess>"
        '<boundaryEvent id="b" attachedToRef="sp" cancelActivity="false" '
        f'cauce:eachInstance="true"><extensionElements>{output}</extensionElements>{LATE}'
        '</boundaryEvent><endEvent id="x"/>'
    )
    roots = '<escalation id="X" escalationCode="X"/>'
    case = process(body, "s sp e", "b x", roots=roots).start(xs=["p", "q"])
    assert case.state.variables["who"] == "p"
    case.complete("a")
    assert case.state.variables["who"] == "q"
    case.complete("a")
    case.assert_done()


def test_boundary_of_each_instance_listens_at_an_activity_without_loop(process: Any) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    body = ENDS + (
        '<userTask id="a"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false" '
        f'cauce:eachInstance="true">{timer}</boundaryEvent><endEvent id="x"/>'
    )
    case = process(body, "s a e", "b x").start()
    case.advance(hours=1)
    assert case.path == ["s", "b", "x"]
    case.complete("a")
    case.assert_done()


def test_data_outputs_of_an_inner_instance_stay_inside(process: Any) -> None:
    body = (
        '<dataObject id="d" name="final"/><dataObjectReference id="r" dataObjectRef="d"/>' + ENDS
    ) + (
        '<userTask id="a"><ioSpecification><dataOutput id="o" name="signed"/><inputSet/>'
        "<outputSet/></ioSpecification><dataOutputAssociation><sourceRef>o</sourceRef>"
        "<targetRef>r</targetRef></dataOutputAssociation><multiInstanceLoopCharacteristics>"
        '<extensionElements><zeebe:loopCharacteristics inputCollection="=xs" '
        'outputCollection="ys" outputElement="=final"/></extensionElements>'
        "</multiInstanceLoopCharacteristics></userTask>"
    )
    case = process(body, "s a e").start(xs=[1, 2])
    case.complete("a", signed="p")
    case.complete("a", signed="q")
    assert case.state.variables == {"xs": [1, 2], "ys": ["p", "q"]}
    case.assert_done()
