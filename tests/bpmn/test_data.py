"""Mappings, data objects and their associations."""

import pytest
from tests.bpmn.support import (
    extended,
    found,
    graph_of,
    load_process,
    task,
    text,
    warned,
    xml,
)

from cauce.engine.graph import Association


def mapped(*items: str) -> str:
    return task("t", extended(xml("zeebe:ioMapping", *items)))


def item(tag: str, **attributes: str) -> str:
    return xml(f"zeebe:{tag}", **attributes)


def test_mappings_hold_texts_and_expressions_with_their_targets() -> None:
    graph = graph_of(
        mapped(
            item("input", source="literal", target="a"),
            item("input", source="=x + 1", target="b.c"),
            item("output", source="=r", target="d"),
        )
    )

    first, second = graph.by_id["t"].inputs
    assert (first.source, first.target) == ("literal", ("a",))
    assert not isinstance(second.source, str)
    assert (second.source.names, second.target) == (frozenset({"x"}), ("b", "c"))
    assert [mapping.target for mapping in graph.by_id["t"].outputs] == [("d",)]


@pytest.mark.parametrize("target", ["", "a.", ".b", "=a", "a..b"])
def test_a_mapping_needs_a_target(target: str) -> None:
    assert found(load_process(mapped(item("input", source="=1", target=target)))) == [
        ("MAPPING_TARGET", "t")
    ]


def test_a_mapping_needs_a_source() -> None:
    assert found(load_process(mapped(item("output", target="a")))) == [("MAPPING_SOURCE", "t")]


def test_data_objects_and_properties_are_variables_by_name_else_id() -> None:
    graph = graph_of(
        xml("property", id="P", name="saldo"),
        xml("dataObject", id="D1", name="pedido"),
        xml("dataObject", id="D2"),
        xml("dataObject", id="D3"),
        xml("dataObjectReference", id="R", name="factura", dataObjectRef="D3"),
        task("t"),
    )

    assert graph.root.declared == ("saldo", "pedido", "D2", "factura")
    assert graph.by_id["t"].declared == ()


def test_an_expression_may_use_a_data_object_of_several_words() -> None:
    graph = graph_of(
        xml("dataObject", id="D", name="Orden de Compra"),
        mapped(item("input", source="=Orden de Compra", target="orden")),
    )

    (mapping,) = graph.by_id["t"].inputs
    assert not isinstance(mapping.source, str)
    assert mapping.source.evaluate({"Orden de Compra": "OC-1"}) == "OC-1"


def io(*inner: str) -> str:
    specification = xml(
        "ioSpecification",
        xml("dataInput", id="I", name="entrada"),
        xml("dataOutput", id="O", name="salida"),
        "<inputSet><dataInputRefs>I</dataInputRefs></inputSet>"
        "<outputSet><dataOutputRefs>O</dataOutputRefs></outputSet>",
    )
    return task("t", specification, *inner)


DATA = (
    xml("dataObject", id="D", name="pedido"),
    xml("dataObjectReference", id="R", dataObjectRef="D"),
)


def association(tag: str, source: str, target: str, *inner: str) -> str:
    return xml(tag, text("sourceRef", source), text("targetRef", target), *inner)


def test_associations_copy_between_data_objects_and_the_activity() -> None:
    graph = graph_of(
        *DATA,
        io(
            association("dataInputAssociation", "R", "I"),
            association("dataOutputAssociation", "O", "D"),
        ),
    )

    node = graph.by_id["t"]
    assert node.data_inputs == (Association(source="pedido", target="entrada"),)
    assert node.data_outputs == (Association(source="salida", target="pedido"),)


def test_arrows_of_drawing_tools_copy_nothing() -> None:
    graph = graph_of(
        *DATA,
        task(
            "t",
            xml("property", id="Q", name="__targetRef_placeholder"),
            association("dataInputAssociation", "R", "Q"),
            xml("dataOutputAssociation", text("targetRef", "R")),
        ),
    )

    node = graph.by_id["t"]
    assert (node.data_inputs, node.data_outputs, node.declared) == ((), (), ())


@pytest.mark.parametrize(
    "part",
    [
        text("transformation", "x + 1"),
        "<assignment><from>1</from><to>2</to></assignment>",
        text("sourceRef", "D"),
    ],
)
def test_associations_that_compute_are_refused(part: str) -> None:
    model = load_process(*DATA, io(association("dataInputAssociation", "R", "I", part)))

    assert found(model) == [("DATA_TRANSFORMATION", "t")]


def test_a_data_store_is_drawn_only() -> None:
    model = load_process(
        xml("dataStoreReference", id="S"), io(association("dataInputAssociation", "S", "I"))
    )

    assert (found(model), warned(model)) == ([], [("DATA_STORE", "t")])
    assert model.processes[0].by_id["t"].data_inputs == ()


def test_an_association_with_what_is_no_data_is_refused() -> None:
    model = load_process(io(association("dataInputAssociation", "t", "I")))

    assert found(model) == [("WRONG_REFERENCE", "t")]


def test_a_reference_without_data_object_is_refused() -> None:
    model = load_process(
        xml("dataObjectReference", id="R"), io(association("dataInputAssociation", "R", "I"))
    )

    assert found(model) == [("MISSING_REFERENCE", "R")]
