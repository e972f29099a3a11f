"""Reading the elements of a model: types, inputs, decisions, knowledge, services, imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from cauce.dmn.nodes import (
    Decision,
    DecisionService,
    Definitions,
    Element,
    Import,
    InputData,
    ItemDefinition,
    KnowledgeModel,
    Variable,
)
from cauce.dmn.reader.boxed import read_boxed, read_function, read_variable, type_ref
from cauce.dmn.reader.xml import child, children, hrefs, line_of, parse, tag, text_of
from cauce.feel.parser.tokens import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree


class _Common(TypedDict):
    element_id: str
    name: str
    type_ref: str | None
    line: int | None


def read_definitions(source: bytes) -> Definitions:
    """Read a DMN file; raises DmnError where it is none."""
    root = parse(source)
    return Definitions(
        namespace=root.get("namespace", ""),
        name=root.get("name", ""),
        imports=tuple(_import(each) for each in children(root, "import")),
        types=tuple(_item(each) for each in children(root, "itemDefinition")),
        elements=tuple(_READERS[tag(each)](each) for each in children(root, *_READERS)),
    )


def _import(element: etree._Element) -> Import:
    return Import(name=squeeze(element.get("name", "")), namespace=element.get("namespace", ""))


def _item(element: etree._Element) -> ItemDefinition:
    function = child(element, "functionItem")
    return ItemDefinition(
        name=squeeze(element.get("name", "")),
        type_ref=type_ref(element),
        is_collection=element.get("isCollection") == "true",
        allowed=text_of(child(element, "allowedValues")),
        constraint=text_of(child(element, "typeConstraint")),
        components=tuple(_item(each) for each in children(element, "itemComponent")),
        function=None if function is None else _function_item(function),
        element_id=element.get("id"),
        line=line_of(element),
    )


def _function_item(element: etree._Element) -> tuple[tuple[Variable, ...], str | None]:
    parameters = tuple(read_variable(each) for each in children(element, "parameters"))
    return parameters, element.get("outputTypeRef")


def _common(element: etree._Element) -> _Common:
    variable = child(element, "variable")
    name = squeeze(element.get("name", ""))
    return {
        # Ids are optional: without one nothing can refer to the element, its name will do.
        "element_id": element.get("id") or name,
        "name": name,
        "type_ref": None if variable is None else type_ref(variable),
        "line": line_of(element),
    }


def _input_data(element: etree._Element) -> InputData:
    return InputData(**_common(element))


def _decision(element: etree._Element) -> Decision:
    return Decision(required=_required(element), logic=read_boxed(element), **_common(element))


def _knowledge(element: etree._Element) -> KnowledgeModel:
    logic = child(element, "encapsulatedLogic")
    return KnowledgeModel(
        required=_required(element),
        logic=None if logic is None else read_function(logic),
        **_common(element),
    )


def _service(element: etree._Element) -> DecisionService:
    return DecisionService(
        outputs=hrefs(element, "outputDecision"),
        encapsulated=hrefs(element, "encapsulatedDecision"),
        input_decisions=hrefs(element, "inputDecision"),
        input_data=hrefs(element, "inputData"),
        **_common(element),
    )


def _required(element: etree._Element) -> tuple[str, ...]:
    return tuple(
        href
        for requirement in children(element, "informationRequirement", "knowledgeRequirement")
        for href in hrefs(requirement, "requiredDecision", "requiredInput", "requiredKnowledge")
    )


_READERS: Final[dict[str, Callable[[Any], Element]]] = {
    "inputData": _input_data,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge,
    "decisionService": _service,
}
