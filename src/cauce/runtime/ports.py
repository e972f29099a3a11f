"""What outer layers give the runtime, as the settings `CAUCE_…` name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from cauce.engine.env import Handler


class Rights(Protocol):
    """The members of one organisation and the roles that they hold."""

    def is_member(self, login: str) -> bool:
        """Tell whether somebody works in the organisation."""

    def roles(self, login: str, now: datetime) -> frozenset[str]:
        """Give the roles that somebody holds at a moment."""

    def holders(self, role: str, now: datetime) -> list[str]:
        """Give who holds a role at a moment."""


def rights_of(organisation: int) -> Rights:
    """Read the rights of an organisation as they are now."""
    make = cast("Callable[[int], Rights]", import_string(settings.CAUCE_RIGHTS))
    return make(organisation)


@cache
def handlers() -> Mapping[str, Handler]:
    """Give the handlers that the domain apps offer, by type: they answer inside the step."""
    return {name: import_string(path) for name, path in settings.CAUCE_HANDLERS.items()}


@cache
def jobs() -> Mapping[str, Callable[[Any], Mapping[str, Any] | None]]:
    """Give what the worker does for jobs, by type; other types wait for outside workers."""
    return {name: import_string(path) for name, path in settings.CAUCE_JOBS.items()}
