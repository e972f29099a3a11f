"""Functions of contexts (DMN 1.5, 10.3.4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.runtime import MISSING

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Value


def get_value(run: Run, context: dict[str, Value], key: str) -> Value:
    """Return the value of a key."""
    value = context.get(key, MISSING)
    return run.null(f"the context has no entry {key!r}") if value is MISSING else value


def get_value_at(run: Run, context: dict[str, Value], keys: list[Value]) -> Value:
    """Return the value at a path of keys."""
    value: Value = context
    for key in keys:
        if not isinstance(key, str) or not isinstance(value, dict):
            return run.null("get value expects a path of keys that lead through contexts")
        value = get_value(run, value, key)
    return value if keys else run.null("get value expects at least one key")


def get_entries(run: Run, context: dict[str, Value]) -> list[Value]:
    """Return a context `key`, `value` per entry."""
    run.charge(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


def build(run: Run, entries: list[Value]) -> dict[str, Value] | None:
    """Return the context of entries as `get entries` gives them; no key may come twice."""
    context: dict[str, Value] = {}
    run.charge(len(entries))
    for entry in entries:
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(key, str) or "value" not in entry:
            return run.null("context expects entries with a text as key and a value")
        if key in context:
            return run.null(f"context expects each key once, came {key!r} again")
        context[key] = entry["value"]
    return context


def put(run: Run, context: dict[str, Value], key: str, value: Value) -> dict[str, Value]:
    """Return the context with an entry added or replaced."""
    run.charge(len(context))
    return {**context, key: value}


def put_at(
    run: Run, context: dict[str, Value], keys: list[Value], value: Value
) -> dict[str, Value] | None:
    """Return the context with the entry at a path of keys added or replaced."""
    if not keys or not isinstance(keys[0], str):
        return run.null("context put expects a text, or a list of texts, as the key")
    first, rest = keys[0], keys[1:]
    run.charge(len(context))
    if not rest:
        return {**context, first: value}
    inner = context.get(first)
    if not isinstance(inner, dict):
        return run.null(f"context put finds no context at {first!r}")
    changed = put_at(run, inner, rest, value)
    return None if changed is None else {**context, first: changed}


def merge(run: Run, contexts: list[Value]) -> dict[str, Value] | None:
    """Return the entries of all contexts; of equal keys the last counts."""
    merged: dict[str, Value] = {}
    for context in contexts:
        if not isinstance(context, dict):
            return run.null("context merge expects a list of contexts")
        run.charge(len(context))
        merged.update(context)
    return merged


FUNCTIONS: Final = functions(
    ("get value(m: context, key: string)", get_value),
    ("get value(context: context, keys: list)", get_value_at),
    ("get entries(m: context)", get_entries),
    ("context(entries: list)", build),
    ("context put(context: context, key: string, value: any)", put),
    ("context put(context: context, keys: list, value: any)", put_at),
    ("context merge(contexts: list)", merge),
)
