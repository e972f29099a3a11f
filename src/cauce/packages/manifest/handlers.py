"""`[handlers."name"]`: what service tasks may ask for, and its sample answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from cauce.feel import Expression, FeelError, compile_expression, normalize
from cauce.packages.model import Handler
from cauce.packages.types import EXPECTED, ValueType, parse_type

if TYPE_CHECKING:
    from cauce.packages.manifest.table import Table

_KINDS: Final[Mapping[str, Literal["handler", "job"]]] = {"handler": "handler", "job": "job"}


def read_handlers(table: Table) -> Mapping[str, Handler]:
    """All handlers, by name."""
    return MappingProxyType({name: _handler(name, inner) for name, inner in table.tables()})


def _handler(name: str, table: Table) -> Handler:
    written = table.raw("kind")
    kind = _KINDS.get(written) if isinstance(written, str) else None
    if kind is None:
        table.problems.add(table.key("kind"), '"handler" or "job"', written)
    inputs = _types(table.table("inputs"))
    outputs = _types(table.table("outputs"))
    handler = Handler(
        name=name,
        kind=kind or "handler",
        title=table.text("title"),
        inputs=inputs,
        outputs=outputs,
        sample=_sample(table.table("sample"), inputs, outputs),
    )
    table.close()
    return handler


def _types(table: Table) -> Mapping[str, ValueType]:
    types: dict[str, ValueType] = {}
    for name in table.values:
        source = table.string(name, required=True)
        parsed = parse_type(source) if source is not None else None
        if parsed is not None:
            types[name] = parsed
        elif source is not None:
            table.problems.add(table.key(name), EXPECTED, source)
    return MappingProxyType(types)


def _sample(
    table: Table, inputs: Mapping[str, ValueType], outputs: Mapping[str, ValueType]
) -> Mapping[str, object]:
    sample: dict[str, object] = {}
    for name, value in table.values.items():
        if name not in outputs:
            known = ", ".join(outputs) or "none"
            table.problems.note(table.key(name), f"one of the outputs ({known})", repr(name))
            continue
        problems_before = len(table.problems.found)
        sample[name] = _compiled(value, table, table.key(name), inputs)
        compiled = len(table.problems.found) == problems_before
        if compiled and _is_plain(sample[name]) and not outputs[name].takes(sample[name]):
            table.problems.add(table.key(name), f"a value of type {outputs[name]}", value)
    for name, output in outputs.items():
        if name not in table.values and not output.optional:
            table.problems.note(table.key(name), f"a sample of type {output}", "nothing")
    return MappingProxyType(sample)


def _compiled(value: object, table: Table, key: str, inputs: Mapping[str, ValueType]) -> object:
    """The value as FEEL's, with expressions where a string begins with `=`."""
    if isinstance(value, list):
        return [_compiled(item, table, key, inputs) for item in value]
    if isinstance(value, dict):
        return {name: _compiled(item, table, key, inputs) for name, item in value.items()}
    if not isinstance(value, str) or not value.startswith("="):
        return normalize(value)
    try:
        expression = compile_expression(value[1:])
    except FeelError as error:
        table.problems.note(key, "a FEEL expression after =", f"{value!r}: {error}")
        return None
    for name in sorted(expression.names - inputs.keys()):
        known = ", ".join(inputs) or "none"
        table.problems.note(key, f"names of inputs ({known})", f"{name!r} in {value!r}")
    return expression


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    return not isinstance(value, Expression)
