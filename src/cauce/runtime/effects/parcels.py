"""What travels between instances, and how it is written into a delivery's row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct, msgpack

from cauce.correlation import Message
from cauce.engine import commands as c
from cauce.engine.codec import decode_command, encode_command
from cauce.feel import from_extension, plain, to_wire


class MessageParcel(Struct, array_like=True, tag="message"):
    """A message that looks for its receiver."""

    id: str
    name: str
    key: Any
    case_key: str | None
    origin: str | None
    variables: Any
    expires_at: datetime | None


class CommandParcel(Struct, array_like=True, tag="command"):
    """A command for a known instance."""

    command: bytes


class StartParcel(Struct, array_like=True, tag="start"):
    """A signal starts an instance."""

    definition: int
    element_id: str
    variables: Any
    origin: str | None


class CallParcel(Struct, array_like=True, tag="call"):
    """A call activity of the target asks for an instance."""

    key: int
    process: str
    variables: Any


class WithdrawParcel(Struct, array_like=True, tag="withdraw"):
    """A call activity of the target was interrupted."""

    key: int


Parcel = MessageParcel | CommandParcel | StartParcel | CallParcel | WithdrawParcel

_encoder = msgpack.Encoder(enc_hook=plain)
_decoder: msgpack.Decoder[Parcel] = msgpack.Decoder(Parcel, ext_hook=from_extension)


def write(parcel: Parcel) -> bytes:
    """Write a parcel, whose FEEL values are in wire form already."""
    return _encoder.encode(parcel)


def read(data: bytes) -> Parcel:
    """Read a parcel, with its FEEL values."""
    return _decoder.decode(data)


def of_message(message: Message) -> MessageParcel:
    """Pack a message."""
    return MessageParcel(
        message.id,
        message.name,
        to_wire(message.key),
        message.case_key,
        message.origin,
        to_wire(dict(message.variables)),
        message.expires_at,
    )


def as_message(parcel: MessageParcel) -> Message:
    """Unpack a message."""
    return Message(
        id=parcel.id,
        name=parcel.name,
        key=parcel.key,
        case_key=parcel.case_key,
        origin=parcel.origin,
        variables=parcel.variables,
        expires_at=parcel.expires_at,
    )


def of_command(command: c.Command) -> CommandParcel:
    """Pack a command."""
    return CommandParcel(encode_command(command))


def as_command(parcel: CommandParcel) -> c.Command:
    """Unpack a command."""
    return decode_command(parcel.command)
