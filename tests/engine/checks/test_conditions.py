"""Conditions, defaults and the direction of gateways."""

import pytest
from tests.bpmn.support import end, flow, found, load_process, path, start, task, text, warned, xml

from cauce.bpmn import Model


def after(node: str, *flows: str) -> Model:
    """Load start → node `g` → a, b, given the flows that leave `g`."""
    return load_process(start("s"), node, end("a"), end("b"), path("s g"), *flows)


CHOICE = (flow("g", "a", "x"), flow("g", "b", "y"))


def gateway(kind: str, **attributes: str) -> str:
    return xml(kind, id="g", **attributes)


@pytest.mark.parametrize("kind", ["exclusiveGateway", "inclusiveGateway"])
def test_each_flow_but_the_default_has_a_condition(kind: str) -> None:
    good = after(gateway(kind, default="g_b"), flow("g", "a", "x"), flow("g", "b"))
    bad = after(gateway(kind), flow("g", "a", "x"), flow("g", "b"))

    assert good.problems == ()
    assert found(bad) == [("CONDITION_MISSING", "g_b")]


@pytest.mark.parametrize("condition", [None, "x"])
def test_a_single_flow_may_do_without_a_condition(condition: str | None) -> None:
    model = load_process(
        start("s"), gateway("exclusiveGateway"), end("a"), path("s g"), flow("g", "a", condition)
    )

    assert model.problems == ()


def test_a_default_leaves_the_node() -> None:
    model = after(
        gateway("exclusiveGateway", default="s_g"), flow("g", "a", "x"), flow("g", "b", "y")
    )

    assert found(model) == [("DEFAULT_NOT_OUTGOING", "g")]


def test_a_default_names_a_flow() -> None:
    model = after(
        gateway("exclusiveGateway", default="a"), flow("g", "a", "x"), flow("g", "b", "y")
    )

    assert found(model) == [("WRONG_REFERENCE", "g")]


def test_a_condition_on_the_default_is_a_warning() -> None:
    model = after(
        gateway("exclusiveGateway", default="g_b"), flow("g", "a", "x"), flow("g", "b", "y")
    )

    assert (found(model), warned(model)) == ([], [("DEFAULT_WITH_CONDITION", "g_b")])


def test_a_parallel_gateway_has_no_conditions() -> None:
    model = after(gateway("parallelGateway"), flow("g", "a", "x"), flow("g", "b"))

    assert found(model) == [("CONDITION_NOT_ALLOWED", "g_a")]


def test_an_event_based_gateway_has_no_conditions() -> None:
    timers = [
        xml(
            "intermediateCatchEvent",
            xml("timerEventDefinition", text("timeDuration", "PT1H")),
            id=i,
        )
        for i in ("x", "y")
    ]

    model = after(
        gateway("eventBasedGateway"),
        *timers,
        flow("g", "x", "x"),
        flow("g", "y"),
        path("x a"),
        path("y b"),
    )

    assert found(model) == [("CONDITION_NOT_ALLOWED", "g_x")]


def test_events_have_no_conditions() -> None:
    model = load_process(
        start("s"),
        xml("intermediateThrowEvent", id="i"),
        end("e"),
        flow("s", "i", "x"),
        flow("i", "e", "x"),
    )

    assert found(model) == [("CONDITION_NOT_ALLOWED", "s_i"), ("CONDITION_NOT_ALLOWED", "i_e")]


def test_an_activity_may_have_conditional_flows() -> None:
    mixed = after(task("g"), flow("g", "a", "x"), flow("g", "b"))
    default = after(task("g", default="g_b"), flow("g", "a", "x"), flow("g", "b"))
    risky = after(task("g"), flow("g", "a", "x"), flow("g", "b", "y"))

    assert (mixed.problems, default.problems) == ((), ())
    assert (found(risky), warned(risky)) == ([], [("DEFAULT_MISSING", "g")])


BOTH = ("in", "out")


@pytest.mark.parametrize(
    ("direction", "several", "fits"),
    [
        ("Unspecified", BOTH, True),
        ("Unspecified", (), True),
        ("Converging", ("in",), True),
        ("Converging", ("out",), False),
        ("Converging", BOTH, False),
        ("Converging", (), True),
        ("Diverging", ("out",), True),
        ("Diverging", ("in",), False),
        ("Diverging", BOTH, False),
        ("Diverging", (), True),
        ("Mixed", BOTH, True),
        ("Mixed", ("in",), False),
        ("Mixed", ("out",), False),
    ],
)
def test_a_gateway_goes_in_its_direction(
    direction: str, several: tuple[str, ...], fits: bool
) -> None:
    into = path("s f t g") + (path("f g") if "in" in several else "")
    out = path("g e") + (path("g u e") if "out" in several else "")
    model = load_process(
        start("s"),
        xml("parallelGateway", id="f"),
        task("t"),
        xml("parallelGateway", id="g", gatewayDirection=direction),
        task("u") if "out" in several else "",
        end("e"),
        into,
        out,
    )

    assert found(model) == ([] if fits else [("GATEWAY_DIRECTION", "g")])


def test_a_direction_is_one_of_four() -> None:
    model = after(gateway("parallelGateway", gatewayDirection="Up"), flow("g", "a"), flow("g", "b"))

    assert found(model) == [("INVALID_VALUE", "g")]
