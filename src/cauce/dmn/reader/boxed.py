"""Reading boxed expressions; one function per element, found in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from cauce.dmn.nodes import (
    Boxed,
    Conditional,
    Context,
    ContextEntry,
    DecisionTable,
    Filter,
    FunctionDefinition,
    InputClause,
    Invocation,
    Iteration,
    ListExpression,
    Literal,
    OutputClause,
    Relation,
    Rule,
    Variable,
)
from cauce.dmn.reader.xml import child, children, line_of, tag, text_of
from cauce.feel.parser.tokens import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree


class _Common(TypedDict):
    type_ref: str | None
    element_id: str | None
    line: int | None


def read_boxed(parent: etree._Element | None) -> Boxed | None:
    """Return the boxed expression inside `parent`, None where there is none."""
    if parent is None:
        return None
    found = child(parent, *_READERS)
    return None if found is None else _READERS[tag(found)](found)


def read_variable(element: etree._Element) -> Variable:
    """Read a name with its type."""
    return Variable(name=squeeze(element.get("name", "")), type_ref=type_ref(element))


def type_ref(element: etree._Element) -> str | None:
    """Return the type an element names, as an attribute or, for items, as a child."""
    found = element.get("typeRef") or text_of(element, "typeRef")
    return squeeze(found) if found else None


def _common(element: etree._Element) -> _Common:
    return {
        "type_ref": type_ref(element),
        "element_id": element.get("id"),
        "line": line_of(element),
    }


def _inner(parent: etree._Element, name: str) -> Boxed:
    return _or_nothing(read_boxed(child(parent, name)), parent)


def _or_nothing(boxed: Boxed | None, parent: etree._Element) -> Boxed:
    return boxed if boxed is not None else Literal(text="", line=line_of(parent))


def read_literal(element: etree._Element) -> Literal:
    """Read FEEL text."""
    return Literal(
        text=text_of(element) or "",
        language=element.get("expressionLanguage"),
        **_common(element),
    )


def _table(element: etree._Element) -> DecisionTable:
    return DecisionTable(
        inputs=tuple(_input(each) for each in children(element, "input")),
        outputs=tuple(_output(each) for each in children(element, "output")),
        rules=tuple(_rule(each) for each in children(element, "rule")),
        hit_policy=element.get("hitPolicy", "UNIQUE"),
        aggregation=element.get("aggregation"),
        **_common(element),
    )


def _input(element: etree._Element) -> InputClause:
    expression = child(element, "inputExpression")
    return InputClause(
        expression=Literal(text="") if expression is None else read_literal(expression),
        allowed=text_of(child(element, "inputValues")),
    )


def _output(element: etree._Element) -> OutputClause:
    default = child(element, "defaultOutputEntry")
    return OutputClause(
        name=element.get("name"),
        type_ref=type_ref(element),
        allowed=text_of(child(element, "outputValues")),
        default=None if default is None else read_literal(default),
    )


def _rule(element: etree._Element) -> Rule:
    return Rule(
        tests=tuple(read_literal(each) for each in children(element, "inputEntry")),
        outputs=tuple(read_literal(each) for each in children(element, "outputEntry")),
    )


def _context(element: etree._Element) -> Context:
    entries = []
    for entry in children(element, "contextEntry"):
        variable = child(entry, "variable")
        entries.append(
            ContextEntry(
                variable=None if variable is None else read_variable(variable),
                expression=_or_nothing(read_boxed(entry), entry),
            )
        )
    return Context(entries=tuple(entries), **_common(element))


def _invocation(element: etree._Element) -> Invocation:
    bindings = []
    for binding in children(element, "binding"):
        parameter = child(binding, "parameter")
        name = Variable(name="") if parameter is None else read_variable(parameter)
        bindings.append((name, _or_nothing(read_boxed(binding), binding)))
    return Invocation(
        called=_or_nothing(read_boxed(element), element),
        bindings=tuple(bindings),
        **_common(element),
    )


def read_function(element: etree._Element) -> FunctionDefinition:
    """Read a function, as a boxed expression or as the logic of a knowledge model."""
    return FunctionDefinition(
        parameters=tuple(read_variable(each) for each in children(element, "formalParameter")),
        body=read_boxed(element),
        kind=element.get("kind", "FEEL"),
        **_common(element),
    )


def _relation(element: etree._Element) -> Relation:
    return Relation(
        columns=tuple(read_variable(each) for each in children(element, "column")),
        rows=tuple(_items(row) for row in children(element, "row")),
        **_common(element),
    )


def _items(element: etree._Element) -> tuple[Boxed, ...]:
    return tuple(_READERS[tag(each)](each) for each in children(element, *_READERS))


def _list(element: etree._Element) -> ListExpression:
    return ListExpression(items=_items(element), **_common(element))


def _conditional(element: etree._Element) -> Conditional:
    return Conditional(
        condition=_inner(element, "if"),
        yes=_inner(element, "then"),
        no=_inner(element, "else"),
        **_common(element),
    )


def _filter(element: etree._Element) -> Filter:
    return Filter(source=_inner(element, "in"), match=_inner(element, "match"), **_common(element))


def _iteration(element: etree._Element) -> Iteration:
    return Iteration(
        kind=tag(element),
        variable=squeeze(element.get("iteratorVariable", "")),
        source=_inner(element, "in"),
        body=_inner(element, "return" if tag(element) == "for" else "satisfies"),
        **_common(element),
    )


_READERS: Final[dict[str, Callable[[Any], Boxed]]] = {
    "literalExpression": read_literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "relation": _relation,
    "list": _list,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iteration,
    "some": _iteration,
    "every": _iteration,
}
