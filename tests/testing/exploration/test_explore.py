"""The exploration finds what is wrong, by the shortest way, and nothing where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cauce.testing.exploration import Behaviour, Message, OpenWorld, Report, explore
from cauce.testing.exploration.explore import TooManyStatesError
from cauce.testing.views import Job, Task

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:cauce="https://cauce.dev/schema/bpmn/1.0"'
)
MANIFEST = """
name = "pk"
title = "Prueba"
[handlers."registro.anotar"]
kind = "handler"
inputs = { what = "string" }
"""

TWO_TASKS = """
<process id="p" isExecutable="true">
  <startEvent id="s"/>
  <parallelGateway id="fork"/>
  <userTask id="a" name="A"><extensionElements><zeebe:userTask/></extensionElements></userTask>
  <userTask id="b" name="B"><extensionElements><zeebe:userTask/></extensionElements></userTask>
  <exclusiveGateway id="x" default="x2"/>
  <endEvent id="lost"/>
  <parallelGateway id="join"/>
  <endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="fork"/>
  <sequenceFlow id="f2" sourceRef="fork" targetRef="a"/>
  <sequenceFlow id="f3" sourceRef="fork" targetRef="b"/>
  <sequenceFlow id="f4" sourceRef="a" targetRef="x"/>
  <sequenceFlow id="x1" sourceRef="x" targetRef="lost">
    <conditionExpression>=no = true</conditionExpression></sequenceFlow>
  <sequenceFlow id="x2" sourceRef="x" targetRef="join"/>
  <sequenceFlow id="f5" sourceRef="b" targetRef="join"/>
  <sequenceFlow id="f6" sourceRef="join" targetRef="e"/>
</process>
"""

WAITS = """
<message id="m" name="m"><extensionElements>
  <zeebe:subscription correlationKey="=case_key"/></extensionElements></message>
<process id="p" isExecutable="true">
  <startEvent id="s"/>
  <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
  <endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="c"/>
  <sequenceFlow id="f2" sourceRef="c" targetRef="e"/>
