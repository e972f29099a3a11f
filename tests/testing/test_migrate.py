"""Moving an instance to the latest version, in the sandbox."""

from __future__ import annotations

from typing import Any

import pytest
from tests.testing.support import END, START, file, process, user

from cauce.testing import Refused, Sandbox

TIMER = (
    '<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H'
    "</timeDuration></timerEventDefinition></boundaryEvent>"
)


def deploy(sandbox: Sandbox, body: str, *chains: str) -> None:
    sandbox.deploy(file(process(START + END + body, *chains)))


def test_it_goes_on_by_the_latest_version(sandbox: Sandbox) -> None:
    deploy(sandbox, user("a"), "s a e")
    staying, moving = sandbox.start("p"), sandbox.start("p")
    deploy(sandbox, user("z") + user("a") + TIMER, "s a z e", "b e")

    told = moving.migrate()

    assert (told.moved, told.began) == ((("a", "a"),), ("b",))
    staying.complete("a")
    assert (staying.status, staying.path) == ("completed", ["s", "a", "e"])
    sandbox.advance("PT1H")
    assert (moving.status, moving.path) == ("completed", ["s", "b", "e"])
    sandbox.replay_check()
    by_version = [step.version.graph.by_id["a"].index for step in sandbox.steps]
    assert len(set(by_version)) == 2


def test_a_refused_move_leaves_it_as_it_was(sandbox: Sandbox) -> None:
    deploy(sandbox, user("a"), "s a e")
    inst = sandbox.start("p")
    deploy(sandbox, user("c"), "s c e")

    with pytest.raises(Refused) as info:
        inst.migrate()

    why: Any = info.value
    assert why.code == "MIGRATION_REFUSED"
    assert [(m["element"], m["code"]) for m in why.misfits] == [("a", "TARGET_MISSING")]
    inst.complete("a")
    assert inst.path == ["s", "a", "e"]
    sandbox.replay_check()


def test_a_move_that_is_too_long_is_refused_too(sandbox: Sandbox) -> None:
    deploy(sandbox, user("a"), "s a e")
    inst = sandbox.start("p", {"x": True})
    circle = (
        '<boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
        "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>"
        '</boundaryEvent><exclusiveGateway id="g"/><exclusiveGateway id="h" default="h_g"/>'
    )
    sandbox.deploy(
        file(process(START + END + user("a") + circle, "s a e", "b g h e", "h g", h_e="false"))
    )

    with pytest.raises(Refused) as info:
        inst.migrate()

    assert info.value.code == "STEP_LIMIT"
    assert inst.incidents == []
    inst.complete("a")
    assert inst.path == ["s", "a", "e"]
    sandbox.replay_check()


def test_with_a_mapping_and_anew(sandbox: Sandbox) -> None:
    deploy(sandbox, user("a") + TIMER, "s a e", "b e")
    inst = sandbox.start("p")
    sandbox.advance("PT30M")
    deploy(sandbox, user("c") + TIMER.replace('"a"', '"c"'), "s c e", "b e")

    told = inst.migrate({"a": "c"}, renew=["b"])

    assert (told.stopped, told.began) == (("b",), ("b",))
    sandbox.advance("PT45M")
    assert [task.element_id for task in inst.tasks()] == ["c"]
    sandbox.advance("PT15M")
    assert inst.path == ["s", "b", "e"]
