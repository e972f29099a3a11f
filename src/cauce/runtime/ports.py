"""What outer layers give the runtime, as the settings `CAUCE_…` name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from cauce.engine import HandlerCall
from cauce.packages import Package


class Rights(Protocol):
    """The members of one organisation and the roles that they hold."""

    def is_member(self, login: str) -> bool:
        """Tell whether somebody works in the organisation."""

    def everybody(self) -> Iterable[str]:
        """Give who works in the organisation, by login."""

    def roles(self, login: str, now: datetime) -> frozenset[str]:
        """Give the roles that somebody holds at a moment."""

    def holders(self, role: str, now: datetime) -> list[str]:
        """Give who holds a role at a moment."""


def rights_of(organisation: int) -> Rights:
    """Read the rights of an organisation as they are now."""
    make = cast("Callable[[int], Rights]", import_string(settings.CAUCE_RIGHTS))
    return make(organisation)


@dataclass(frozen=True, kw_only=True, slots=True)
class HandlerContext:
    """Where a handler is asked: the organisation's id, and the package of the process."""

    organisation: int
    package: Package | None

    def settings(self) -> dict[str, Any]:
        """Give the package's settings by key, null where nobody has filled them in."""
        if self.package is None:
            return {}
        return {key: setting.value for key, setting in self.package.settings.items()}

    def template(self, name: str | None) -> str | None:
        """Give the text of one of the package's document templates."""
        if self.package is None or name is None:
            return None
        for file in self.package.files.documents:
            if file.path.rsplit("/", 1)[-1] == name:
                return file.source.decode()
        return None


RecordHandler = Callable[[HandlerCall, HandlerContext], Mapping[str, Any] | None]


@cache
def handlers() -> Mapping[str, RecordHandler]:
    """Give the handlers that the domain apps offer, by type: they answer inside the step."""
    return {name: import_string(path) for name, path in settings.CAUCE_HANDLERS.items()}


@cache
def jobs() -> Mapping[str, Callable[[Any], Mapping[str, Any] | None]]:
    """Give what the worker does for jobs, by type; other types wait for outside workers."""
    return {name: import_string(path) for name, path in settings.CAUCE_JOBS.items()}
