"""Proving the journal: every chain, every digest, and every instance replayed to its state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cauce.engine import State, replay
from cauce.engine.codec import decode_events, decode_state, encode_state
from cauce.engine.events import InstanceMigrated
from cauce.runtime.journal import EMPTY, Entry, state_digest
from cauce.runtime.models import Instance, JournalEntry
from cauce.runtime.scope import across
from cauce.runtime.texts import check_names
from cauce.runtime.transactions import whole
from cauce.runtime.verify_rows import Wrong, wrong_rows

CHUNK = 500
"""Entries that are read at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The first entry of an instance that is wrong, and how: a stable code, and in words."""

    case_key: str
    process: str
    instance: str
    seq: int
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What was looked at, and what was found."""

    instances: int
    entries: int
    findings: tuple[Finding, ...]


def verify(*, case_key: str | None = None) -> Verified:
    """Verify the journal of every instance of everybody, or of the cases with a key.

    Others may work meanwhile: what does not look right is looked at again, held still.

    Raises Refused: DATA_INVALID.
    """
    check_names(case_key=case_key)
    with across():
        return _verify(case_key)


def _verify(case_key: str | None) -> Verified:
    instances = Instance.objects.select_related("case").order_by("pk")
    if case_key is not None:
        instances = instances.filter(case__key=case_key)
    suspects: list[int] = []
    count = entries = 0
    for instance in instances.iterator(chunk_size=200):
        count += 1
        entries += instance.version
        if _first_wrong(instance) is not None:
            suspects.append(instance.pk)
    findings = [found for pk in suspects if (found := _finding(pk)) is not None]
    return Verified(instances=count, entries=entries, findings=(*findings, *_orphans(case_key)))


def _finding(pk: int) -> Finding | None:
    """Look again at an instance, locked: while it was read, a step may have been taken."""
    rows = Instance.objects.select_related("case").select_for_update(of=("self",), no_key=True)
    with whole():
        instance = rows.filter(pk=pk).first()
        wrong = None if instance is None else _first_wrong(instance)
    if instance is None or wrong is None:
        return None
    seq, (code, reason) = wrong
    return Finding(
        case_key=instance.case.key,
        process=instance.process,
        instance=str(instance.uid),
        seq=seq,
        code=code,
        reason=reason,
    )


def _first_wrong(instance: Instance) -> tuple[int, Wrong] | None:
    state, previous, seq = State(), EMPTY, 0
    encoded = b""
    version: int | None = None
    rows = _rows(instance)
    while True:
        try:
            row = next(rows, None)
        except (TypeError, ValueError) as error:
            return seq + 1, Wrong("ENTRY_UNREADABLE", f"it cannot be read: {error}")
        if row is None:
            end = _wrong_end(instance, seq, previous, encoded, version)
            return None if end is None else (seq + (end.code == "ENTRY_COUNT"), end)
        seq += 1
        if row.seq != seq:
            reason = f"the entry is missing: the next one there is number {row.seq}"
            return seq, Wrong("ENTRY_MISSING", reason)
        wrong = _wrong(row, previous)
        if wrong is not None:
            return seq, wrong
        try:
            events = decode_events(bytes(row.events))
            state = replay(events, state)
        except Exception as error:
            reason = f"its events cannot be replayed: {type(error).__name__}: {error}"
            return seq, Wrong("NOT_REPLAYED", reason)
        encoded = encode_state(state)
        moved = any(isinstance(event, InstanceMigrated) for event in events)
        wrong = _wrong_state(row, encoded, None if moved else version)
        if wrong is not None:
            return seq, wrong
        previous, version = bytes(row.hash), row.definition_id


def _rows(instance: Instance) -> Iterator[JournalEntry]:
    """Read its entries in order. Where some cannot be read, those before the first still are."""
    entries = JournalEntry.objects.filter(instance=instance).order_by("seq")
    last = 0
    try:
        for row in entries.iterator(CHUNK):
            last = row.seq
            yield row
    except (TypeError, ValueError):
        # A whole chunk was given up for one entry: which one, only reading them singly says.
        for seq in list(entries.filter(seq__gt=last).values_list("seq", flat=True)):
            yield entries.get(seq=seq)


def _stray(row: JournalEntry | Instance, *names: str) -> str | None:
    """Name the first column that holds no bytes: SQLite keeps anything in any column."""
    held = ((name, getattr(row, name)) for name in names)
    return next((name for name, value in held if not isinstance(value, bytes | memoryview)), None)


def _wrong_state(row: JournalEntry, encoded: bytes, version: int | None) -> Wrong | None:
    """Hold what an entry says of the state, and of its version, to what its events give."""
    if state_digest(encoded) != bytes(row.state_digest):
        return Wrong("STATE_WRONG", "replaying its events gives another state than it says")
    if row.snapshot is not None and bytes(row.snapshot) != encoded:
        return Wrong("SNAPSHOT_WRONG", "its snapshot is not the state that its events give")
    if version not in {None, row.definition_id}:
        reason = "it is of another version than the entry before, and no move says so"
        return Wrong("VERSION_WRONG", reason)
    return None


def _wrong(row: JournalEntry, previous: bytes) -> Wrong | None:
    kept = () if row.snapshot is None else ("snapshot",)
    stray = _stray(row, "previous", "command", "events", *kept, "state_digest", "hash")
    if stray is not None:
        return Wrong("NO_BYTES", f"its {stray} holds no bytes")
    if bytes(row.previous) != previous:
        return Wrong("NOT_CHAINED", "it is not chained to the entry before")
    entry = Entry(
        organisation=row.organisation_id,
        instance=row.instance_id,
        seq=row.seq,
        definition=row.definition_id,
        recorded_at=row.recorded_at,
        actor=row.actor,
        command=bytes(row.command),
        events=bytes(row.events),
        snapshot=None if row.snapshot is None else bytes(row.snapshot),
        state_digest=bytes(row.state_digest),
        previous=bytes(row.previous),
    )
    if entry.digest() != bytes(row.hash):
        return Wrong("HASH_WRONG", "its contents do not give its hash")
    return None


def _wrong_end(
    instance: Instance, seq: int, previous: bytes, encoded: bytes, version: int | None
) -> Wrong | None:
    if instance.version != seq:
        reason = f"the instance has had {instance.version} entries, {seq} are there"
        return Wrong("ENTRY_COUNT", reason)
    if instance.definition_id != version:
        reason = "the instance is of another version than its last entry"
        return Wrong("INSTANCE_VERSION_WRONG", reason)
    stray = _stray(instance, "head", "state")
    if stray is not None:
        return Wrong("NO_BYTES", f"the instance's {stray} holds no bytes")
    if bytes(instance.head) != previous:
        return Wrong("HEAD_WRONG", "the instance's last hash is another one")
    if bytes(instance.state) != encoded:
        reason = "the instance's state is not what its journal gives"
        return Wrong("INSTANCE_STATE_WRONG", reason)
    return wrong_rows(instance, decode_state(encoded))


def _orphans(case_key: str | None) -> Iterator[Finding]:
    if case_key is not None:
        return
    known = Instance.objects.values("pk")
    rows = JournalEntry.objects.exclude(instance__in=known).values_list("instance_id", flat=True)
    for pk in sorted(set(rows)):
        code, reason = Wrong("INSTANCE_GONE", "its instance is gone")
        yield Finding(case_key="-", process="-", instance=str(pk), seq=1, code=code, reason=reason)
