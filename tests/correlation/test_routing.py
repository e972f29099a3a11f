"""One receiver: the oldest subscription, else a start event, else nobody for now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cauce.correlation import (
    Deliver,
    Drop,
    Keep,
    Message,
    Route,
    Start,
    StartPoint,
    Waiting,
    key_text,
    route,
)
from cauce.feel import compile_expression

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def waiting(instance: int, key: Any = None, *, name: str = "firma", order: int = 0) -> Waiting:
    return Waiting(instance=instance, key=9, name=name, correlation=key, order=order or instance)


def start(process: str, *, name: str = "firma", when: str | None = None) -> StartPoint:
    condition = compile_expression(when) if when else None
    return StartPoint(process=process, event="inicio", name=name, condition=condition)


def decide(
    message: Message,
    subscriptions: Sequence[Waiting] = (),
    starts: Sequence[StartPoint] = (),
    busy: Sequence[tuple[str, Any]] = (),
) -> Route:
    taken = {(process, key_text(key)) for process, key in busy}
    return route(
        message,
        waiting=subscriptions,
        starts=starts,
        busy=lambda process, text: (process, text) in taken,
        now=NOW,
    )


def message(key: Any = None, **parts: Any) -> Message:
    return Message(id="m-1", name="firma", key=key, **parts)


def test_the_oldest_subscription_with_name_and_key_gets_it() -> None:
    others = [waiting(1, "B"), waiting(2, "A", name="otra")]
    oldest, younger = waiting(4, "A", order=3), waiting(3, "A", order=5)

    assert decide(message("A"), [*others, younger, oldest]) == Deliver(to=oldest)


def test_without_key_the_oldest_subscription_without_key_takes_it() -> None:
    plain = waiting(2, None)
    assert decide(message(), [waiting(1, "A"), plain]) == Deliver(to=plain)


@pytest.mark.parametrize(("key", "waits"), [("A", None), (None, "A")])
def test_a_key_never_matches_its_absence(key: Any, waits: Any) -> None:
    assert decide(message(key), [waiting(1, waits)]) == Keep()


def test_a_subscription_goes_before_a_start_event() -> None:
    subscription = waiting(1, "A")
    assert decide(message("A"), [subscription], [start("p")]) == Deliver(to=subscription)


def test_without_subscription_the_first_start_event_takes_it_with_its_case() -> None:
    first, second = start("p"), start("q")
    found = decide(message("A", case_key="C-1", variables={"x": 1}), [], [first, second])
    assert found == Start(at=first, case_key="C-1", variables={"x": 1})


def test_a_start_event_takes_what_its_condition_holds_for() -> None:
    starts = [start("alta", when='acto = "alta"'), start("baja", when='acto = "baja"')]

    found = decide(message("A", variables={"acto": "baja"}), [], starts)

    assert found == Start(at=starts[1], case_key=None, variables={"acto": "baja"})


def test_a_condition_that_gives_null_counts_as_false() -> None:
    assert decide(message("A"), [], [start("alta", when="importe > 3")]) == Keep()


def test_with_a_key_one_active_instance_per_process_and_key() -> None:
    p, q = start("p"), start("q")
    assert decide(message("A"), [], [p], busy=[("p", "A")]) == Keep()
    assert decide(message("A"), [], [p, q], busy=[("p", "A")]) == Start(
        at=q, case_key=None, variables={}
    )
    assert isinstance(decide(message("B"), [], [p], busy=[("p", "A")]), Start)


def test_without_a_key_a_start_event_always_takes_it() -> None:
    assert isinstance(decide(message(), [], [start("p")], busy=[("p", "A")]), Start)


def test_the_key_fills_the_variable_that_the_start_names_it_by() -> None:
    named = StartPoint(process="p", event="inicio", name="firma", key_name="cliente_id")

    filled = decide(message("A"), [], [named])
    null = decide(message("A", variables={"cliente_id": None}), [], [named])
    given = decide(message("A", variables={"cliente_id": "X"}), [], [named])

    assert filled == null
    assert filled == Start(at=named, case_key=None, variables={"cliente_id": "A"})
    assert given == Start(at=named, case_key=None, variables={"cliente_id": "X"})


def test_nobody_there_keeps_it_for_its_time_to_live_alone() -> None:
    assert decide(message("A")) == Keep()
    assert decide(message("A", expires_at=NOW + timedelta(seconds=1))) == Keep()
    assert decide(message("A", expires_at=NOW)) == Drop()
