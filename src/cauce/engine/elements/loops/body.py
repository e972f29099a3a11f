"""The body of a loop or multi-instance: an activation of the same node around its instances.

| event | then |
|---|---|
| a token arrives | the body opens, its boundary events listen, it counts its instances |
| parallel | all instances begin |
| sequential, or standard while its condition holds | the next instance begins |
| an instance completes | its output is collected; the completion condition may end the rest |
| nothing is left to do | the output is handed over; the body completes; tokens leave |

BPMN 2.0.2, 10.3.8, 13.3.6 (standard) and 13.3.7 (multi-instance).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cauce.engine import events as e
from cauce.engine.elements import activity
from cauce.engine.expressions import evaluate, failure, holds, test, whole
from cauce.engine.problems import IncidentError
from cauce.engine.variables import Names, Overlay
from cauce.feel import Expression

if TYPE_CHECKING:
    from cauce.engine.elements.loops.spec import Loop
    from cauce.engine.graph import Node
    from cauce.engine.run import Run
    from cauce.engine.state import LoopState

COUNTER = "loopCounter"


def enter(run: Run, node: Node, scope: int) -> None:
    """Open the body and begin."""
    key = run.open(node, scope, body=True)
    run.attempt(resume, key, node)


def leave(run: Run, key: int, node: Node) -> None:
    """Try again, after an incident, to leave a loop that has ended."""
    _finish(run, key, node)


def resume(run: Run, key: int, node: Node) -> None:
    """Begin the loop; after an incident go on where it stopped."""
    if key not in run.state.loops:
        total, items = _extent(run, key, node)
        plans = activity.boundary_plans(run, key, node)
        collects = _loop(node).output_collection is not None
        run.emit(e.LoopStarted(key, total, items, collects))
        for plan in plans:
            run.emit(plan(run.state.next_key))
        if _loop(node).kind == "parallel":
            for index in range(1, total + 1):
                run.queue_move(_start, key, node, index)
    _go_on(run, key, node)


def inner_completed(run: Run, key: int, node: Node) -> None:
    """Collect an instance's output, and end or go on. Raises IncidentError."""
    spec = _loop(node)
    body = run.state.activations[key].scope
    loop = run.state.loops[body]
    names = run.names(key)
    output = _output(run, spec, names)
    counts = _counts(loop)
    if spec.output_collection is not None and loop.output is not None:
        index = loop.indexes[key]
        counts[spec.output_collection] = [*loop.output[: index - 1], output, *loop.output[index:]]
    ended = spec.completion is not None and holds(run, spec.completion, Overlay(counts, names))
    run.emit(e.LoopInstanceEnded(body, key, True, output))
    run.emit(e.ElementCompleted(key, node.index))
    if ended:
        run.terminate_inside(body)
        run.attempt(_finish, body, node)
    else:
        run.attempt(_go_on, body, node)


def _loop(node: Node) -> Loop:
    assert node.loop is not None
    return node.loop


def _extent(run: Run, key: int, node: Node) -> tuple[int, list[Any] | None]:
    spec = _loop(node)
    names = run.names(key)
    if spec.kind == "standard":
        return -1, None
    if spec.cardinality is not None:
        return whole(run, spec.cardinality, names, "the number of instances"), None
    assert spec.collection is not None
    if isinstance(spec.collection, str):
        items = names.get(spec.collection)
    else:
        items = evaluate(run, spec.collection, names)
    if not isinstance(items, list):
        raise failure(run, spec.collection, names, "a list, an instance for each item,", items)
    return len(items), items


def _go_on(run: Run, key: int, node: Node) -> None:
    """Begin the next instance, or end where there is none and none is at work."""
    loop = run.state.loops[key]
    spec = _loop(node)
    if loop.indexes or run.in_flight[key]:
        return
    if spec.kind == "standard":
        more = _again(run, key, spec, loop)
    else:
        more = spec.kind == "sequential" and loop.started < loop.total
    if more:
        run.queue_move(_start, key, node, loop.started + 1)
    else:
        _finish(run, key, node)


def _again(run: Run, key: int, spec: Loop, loop: LoopState) -> bool:
    names = run.names(key)
    if spec.maximum is not None and loop.started >= whole(run, spec.maximum, names, "loopMaximum"):
        return False
    if spec.condition is None or (loop.started == 0 and not spec.test_before):
        return True
    return test(run, spec.condition, Overlay({COUNTER: Decimal(loop.started)}, names))


def _start(run: Run, body: int, node: Node, index: int) -> None:
    spec = _loop(node)
    loop = run.state.loops[body]
    isolated = spec.kind != "standard"
    key = run.open(node, body, variables=_given(spec, loop, index), isolated=isolated)
    run.emit(e.LoopInstanceStarted(body, key, index))
    run.attempt(activity.begin, key, node)


def given(spec: Loop, run: Run, key: int) -> dict[str, Any]:
    """Give the variables that an inner instance has from its loop: the counter and its item."""
    loop = run.state.loops[run.state.activations[key].scope]
    return _given(spec, loop, loop.indexes[key])


def _given(spec: Loop, loop: LoopState, index: int) -> dict[str, Any]:
    variables: dict[str, Any] = {COUNTER: Decimal(index)}
    if spec.element is not None and loop.items is not None:
        variables[spec.element] = loop.items[index - 1]
    return variables


def _output(run: Run, spec: Loop, names: Names) -> Any:
    if isinstance(spec.output_element, Expression):
        return evaluate(run, spec.output_element, names)
    return None if spec.output_element is None else names.get(spec.output_element)


def _counts(loop: LoopState) -> dict[str, Any]:
    """Give the numbers that a completion condition sees, with the instance that just completed."""
    total = loop.total if loop.total >= 0 else loop.started
    return {
        "numberOfInstances": Decimal(total),
        "numberOfActiveInstances": Decimal(len(loop.indexes) - 1),
        "numberOfCompletedInstances": Decimal(loop.completed + 1),
        "numberOfTerminatedInstances": Decimal(loop.terminated),
    }


def _finish(run: Run, key: int, node: Node) -> None:
    """Hand over the collected output and send the tokens on."""
    spec = _loop(node)
    scope = run.state.activations[key].scope
    output = run.state.loops[key].output
    try:
        if spec.output_collection is not None:
            run.set_nearest(scope, {spec.output_collection: output})
        flows = activity.outgoing(run, node, scope)
    except IncidentError as stop:
        run.incident(key, stop, leaving=True)
        return
    run.emit(e.LoopCompleted(key, node.index))
    run.leave(scope, flows)
