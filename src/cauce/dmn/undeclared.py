"""Decision tables that only name their inputs, as modelers write them beside a process.

DMN asks for input data and a requirement for each name. A file that declares no input data at
all, and imports nothing, can only mean the variables of whoever evaluates it: each free name of
its tables becomes an input of that name. A literal expression, or a file that does declare
inputs, is held to the standard (DMN 1.5, 7.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cauce.dmn.nodes import Decision, DecisionTable, Definitions, Element, InputData
from cauce.feel import FeelError, compile_expression, compile_unary_tests

_PREFIX = "input of "


def with_inputs(definitions: Definitions) -> Definitions:
    """Give the definitions with the inputs that their tables name."""
    declares = any(isinstance(each, InputData) for each in definitions.elements)
    if declares or definitions.imports:
        return definitions
    known = {each.name for each in definitions.elements}
    inputs: dict[str, InputData] = {}
    elements = [_with_names(each, known, inputs) for each in definitions.elements]
    return replace(definitions, elements=(*elements, *inputs.values()))


def _with_names(element: Element, known: set[str], inputs: dict[str, InputData]) -> Element:
    if not (isinstance(element, Decision) and isinstance(element.logic, DecisionTable)):
        return element
    names = sorted(set(_names(element.logic)) - known)
    for name in names:
        inputs.setdefault(name, _input(name))
    return replace(element, required=(*element.required, *(f"#{_PREFIX}{n}" for n in names)))


def _input(name: str) -> InputData:
    return InputData(element_id=f"{_PREFIX}{name}", name=name, type_ref=None, line=None)


def _names(table: DecisionTable) -> Iterator[str]:
    texts = [clause.expression.text for clause in table.inputs]
    texts += [output.text for rule in table.rules for output in rule.outputs]
    for text in texts:
        yield from _free(text)
    for rule in table.rules:
        for test in rule.tests:
            yield from _free(test.text, unary=True)


def _free(text: str, *, unary: bool = False) -> frozenset[str]:
    try:
        if unary:
            return compile_unary_tests(text).names
        return compile_expression(text).names
    except FeelError:
        return frozenset()  # reported where the table is compiled
