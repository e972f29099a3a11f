"""States, events and commands as bytes (msgpack), and back without loss.

Fields typed `Any`, or containers of it, hold FEEL values: those travel in the form that
`cauce.feel.wire` gives them. Everything else is msgspec's own. Equal states give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, msgpack, structs

from cauce.engine import commands, events
from cauce.engine.state import State
from cauce.feel import from_wire, to_wire

_encoder = msgpack.Encoder()
_state_decoder = msgpack.Decoder(State)
_events_decoder: msgpack.Decoder[Any] = msgpack.Decoder(list[events.AnyEvent])
_command_decoder: msgpack.Decoder[Any] = msgpack.Decoder(commands.AnyCommand)


_fields: dict[type[Struct], tuple[str, ...]] = {}


def _value_fields(kind: type[Struct]) -> tuple[str, ...]:
    names = _fields.get(kind)
    if names is None:
        names = tuple(f.name for f in structs.fields(kind) if "Any" in str(f.type))
        _fields[kind] = names
    return names


def _wired(struct: Any) -> Any:
    changes: dict[str, Any] = {}
    for name in _value_fields(type(struct)):
        value = getattr(struct, name)
        if isinstance(value, commands.Command):
            changes[name] = encode_command(value)
        elif value is not None:
            wired = to_wire(value)
            if wired is not value:
                changes[name] = wired
    return structs.replace(struct, **changes) if changes else struct


def _unwired(struct: Any) -> Any:
    for name in _value_fields(type(struct)):
        value = getattr(struct, name)
        if value is not None:
            is_command = type(value) is bytes
            found = decode_command(value) if is_command else from_wire(value)
            if found is not value:
                # Nobody else has seen it yet: even a frozen one may still be filled in.
                structs.force_setattr(struct, name, found)
    return struct


_KEYED = ("activations", "subscriptions", "loops", "incidents")
"""The parts of a state whose entries hold values."""


def encode_state(state: State) -> bytes:
    """Write a state."""
    parts = {name: {k: _wired(v) for k, v in getattr(state, name).items()} for name in _KEYED}
    return _encoder.encode(structs.replace(_wired(state), **parts))


def decode_state(data: bytes) -> State:
    """Read a state. Raises msgspec.DecodeError for anything else."""
    state: State = _unwired(_state_decoder.decode(data))
    for name in _KEYED:
        for entry in getattr(state, name).values():
            _unwired(entry)
    return state


def encode_events(recorded: Iterable[events.Event]) -> bytes:
    """Write events, in order."""
    return _encoder.encode([_wired(event) for event in recorded])


def decode_events(data: bytes) -> list[events.Event]:
    """Read events. Raises msgspec.DecodeError for anything else."""
    return [_unwired(event) for event in _events_decoder.decode(data)]


def encode_command(command: commands.Command) -> bytes:
    """Write a command."""
    return _encoder.encode(_wired(command))


def decode_command(data: bytes) -> commands.Command:
    """Read a command. Raises msgspec.DecodeError for anything else."""
    command: commands.Command = _unwired(_command_decoder.decode(data))
    return command
