"""What a file refers to has to be in the file, once, and of the right kind."""

import pytest
from tests.bpmn.support import (
    definitions,
    end,
    flow,
    found,
    load_all,
    load_process,
    path,
    process,
    start,
    straight,
    task,
    xml,
)

from cauce.bpmn import load


def catch(reference: str) -> str:
    return xml(
        "intermediateCatchEvent", xml("messageEventDefinition", messageRef=reference), id="t"
    )


def test_a_missing_reference_is_told_at_the_event_that_has_it() -> None:
    model = straight(catch("nobody"))

    assert found(model) == [("MISSING_REFERENCE", "t")]
    assert "came nobody" in model.problems[0].message


def test_a_reference_to_another_kind_is_refused() -> None:
    model = straight(catch("S"), roots='<signal id="S" name="sol"/>')

    assert found(model) == [("WRONG_REFERENCE", "t")]


def test_a_reference_into_another_namespace_is_refused() -> None:
    source = definitions(
        process(start("s"), catch("other:M"), end("e"), path("s t e")),
        attributes='xmlns:other="urn:other" targetNamespace="urn:mine"',
    )

    assert found(load(source)) == [("EXTERNAL_REFERENCE", "t")]


def test_an_import_is_refused() -> None:
    imported = xml("import", namespace="urn:x", location="x.bpmn", importType="urn:b")

    model = load_all(imported, process(task("t")))

    assert found(model) == [("EXTERNAL_REFERENCE", "import_1")]


def test_an_id_twice_is_refused_with_both_lines() -> None:
    model = load_process(task("t"), "\n", task("t"))

    (problem,) = model.problems
    assert (problem.code, problem.element_id, problem.line) == ("DUPLICATE_ID", "t", 2)
    assert "first in line 1" in problem.message


@pytest.mark.parametrize("missing", ["sourceRef", "targetRef"])
def test_a_flow_needs_both_ends(missing: str) -> None:
    model = load_process(task("a"), task("b"), flow("a", "b", **{missing: "gone"}))

    assert found(model) == [("MISSING_REFERENCE", "a_b")]
    assert model.processes[0].flows == ()


def test_a_flow_does_not_lead_to_another_pool_or_to_the_process() -> None:
    model = load_all(
        process(task("a"), task("b"), flow("a", "c"), flow("b", "p")),
        process(task("c"), id="q"),
    )

    assert found(model) == [("FLOW_END", "a_c"), ("FLOW_END", "b_p")]


def test_a_boundary_event_needs_its_activity() -> None:
    event = xml("signalEventDefinition", signalRef="S")
    model = load_all(
        '<signal id="S" name="sol"/>',
        process(
            task("t"),
            xml("boundaryEvent", event, id="b", attachedToRef="q"),
            xml("boundaryEvent", event, id="c"),
            path("b t"),
            path("c t"),
        ),
        process(id="q", isExecutable="false"),
    )

    assert found(model) == [("WRONG_REFERENCE", "b"), ("MISSING_REFERENCE", "c")]
