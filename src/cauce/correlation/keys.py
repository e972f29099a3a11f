"""Correlation keys: FEEL values, equal where FEEL's own text of them is."""

from __future__ import annotations

from cauce.feel import normalize, to_string


def key_text(key: object) -> str | None:
    """Give a text that is the same for equal keys and differs for others; None without a key.

    `1` and `1.0` are one key, `1` and `"1"` are two. A store can index it. Raises TypeError for
    what is no FEEL value.
    """
    if key is None:
        return None
    return to_string([normalize(key)])[1:-1]


def same_key(one: object, other: object) -> bool:
    """Tell whether two keys are equal, or both absent: a key never matches its absence."""
    if one is None or other is None:
        return one is other
    return key_text(one) == key_text(other)
