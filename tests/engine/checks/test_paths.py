"""Where paths begin and end, and what is reached."""

from tests.bpmn.support import end, flow, found, load_process, path, start, task, warned, xml


def test_beside_a_start_event_every_node_is_led_to() -> None:
    model = load_process(
        start("s"), task("t"), task("alone"), end("e"), path("s t e"), path("alone e")
    )

    assert found(model) == [("NO_INCOMING", "alone")]


def test_without_a_start_event_nodes_begin_by_themselves() -> None:
    model = load_process(task("a"), task("b"))

    assert model.problems == ()


def test_beside_an_end_event_an_open_end_is_a_warning() -> None:
    model = load_process(
        start("s"),
        xml("parallelGateway", id="g"),
        task("open"),
        end("e"),
        path("s g e"),
        path("g open"),
    )

    assert (found(model), warned(model)) == ([], [("NO_OUTGOING", "open")])


def test_a_start_event_without_end_event_is_a_warning() -> None:
    model = load_process(start("s"), task("t"), path("s t"))

    assert (found(model), warned(model)) == ([], [("END_MISSING", "p")])


def test_an_end_event_without_start_event_is_a_warning() -> None:
    model = load_process(task("t"), end("e"), path("t e"))

    assert (found(model), warned(model)) == ([], [("START_MISSING", "p")])


def test_a_loop_for_ever_needs_no_end_event() -> None:
    model = load_process(start("s"), task("a"), task("b"), path("s a b a"))

    assert model.problems == ()


def test_an_empty_process_is_a_warning() -> None:
    model = load_process()

    assert (found(model), warned(model)) == ([], [("PROCESS_EMPTY", "p")])


def test_an_island_is_a_warning_at_each_of_its_nodes() -> None:
    model = load_process(start("s"), end("e"), path("s e"), task("a"), task("b"), path("a b a"))

    assert found(model) == []
    assert warned(model) == [("UNREACHABLE", "a"), ("UNREACHABLE", "b")]


def test_what_stands_in_an_unreachable_scope_is_told_once() -> None:
    island = xml("subProcess", start("is"), task("in"), end("ie"), path("is in ie"), id="sub")

    model = load_process(start("s"), end("e"), path("s e"), island, flow("sub", "sub"))

    assert warned(model) == [("UNREACHABLE", "sub")]


def test_boundary_events_links_and_event_sub_processes_reach_on() -> None:
    model = load_process(
        '<property id="P" name="x"/>',
        start("s"),
        task("t"),
        end("e"),
        path("s t e"),
        xml(
            "boundaryEvent",
            "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>",
            id="b",
            attachedToRef="t",
        ),
        xml("intermediateThrowEvent", '<linkEventDefinition name="l"/>', id="go"),
        path("b go"),
        xml("intermediateCatchEvent", '<linkEventDefinition name="l"/>', id="land"),
        task("after"),
        path("land after e"),
        xml(
            "subProcess",
            start(
                "es",
                "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>",
            ),
            task("in"),
            end("ee"),
            path("es in ee"),
            id="ev",
            triggeredByEvent="true",
        ),
    )

    assert model.problems == ()
