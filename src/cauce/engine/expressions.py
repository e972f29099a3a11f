"""Evaluating a definition's expressions in a run: what must give a value, and of which type."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cauce.engine.problems import IncidentError, told
from cauce.engine.variables import Overlay
from cauce.feel import Expression, to_string

if TYPE_CHECKING:
    from cauce.engine.env import Scope
    from cauce.engine.graph import Mapping, Node
    from cauce.engine.run import Run
    from cauce.engine.source import Dynamic

FAILED = "EXPRESSION_FAILED"

LONGEST_NAME = 255
"""Characters of a name that data give: a role, a person; and of a key's FEEL text.

They are found by indexes, which hold no more.
"""


def evaluate(run: Run, expression: Expression, names: Scope) -> Any:
    """Give the value; null where FEEL gives null."""
    return expression.evaluate(names, now=run.here)


def value_of(run: Run, text: Dynamic, names: Scope) -> Any:
    """Give a literal as it stands, the value of an expression."""
    return text if isinstance(text, str) else evaluate(run, text, names)


def failure(run: Run, text: Dynamic, names: Scope, expected: str, came: Any) -> IncidentError:
    """Tell what an expression should have given, what came, and FEEL's own reasons."""
    reasons: list[str] = []
    if isinstance(text, str):
        shown = text
    else:
        shown = text.text
        text.evaluate(names, now=run.here, problems=reasons)
    why = f" ({'; '.join(reasons[:3])})" if reasons else ""
    return IncidentError(
        FAILED,
        f"Expected {expected} from «{shown}», came {to_string(came) or 'null'}{why}. "
        "Correct the data and try again.",
    )


def test(run: Run, expression: Expression, names: Scope) -> bool:
    """Give a condition's truth. Raises IncidentError where it is neither true nor false."""
    value = expression.evaluate(names, now=run.here)
    if value is True or value is False:
        return value
    raise failure(run, expression, names, "true or false", value)


def holds(run: Run, expression: Expression, names: Scope) -> bool:
    """Tell whether a condition is true; null and anything else count as false."""
    return expression.evaluate(names, now=run.here) is True


def whole(run: Run, text: Dynamic, names: Scope, what: str) -> int:
    """Give a whole number of zero or more. Raises IncidentError."""
    value = value_of(run, text, names)
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and value >= 0:
        return int(value)
    raise failure(run, text, names, f"a whole number of zero or more as {what}", value)


def strings(run: Run, text: Dynamic | None, names: Scope, what: str) -> tuple[str, ...]:
    """Give a list of texts: `A, B` literally, or an expression's text or list of texts."""
    if text is None:
        return ()
    if isinstance(text, str):
        return _listed(text)
    value = evaluate(run, text, names)
    if value is None:
        return ()
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in items):
        raise failure(run, text, names, f"a text or a list of texts as {what}", value)
    if any(len(item) > LONGEST_NAME or told(item) != item for item in items):
        raise IncidentError(
            FAILED,
            f"Expected names of at most {LONGEST_NAME} characters as {what}, without NUL, came "
            "others. Correct the data and try again.",
        )
    return tuple(items)


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (item.strip() for item in text.split(",")) if part)


def mapped(run: Run, mappings: Iterable[Mapping], names: Scope) -> dict[str, Any]:
    """Evaluate mappings in order; later ones see the results of earlier ones by nested target."""
    values: dict[str, Any] = {}
    for mapping in mappings:
        _put(values, mapping.target, value_of(run, mapping.source, names), names)
    return values


def associated(node: Node, names: Scope) -> dict[str, Any]:
    """Give what a node's data inputs copy, where there is something to copy."""
    found = ((pair.target, names.get(pair.source)) for pair in node.data_inputs)
    return {target: value for target, value in found if value is not None}


def payload(run: Run, seen_from: int, node: Node) -> dict[str, Any]:
    """Give what a throw carries: its data inputs and input mappings.

    An activation of the thrower's own has taken them in: it carries what it has by their names.
    """
    names = run.names(seen_from)
    if run.node_of(seen_from) is node:
        taken = [pair.target for pair in node.data_inputs]
        taken += [mapping.target[0] for mapping in node.inputs]
        return {name: names.get(name) for name in taken}
    copied = associated(node, names)
    return copied | mapped(run, node.inputs, Overlay(copied, names))


def _put(values: dict[str, Any], target: tuple[str, ...], value: Any, names: Scope) -> None:
    head, *rest = target
    if not rest:
        values[head] = value
        return
    current = values.get(head, names.get(head))
    inner = dict(current) if isinstance(current, dict) else {}
    values[head] = inner
    for part in rest[:-1]:
        nested = inner.get(part)
        inner[part] = dict(nested) if isinstance(nested, dict) else {}
        inner = inner[part]
    inner[rest[-1]] = value
