"""To which case a message belongs, and what its key is."""

from __future__ import annotations

from typing import Any

import pytest

from cauce.correlation import Message, published, thrown

CASE = "SRV-2026-000001"
OTHER = "SRV-2026-000002"


def is_case(key: str) -> bool:
    return key in {CASE, OTHER}


def publish(key: Any = None, case_key: str | None = None) -> Message:
    return published(
        id="m", name="n", key=key, case_key=case_key, variables={}, expires_at=None, is_case=is_case
    )


def throw(key: Any = None, *, new_case: bool = False) -> Message:
    return thrown(
        id="m",
        name="n",
        key=key,
        sender=CASE,
        new_case=new_case,
        variables={},
        expires_at=None,
        is_case=is_case,
    )


@pytest.mark.parametrize(
    ("key", "case_key", "expected"),
    [
        pytest.param(None, None, (None, None), id="neither: no key, a case of its own"),
        pytest.param("CLI-1", None, ("CLI-1", None), id="key alone correlates"),
        pytest.param("CLI-1", CASE, ("CLI-1", CASE), id="key correlates, case is joined"),
        pytest.param(None, CASE, (CASE, CASE), id="without key the case key is the key"),
        pytest.param(CASE, None, (CASE, CASE), id="a case's key counts as its case_key"),
        pytest.param(CASE, OTHER, (CASE, OTHER), id="a case named outright is the case"),
        pytest.param(7, None, (7, None), id="a number is no case's key"),
    ],
)
def test_published(key: Any, case_key: str | None, expected: tuple[Any, str | None]) -> None:
    message = publish(key, case_key)
    assert (message.key, message.case_key) == expected
    assert message.origin is None


@pytest.mark.parametrize(
    ("key", "new_case", "expected"),
    [
        pytest.param(None, False, (None, CASE), id="the sender's case travels along, not as key"),
        pytest.param("CLI-1", False, ("CLI-1", CASE), id="with a key too"),
        pytest.param(OTHER, False, (OTHER, OTHER), id="the key of another case leads there"),
        pytest.param(None, True, (None, None), id="newCase opens a case of its own"),
        pytest.param(CASE, True, (CASE, None), id="newCase, whatever the key"),
    ],
)
def test_thrown(key: Any, new_case: bool, expected: tuple[Any, str | None]) -> None:
    message = throw(key, new_case=new_case)
    assert (message.key, message.case_key) == expected
    assert message.origin == CASE
