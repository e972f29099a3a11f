"""The durable benchmark: its cases are true ones, and it counts what it says it counts."""

from __future__ import annotations

import pytest

from bench.durable.clones import Cloner, swapped
from bench.durable.company import PROCESS, advance, found_company
from bench.durable.prepare import OURS, RAW
from bench.durable.report import syncs
from bench.durable.templates import Template, walk
from cauce.runtime.models import Case, Instance, JournalEntry, Task
from cauce.runtime.verify import verify

STAGES = 3


@pytest.fixture
def templates(database: None) -> list[Template]:
    found_company()
    found, moves = walk(STAGES)
    assert [move.plain for move in moves] == [True] * STAGES
    return found


def test_a_copied_case_has_a_journal_that_holds_and_goes_on(templates: list[Template]) -> None:
    Cloner().clone(templates, 2 * STAGES, OURS)
    keys = list(
        Case.objects.filter(key__startswith=OURS).order_by("key").values_list("key", flat=True)
    )
    assert keys == [f"{OURS}{number:05}" for number in range(2 * STAGES)]
    assert verify().findings == ()

    stages = [JournalEntry.objects.filter(instance__case__key=key).count() for key in keys]
    assert stages == [1, 2, 3, 1, 2, 3]
    move = advance(keys[0])
    assert move is not None
    assert move.plain
    assert verify().findings == ()
    assert JournalEntry.objects.filter(instance__case__key=keys[0]).count() == 2


def test_copies_share_nothing_but_the_definition(templates: list[Template]) -> None:
    Cloner().clone(templates[:1], 2, RAW)
    instances = Instance.objects.filter(process=PROCESS)
    assert len({instance.uid for instance in instances}) == 3
    assert len({bytes(instance.head) for instance in instances}) == 3
    assert len(set(instances.values_list("definition", flat=True))) == 1
    assert Task.objects.filter(instance__case__key__startswith=RAW).count() == 2


def test_texts_are_exchanged_wherever_they_stand() -> None:
    swaps = [("SRV-1", "SRV-2")]
    assert swapped("SRV-1/D3", swaps) == "SRV-2/D3"
    assert swapped(b"\xa5SRV-1\x00", swaps) == b"\xa5SRV-2\x00"
    assert swapped(7, swaps) == 7


def test_syncs_are_read_off_a_summary() -> None:
    summary = (
        "% time     seconds  usecs/call     calls    errors syscall\n"
        "------ ----------- ----------- --------- --------- ----------------\n"
        " 99.10    0.412300         301      1367           fdatasync\n"
        "  0.90    0.003700         370        10         1 fsync\n"
        "------ ----------- ----------- --------- --------- ----------------\n"
        "100.00    0.416000         302      1377         1 total\n"
    )
    assert syncs(summary) == 1377
