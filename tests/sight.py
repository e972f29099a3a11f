"""What tests see: every row, in what they ask themselves; what they test sees what it enters.

A test's own look at the tables must not lend the product a scope that it forgot to enter. So the
scope of tests holds for statements of tests alone: for those of the product it is nowhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import cauce
from cauce.runtime import scope

_PRODUCT, _TESTS = f"{Path(cauce.__file__).parent}/", f"{Path(__file__).parent}/"
_real = scope.current
_WAYS = tuple(f"{_PRODUCT}runtime/{name}" for name in ("backends/", "store/", "scope.py"))
"""What statements go through, whoever sends them."""


@contextmanager
def all_rows() -> Iterator[None]:
    """Let what is asked here, and not by the product, see and change everybody's rows."""
    scope.current = _current
    try:
        with scope.across(change=True):
            yield
    finally:
        scope.current = _real


def _current() -> scope.Scope:
    found = _real()
    return scope.NOWHERE if found.by == "change" and _asks(sys._getframe(1)) else found


def _asks(frame: FrameType | None) -> bool:
    """Tell whether the product asks: whether it is it that called last, and not a test."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_TESTS) and file != __file__:
            return False
        if file.startswith(_PRODUCT) and not file.startswith(_WAYS):
            return True
        frame = frame.f_back
    return False
