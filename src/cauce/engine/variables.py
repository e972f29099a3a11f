"""The variables that an activation sees, and where a new value belongs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

from cauce.engine.problems import IncidentError
from cauce.engine.state import ROOT_KEY, State
from cauce.feel import Function

if TYPE_CHECKING:
    from cauce.engine.run import Run

MISSING: Any = object()

CASE_KEY = "case_key"


class Names:
    """The variables seen from an activation: its own, its scopes' outwards, the root's.

    `case_key` names the case's key where no variable has that name.
    """

    __slots__ = ("_key", "_state")

    def __init__(self, state: State, key: int) -> None:
        self._state = state
        self._key = key

    def get(self, name: str, default: Any = None, /) -> Any:
        """Give the nearest variable of that name."""
        state = self._state
        key = self._key
        activations = state.activations
        while key > ROOT_KEY:
            activation = activations[key]
            if activation.variables is not None and name in activation.variables:
                return activation.variables[name]
            key = activation.scope
        value = state.variables.get(name, MISSING)
        if value is not MISSING:
            return value
        return state.case_key if name == CASE_KEY else default

    def owner(self, name: str) -> int:
        """Give the activation in whose scope a result of that name belongs."""
        state = self._state
        key = self._key
        while key > ROOT_KEY:
            activation = state.activations[key]
            if activation.isolated or (
                activation.variables is not None and name in activation.variables
            ):
                return key
            key = activation.scope
        return ROOT_KEY

    def all(self) -> dict[str, Any]:
        """Give everything that is seen, nearest first, in one dictionary."""
        chain = []
        key = self._key
        while key > ROOT_KEY:
            activation = self._state.activations[key]
            if activation.variables:
                chain.append(activation.variables)
            key = activation.scope
        seen = dict(self._state.variables)
        for variables in reversed(chain):
            seen.update(variables)
        return seen


class Overlay:
    """Some names in front of others."""

    __slots__ = ("_back", "_front")

    def __init__(self, front: dict[str, Any], back: Names | Overlay) -> None:
        self._front = front
        self._back = back

    def get(self, name: str, default: Any = None, /) -> Any:
        """Give the value in front, else the one behind."""
        value = self._front.get(name, MISSING)
        return self._back.get(name, default) if value is MISSING else value


def weigh(value: object) -> int:
    """Give the size of a value in bytes, as msgpack would have it with numbers as text.

    Raises IncidentError for a function, which cannot be kept.
    """
    return len(_scales.encode(value))


def _weighable(value: object) -> str:
    # Of a function written in FEEL, which is plain data but for its body, this meets the body.
    if isinstance(value, Function) or callable(value):
        raise IncidentError(
            "EXPRESSION_FAILED",
            "Expected a value that can be kept, came a function: a variable cannot hold one.",
        )
    return str(value)


_scales = msgpack.Encoder(enc_hook=_weighable)


def gains(run: Run, parts: Mapping[int, Mapping[str, Any]]) -> dict[int, int]:
    """Estimate by how many bytes setting these values makes the variables of each scope larger.

    Raises IncidentError where all variables together would go beyond the size limit.
    """
    found = {scope: _gain(run.state, scope, values) for scope, values in parts.items() if values}
    more, limit = sum(found.values()), run.env.variables_limit
    if more > 0 and run.state.weight + more > limit:
        names = sorted({name for values in parts.values() for name in values})
        raise IncidentError(
            "VARIABLES_TOO_LARGE",
            f"Expected the case's data to stay under {limit} bytes, came {more} more beside "
            f"{run.state.weight}, with {', '.join(names)}. Keep large contents in documents and "
            "only their reference here.",
        )
    return found


def _gain(state: State, scope: int, values: Mapping[str, Any]) -> int:
    if scope <= ROOT_KEY:
        old = state.variables
        before = {name: old[name] for name in values if name in old}
        return weigh(values) - (weigh(before) if before else 0)
    # What a loop or an event gave its activation counts from when anything is set beside it.
    activation = state.activations[scope]
    return weigh({**(activation.variables or {}), **values}) - activation.weight
