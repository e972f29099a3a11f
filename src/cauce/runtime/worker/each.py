"""Doing many pieces of work, none of which keeps the others from being done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import Error

from cauce.runtime.errors import DatabaseAway

log = logging.getLogger("cauce.worker")


def each(keys: Iterable[int], work: Callable[[int], bool]) -> int:
    """Work on each; tell how many were done. One that fails is logged, and tried again later.

    Raises DatabaseAway, or Django's error, where the database is away for all of them.
    """
    done = 0
    for key in list(keys):
        try:
            done += work(key)
        except (Error, DatabaseAway):
            raise
        except Exception:
            log.exception("%s(%s) failed", work.__name__, key)
    return done
