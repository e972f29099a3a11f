"""A company for tests of the runtime: people, terse definitions, and what is open in a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from tests.engine.conftest import definitions

from cauce.people.services import set_roles
from cauce.runtime import execute, selectors, services
from cauce.runtime.begin import Started
from cauce.runtime.errors import Refused
from cauce.runtime.worker import jobs as worker_jobs
from cauce.runtime.worker import loop, starts, timers

ORG = "acme"


def people(**roles: str) -> None:
    """Make people: login = roles, separated by commas."""
    for login, held in roles.items():
        set_roles(organisation=ORG, login=login, roles=[r for r in held.split(",") if r])


def deploy(body: str, *chains: str, **options: str) -> None:
    """Deploy a process `p` from terse BPMN."""
    services.deploy(organisation=ORG, sources=[definitions(body, *chains, **options)])


def start(process: str = "p", **options: Any) -> Started:
    return services.start(organisation=ORG, process=process, **options)


def names(case_key: str | None = None, by: str | None = None) -> list[str]:
    return [t.element_id for t in selectors.open_tasks(organisation=ORG, case_key=case_key, by=by)]


def task(element_id: str, case_key: str | None = None) -> selectors.OpenTask:
    found = selectors.open_tasks(organisation=ORG, case_key=case_key)
    return next(t for t in found if t.element_id == element_id)


def complete(
    element_id: str,
    data: Mapping[str, Any] | None = None,
    by: str | None = None,
    case_key: str | None = None,
) -> None:
    services.complete(task=task(element_id, case_key).id, data=data or {}, by=by)


def instances(case_key: str) -> tuple[selectors.InstanceView, ...]:
    return selectors.case(organisation=ORG, case_key=case_key).instances


def codes(case_key: str) -> list[str]:
    """Give the codes of what waits for a person at a case's first instance."""
    return [incident.code for incident in instances(case_key)[0].incidents]


def refused(code: str, call: Any, **options: Any) -> Refused:
    with pytest.raises(Refused) as info:
        call(**options)
    assert info.value.code == code
    assert isinstance(info.value, ValueError)
    return info.value


class Clock:
    """The runtime's clock, moved by hand."""

    MODULES = (execute, timers, starts, worker_jobs)

    def __init__(self, monkeypatch: Any) -> None:
        self.offset = timedelta()
        real = execute.utcnow

        def now() -> Any:
            return real() + self.offset

        import sys

        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("cauce.runtime") and (
                getattr(module, "utcnow", None) is real
            ):
                monkeypatch.setattr(module, "utcnow", now)

    def advance(self, **delta: float) -> None:
        """Move the clock and let the worker do all that is due."""
        self.offset += timedelta(**delta)
        for _ in range(100):
            if not loop.work_once():
                return
        raise AssertionError("the worker does not come to rest")
