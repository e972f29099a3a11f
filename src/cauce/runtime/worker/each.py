"""Doing many pieces of work, none of which keeps the others from being done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db.models import QuerySet

from cauce.runtime import setbacks
from cauce.runtime.errors import DatabaseAway
from cauce.runtime.scope import across, within
from cauce.runtime.setbacks import Kind, Subject

log = logging.getLogger("cauce.worker")

T = TypeVar("T")
Subjects = Callable[[int], Subject | None]
Due = QuerySet[Any, tuple[int, int]]
"""Organisations, and what there is to do in each: both by their internal ids."""


def each(kind: Kind, due: Due, work: Callable[[int], bool], subject: Subjects) -> int:
    """Work on each of what is due to anybody, within the organisation that it is due in.

    Tells how many are no longer due: done, or failed, which has been noted. Raises DatabaseAway
    where that is why it failed.
    """
    with across():
        pieces = list(due)
        troubled = setbacks.troubled(kind) if pieces else frozenset()
    moved = 0
    for organisation, key in pieces:
        with within(organisation):
            done = attempt(kind, key, partial(work, key), subject)
            if done and key in troubled:
                setbacks.overcome(kind, key)
        moved += done is not False
    return moved


def attempt(kind: Kind, key: int, work: Callable[[], T], subject: Subjects) -> T | None:
    """Try one piece of work; give what it gives, or None where it fails. Raises as `each` does."""
    try:
        return work()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a handler's sys.exit() is its failure, not the worker's
        if not setbacks.database_answers():
            raise DatabaseAway(str(error)) from error
        log.exception("%s %s failed; it is tried again later", kind, key)
        note(kind, key, error, subject)
        return None


def note(kind: Kind, key: int, error: BaseException, subject: Subjects) -> None:
    """Note a failure, unless what failed is gone by now."""
    found = subject(key)
    if found is not None:
        setbacks.failed(kind, key, found, error)
