"""Twice the drawing is twice the work: counted in calls, which no machine is slower at."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest
from tests.bpmn.support import definitions, end, flow, path, process, start, task, text, xml

from cauce.bpmn import load

SMALL = 40


def chain(count: int) -> str:
    names = [f"t{number}" for number in range(count)]
    return "".join(task(name) for name in names) + path(" ".join(["s", *names, "e"]))


def data(count: int) -> str:
    drawn = (
        xml("dataObject", id=f"d{number}")
        + xml("dataObjectReference", id=f"r{number}", name=f"n{number}", dataObjectRef=f"d{number}")
        for number in range(count)
    )
    return chain(1) + "".join(drawn)


def lanes(count: int) -> str:
    drawn = (
        xml("lane", text("flowNodeRef", f"t{number}"), id=f"l{number}") for number in range(count)
    )
    return chain(count) + xml("laneSet", *drawn)


def links(count: int) -> str:
    pairs = (
        xml(
            "intermediateThrowEvent", xml("linkEventDefinition", name=f"n{number}"), id=f"a{number}"
        )
        + xml(
            "intermediateCatchEvent", xml("linkEventDefinition", name=f"n{number}"), id=f"b{number}"
        )
        + flow("g", f"a{number}")
        + flow(f"b{number}", "e")
        for number in range(count)
    )
    return xml("parallelGateway", id="g") + flow("s", "g") + "".join(pairs)


def boundaries(count: int) -> str:
    hour = xml("timerEventDefinition", text("timeDuration", "PT1H"))
    drawn = (
        xml("boundaryEvent", hour, id=f"b{number}", attachedToRef="t0") + flow(f"b{number}", "e")
        for number in range(count)
    )
    return chain(1) + "".join(drawn)


def calls(source: bytes) -> int:
    profile = cProfile.Profile()
    model = profile.runcall(load, source)
    assert model.problems == ()
    return int(vars(pstats.Stats(profile))["total_calls"])


@pytest.mark.parametrize("draw", [chain, data, lanes, links, boundaries])
def test_reading_grows_with_the_drawing(draw: Callable[[int], str]) -> None:
    def file(count: int) -> bytes:
        return definitions(process(start("s"), end("e"), draw(count)))

    load(file(1))
    small, large = calls(file(SMALL)), calls(file(4 * SMALL))

    assert small < large < 4 * small * 1.1
