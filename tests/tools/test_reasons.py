"""A silenced checker needs its code and its reason."""

import pytest

from tools.reasons import findings

# The silencers are put together here, so that no checker takes these texts for its own.
IGNORE = "type" + ": ignore"
NOQA = "no" + "qa"


@pytest.mark.parametrize(
    "comment",
    [
        f"# {IGNORE}[misc]  # the library's types lack this overload",
        f"# {NOQA}: E501  # the address cannot be broken",
        f"# {NOQA}: E501, S101 - the address cannot be broken",
        "# nosec B404 - git alone, with fixed arguments",
        "# an ordinary comment about ignoring types",
    ],
)
def test_a_reason_beside_it_is_enough(comment: str) -> None:
    assert findings("x.py", f"x = 1  {comment}\n") == []


@pytest.mark.parametrize(
    ("comment", "what"),
    [
        (f"# {IGNORE}[misc]", IGNORE),
        (f"# {IGNORE}[misc]  # why", IGNORE),
        (f"# {NOQA}: E501", NOQA),
        ("# nosec B404", "nosec"),
    ],
)
def test_none_is_found(comment: str, what: str) -> None:
    assert findings("x.py", f"\nx = 1  {comment}\n") == [
        f"x.py:2 expected the reason of {what} beside it, but got none"
    ]


@pytest.mark.parametrize("what", [IGNORE, NOQA, "nosec"])
def test_a_reason_without_code_is_found(what: str) -> None:
    assert findings("x.py", f"x = 1  # {what} because the library is wrong\n") == [
        f"x.py:1 expected the code that {what} silences, but got none"
    ]


def test_text_is_no_comment() -> None:
    assert findings("x.py", f'x = "# {NOQA}"\n') == []
