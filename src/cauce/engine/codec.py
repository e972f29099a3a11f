"""States, events and commands as bytes (msgpack), and back without loss.

Fields typed `Any`, or containers of it, hold FEEL values: those travel in the form that
`cauce.feel.wire` gives them. Everything else is msgspec's own. Equal states give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from msgspec import Struct, msgpack, structs

from cauce.engine import commands, events
from cauce.engine.state import Activation, Incident, LoopState, State, Subscription
from cauce.feel import AS_IS, from_extension, plain, to_wire

_encoder = msgpack.Encoder(enc_hook=plain)
_state_decoder = msgpack.Decoder(State, ext_hook=from_extension)
_events_decoder: msgpack.Decoder[Any] = msgpack.Decoder(
    list[events.AnyEvent], ext_hook=from_extension
)
_command_decoder: msgpack.Decoder[Any] = msgpack.Decoder(
    commands.AnyCommand, ext_hook=from_extension
)

_KEYED: dict[str, type[Struct]] = {
    "activations": Activation,
    "subscriptions": Subscription,
    "loops": LoopState,
    "incidents": Incident,
}
"""The parts of a state whose entries hold values."""

_VALUES: dict[type[Struct], tuple[str, ...]] = {
    kind: tuple(field.name for field in structs.fields(kind) if "Any" in str(field.type))
    for kind in (
        State,
        *_KEYED.values(),
        *get_args(events.AnyEvent),
        *get_args(commands.AnyCommand),
    )
}
"""The fields of each struct that hold values."""

_COMMANDS = frozenset(get_args(commands.AnyCommand))
"""What an incident keeps goes in bytes of its own."""


def _wired(struct: Any) -> Any:
    changes: dict[str, Any] | None = None
    for name in _VALUES[type(struct)]:
        value = getattr(struct, name)
        kind = type(value)
        if kind in AS_IS:
            continue
        wired = encode_command(value) if kind in _COMMANDS else to_wire(value)
        if wired is not value:
            changes = changes or {}
            changes[name] = wired
    return struct if changes is None else structs.replace(struct, **changes)


def _unpacked(held: Any) -> None:
    # Nobody else has seen it yet: even a frozen one may still be filled in.
    if held.command is not None:
        structs.force_setattr(held, "command", decode_command(held.command))


def encode_state(state: State) -> bytes:
    """Write a state."""
    changes: dict[str, Any] = {}
    for name in _KEYED:
        entries = getattr(state, name)
        wired = {}
        for key, entry in entries.items():
            changed = _wired(entry)
            if changed is not entry:
                wired[key] = changed
        if wired:
            changes[name] = entries | wired
    return _encoder.encode(structs.replace(_wired(state), **changes))


def decode_state(data: bytes) -> State:
    """Read a state. Raises msgspec.DecodeError for anything else."""
    state: State = _state_decoder.decode(data)
    for incident in state.incidents.values():
        _unpacked(incident)
    return state


def encode_events(recorded: Iterable[events.Event]) -> bytes:
    """Write events, in order."""
    return _encoder.encode([_wired(event) for event in recorded])


def decode_events(data: bytes) -> list[events.Event]:
    """Read events. Raises msgspec.DecodeError for anything else."""
    found: list[events.Event] = _events_decoder.decode(data)
    for event in found:
        if isinstance(event, events.IncidentRaised):
            _unpacked(event)
    return found


def encode_command(command: commands.Command) -> bytes:
    """Write a command."""
    return _encoder.encode(_wired(command))


def decode_command(data: bytes) -> commands.Command:
    """Read a command. Raises msgspec.DecodeError for anything else."""
    command: commands.Command = _command_decoder.decode(data)
    return command