</process>
"""

Write = Callable[[str], str]


@pytest.fixture
def package(tmp_path: Path) -> Write:
    """Writes a package of one file; gives its folder."""

    def write(content: str) -> str:
        folder = tmp_path / "pk"
        folder.mkdir()
        (folder / "package.toml").write_text(MANIFEST)
        xml = f'<definitions {NAMESPACES} id="d" targetNamespace="t">{content}</definitions>'
        (folder / "p.bpmn").write_text(xml)
        return str(folder)

    return write


def start(world: OpenWorld) -> None:
    world.start(world.definitions.latest("p"), {}, case_key="K")


def run(folder: str, behaviour: Behaviour, **more: Any) -> Report:
    return explore(start, packages=[Path(folder)], behaviour=behaviour, **more)


def say_no_at_a(_world: OpenWorld, task: Task) -> Iterator[Mapping[str, Any]]:
    yield {}
    if task.element_id == "a":
        yield {"no": True}


def test_every_order_of_two_tasks_is_tried(package: Write) -> None:
    # when
    report = run(package(TWO_TASKS), Behaviour())

    # then: nothing done, A done, B done, both done
    assert report == Report(states=4, outcomes=frozenset({frozenset({"p:e"})}))


def test_a_join_that_cannot_fire_is_found_by_the_shortest_way(package: Write) -> None:
    # when
    report = run(package(TWO_TASKS), Behaviour(answers=say_no_at_a))

    # then
    assert report.finding is not None
    assert report.finding.complaint == "nothing moves p of K"
    assert sorted(report.finding.trace) == [
        "complete A of K with {'no': True}",
        "complete B of K with {}",
    ]


def test_a_message_that_may_never_come_leaves_its_receiver_stuck(package: Write) -> None:
    def optional(_world: OpenWorld) -> Iterator[Message]:
        yield Message(name="m", case_key="K")

    # when
    report = run(package(WAITS), Behaviour(optional=optional))

    # then
    assert report.finding is not None
    assert (report.finding.complaint, report.finding.trace) == ("nothing moves p of K", ())


def test_a_message_that_is_sure_to_come_does_not(package: Write) -> None:
    def owed(world: OpenWorld) -> Iterator[Message]:
        if not world.sent["m"]:
            yield Message(name="m", case_key="K")

    # when
    report = run(package(WAITS), Behaviour(owed=owed))

    # then
    assert report == Report(states=2, outcomes=frozenset({frozenset({"p:e"})}))


def test_a_message_that_nobody_takes_is_found(package: Write) -> None:
    def owed(world: OpenWorld) -> Iterator[Message]:
        if world.sent["m"] < 1:
            yield Message(name="m", case_key="K")
        elif world.sent["other"] < 1:
            yield Message(name="other", key="X")

    # when
    report = run(package(WAITS), Behaviour(owed=owed))

    # then
    assert report.finding is not None
    assert report.finding.complaint == "nobody takes the message other with key X"
    assert report.finding.trace == ("message m", "message other")


def test_messages_of_two_cases_arrive_in_either_order_those_of_one_in_theirs(
    package: Write,
) -> None:
    """Two senders, K and L, each throw `first` then `second`; the receiver notes the order."""
    # given
    orders: set[tuple[str, ...]] = set()

    def begin(world: OpenWorld) -> None:
        for case in ("K", "L"):
            world.start(world.definitions.latest("sender"), {"n": case}, case_key=case)

    def note(records: dict[str, Any], job: Job) -> None:
        records["came"] = (*records["came"], str(job.variables["what"]))

    def see(world: OpenWorld) -> str | None:
        orders.add(world.records["came"])
        return None

    behaviour = Behaviour(handlers={"registro.anotar": note}, records={"came": ()}, finally_=see)

    # when
    report = explore(begin, packages=[Path(package(SENDERS))], behaviour=behaviour)

    # then
    assert report.finding is None
    assert len(orders) == 6
    assert all(order.index("K1") < order.index("K2") for order in orders)
    assert all(order.index("L1") < order.index("L2") for order in orders)


def test_a_complaint_of_the_user_ends_the_exploration(package: Write) -> None:
    def at_most_one(world: OpenWorld) -> str | None:
        done = [node for instance in world.instances for node in instance.path]
        return "B before A" if "b" in done and "a" not in done else None

    # when
    report = run(package(TWO_TASKS), Behaviour(always=at_most_one))

    # then
    assert report.finding is not None
    assert str(report.finding) == "B before A\n  complete B of K with {}"


def test_more_states_than_allowed_are_refused(package: Write) -> None:
    with pytest.raises(TooManyStatesError):
        run(package(TWO_TASKS), Behaviour(), max_states=3)


def _throw(number: int) -> str:
    return f"""
  <intermediateThrowEvent id="t{number}" cauce:newCase="true">
    <extensionElements><zeebe:ioMapping>
      <zeebe:input source="=n + &quot;{number}&quot;" target="what"/>
    </zeebe:ioMapping></extensionElements>
    <messageEventDefinition messageRef="note"/></intermediateThrowEvent>"""


SENDERS = f"""
<message id="note" name="note"/>
<process id="sender" isExecutable="true">
  <startEvent id="s"/>{_throw(1)}{_throw(2)}
  <endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t1"/>
  <sequenceFlow id="f2" sourceRef="t1" targetRef="t2"/>
  <sequenceFlow id="f3" sourceRef="t2" targetRef="e"/>
</process>
<process id="receiver" isExecutable="true">
  <startEvent id="rs"><messageEventDefinition messageRef="note"/></startEvent>
  <serviceTask id="r"><extensionElements>
    <zeebe:taskDefinition type="registro.anotar"/></extensionElements></serviceTask>
  <endEvent id="re"/>
  <sequenceFlow id="r1" sourceRef="rs" targetRef="r"/>
  <sequenceFlow id="r2" sourceRef="r" targetRef="re"/>
</process>
"""
