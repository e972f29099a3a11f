"""How long messages are kept, and what orders them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cauce.correlation import Message, is_over, lane

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def ended(case_key: str) -> bool:
    return case_key == "ENDED"


@pytest.mark.parametrize(
    ("message", "over"),
    [
        pytest.param(Message(id="1", name="n"), False, id="no case: for good"),
        pytest.param(Message(id="1", name="n", case_key="OPEN"), False, id="its case is open"),
        pytest.param(Message(id="1", name="n", case_key="ENDED"), True, id="its case has ended"),
        pytest.param(
            Message(id="1", name="n", origin="ENDED"), False, id="the sender's is not its"
        ),
        pytest.param(Message(id="1", name="n", expires_at=NOW + SECOND), False, id="still alive"),
        pytest.param(Message(id="1", name="n", expires_at=NOW), True, id="its time is over"),
        pytest.param(
            Message(id="1", name="n", case_key="ENDED", expires_at=NOW + SECOND),
            False,
            id="a time to live outlives the case",
        ),
    ],
)
def test_when_a_message_is_over(message: Message, over: bool) -> None:
    assert is_over(message, NOW, case_ended=ended) is over


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message(id="1", name="n", origin="A", case_key="B", key="k"), "A"),
        (Message(id="1", name="n", case_key="B", key="k"), "B"),
        (Message(id="1", name="n", key="k"), '"k"'),
        (Message(id="1", name="n"), None),
    ],
)
def test_messages_are_ordered_by_sender_then_case_then_key(
    message: Message, expected: str | None
) -> None:
    assert lane(message) == expected
