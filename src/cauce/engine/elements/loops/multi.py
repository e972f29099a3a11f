"""Reading multi-instance characteristics: `zeebe:loopCharacteristics` wins over plain BPMN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cauce.engine.source import Source
from cauce.feel import Expression

if TYPE_CHECKING:
    from cauce.engine.elements.loops.spec import Loop


def parse(source: Source, found: Source, make: type[Loop]) -> Loop:
    """Read collection, cardinality, outputs and completion condition."""
    if found.attribute("behavior") not in {None, "All"}:
        source.problem(
            "UNSUPPORTED_MULTI_INSTANCE_EVENTS",
            f"Multi-instance behavior {found.attribute('behavior')} throws events per instance, "
            "which is not supported. Remove it, or draw the events inside a sub-process.",
        )
    cardinality = found.child("loopCardinality")
    completion = found.child("completionCondition")
    values: dict[str, Any] = {
        "kind": "sequential" if found.flag("isSequential") else "parallel",
        "completion": None
        if completion is None
        else found.expression(completion.text, "completionCondition"),
    }
    zeebe = found.extension("loopCharacteristics")
    values |= _plain(found) if zeebe is None else _zeebe(zeebe)
    if "collection" not in values and cardinality is not None:
        values["cardinality"] = found.expression(cardinality.text, "loopCardinality")
        _check_constant(source, cardinality.text)
    if not values.keys() & {"collection", "cardinality"}:
        source.problem(
            "MULTI_INSTANCE_EMPTY",
            "A multi-instance needs a collection (zeebe:loopCharacteristics inputCollection or "
            "loopDataInputRef) or a loopCardinality.",
        )
    if (values.get("output_collection") is None) != (values.get("output_element") is None):
        source.problem(
            "MULTI_INSTANCE_OUTPUT",
            "A multi-instance that collects needs both: outputCollection with outputElement, or "
            "loopDataOutputRef with outputDataItem.",
        )
    return make(**values)


def _check_constant(source: Source, text: str) -> None:
    if text.lstrip("= ").startswith("-"):
        source.problem("CARDINALITY", f"loopCardinality should be zero or more, not {text}.")


def _zeebe(zeebe: Source) -> dict[str, Any]:
    values: dict[str, Any] = {}
    collection = zeebe.attribute("inputCollection")
    if collection is not None:
        values["collection"] = zeebe.expression(collection, "inputCollection")
    values["element"] = zeebe.attribute("inputElement")
    values["output_collection"] = zeebe.attribute("outputCollection")
    output = zeebe.attribute("outputElement")
    values["output_element"] = _output(zeebe, output)
    return values


def _output(zeebe: Source, text: str | None) -> Expression | None:
    return None if text is None else zeebe.expression(text, "outputElement")


def _plain(found: Source) -> dict[str, Any]:
    values: dict[str, Any] = {}
    data_in = found.child("loopDataInputRef")
    if data_in is not None:
        values["collection"] = _named(found, "loopDataInputRef", data_in.text)
    item_in, item_out = found.child("inputDataItem"), found.child("outputDataItem")
    values["element"] = None if item_in is None else item_in.name or item_in.id
    data_out = found.child("loopDataOutputRef")
    if data_out is not None:
        values["output_collection"] = _named(found, "loopDataOutputRef", data_out.text)
        values["output_element"] = None if item_out is None else item_out.name or item_out.id
    return values


def _named(found: Source, tag: str, text: str) -> str:
    """Give the name of the data that is referred to, or the text itself as a variable's name."""
    for data in found.referenced(tag):
        return data.name or data.id
    return text
