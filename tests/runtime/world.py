"""The runtime behind the sandbox's interface, so that a package's scenarios run through it.

Steps of a scenario become calls of services; after each the worker does what is left. The clock is
a fixed moment that only `advance` moves. Everybody may do everything: scenarios name who acts for
the sake of four eyes, not of roles.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pytest
from django.db import connection

import cauce.runtime
from cauce.bpmn import assemble
from cauce.calendar import add_duration, as_duration, parse_moment
from cauce.engine.codec import decode_state
from cauce.engine.env import HandlerCall
from cauce.engine.state import State
from cauce.engine.variables import Names
from cauce.packages import Handler, Package, sample_answer
from cauce.packages import load as read_package
from cauce.runtime import deployed, execute, ports, selectors, services
from cauce.runtime.effects.parcels import MessageParcel, read
from cauce.runtime.models import Delivery, Instance, KeptMessage, StartTimer, Task
from cauce.runtime.projections import role_sets
from cauce.runtime.task_rights import LockedTask
from cauce.runtime.worker import work_once
from cauce.testing.scenarios import Scenario

ORG = "acme"
Answers = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Anybody:
    """Rights in a company where everybody does everything."""

    def is_member(self, _login: str) -> bool:
        return True

    def roles(self, _login: str, _now: datetime) -> frozenset[str]:
        return _Every()

    def holders(self, _role: str, _now: datetime) -> list[str]:
        return []


class _Every(frozenset[str]):
    def __and__(self, other: Any) -> frozenset[str]:
        return frozenset(other)


_assemble = lru_cache(maxsize=32)(assemble)


def _once(sources: Any, *, forms: set[str], decisions: set[str], processes: set[str]) -> Any:
    # Every scenario deploys the same package: reading it takes longer than running it.
    return _assemble(
        tuple(sources),
        forms=frozenset(forms),
        decisions=frozenset(decisions),
        processes=frozenset(processes),
    )


class World:
    """An organisation, its clock, and what its handlers were asked."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *packages: str, start: str, restart: bool = False
    ) -> None:
        self.now = parse_moment(start).astimezone(UTC)
        self.given: dict[str, Callable[[], Mapping[str, Any]]] = {}
        self._calls: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._packages = [read_package(name) for name in packages]
        self._restart = restart
        _set_clock(monkeypatch, lambda: self.now)
        monkeypatch.setattr(deployed, "rights_of", lambda _organisation: Anybody())
        monkeypatch.setattr(deployed, "package_handlers", self._handlers)
        monkeypatch.setattr(ports, "jobs", self._jobs)
        for module in ("deployed", "services.deploy"):
            found = importlib.import_module(f"cauce.runtime.{module}")
            monkeypatch.setattr(found, "assemble", _once)
        # A scenario says what comes out of a form, as `cauce.testing.Instance.complete` takes it.
        complete = importlib.import_module("cauce.runtime.services.complete")
        monkeypatch.setattr(complete, "_checked", _as_given)
        for name in packages:
            services.load_package(organisation=ORG, package=name)
        self.settle()

    @property
    def instances(self) -> list[Running]:
        """Every instance so far, oldest first."""
        rows = Instance.objects.select_related("case").order_by("pk")
        return [Running(self, row.case.key, str(row.uid), row.process) for row in rows]

    def start(
        self,
        process: str,
        variables: Mapping[str, object],
        start_event: str | None = None,
        case_key: str | None = None,
    ) -> Running:
        begun = services.start(
            organisation=ORG,
            process=process,
            data=variables,
            start_event=start_event,
            case_key=case_key,
        )
        self.settle()
        return Running(self, begun.case_key, str(begun.instance_id), process)

    def publish(self, message: str, **options: Any) -> None:
        services.publish(organisation=ORG, message=message, **options)
        self.settle()

    def signal(self, signal: str, variables: Mapping[str, object], key: object = None) -> None:
        services.signal(organisation=ORG, signal=signal, variables=variables, key=key)
        self.settle()

    def advance(self, duration: str) -> None:
        until = add_duration(self.now, as_duration(duration))
        while (due := _next_due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.settle()
        self.now = until
        self.settle()

    def settle(self) -> None:
        """Let the worker do what is left, until all rests."""
        for _ in range(10_000):
            if self._restart:
                restart()
            if not work_once():
                assert Delivery.objects.count() == 0
                return
        raise AssertionError("the worker does not come to rest")

    def tasks(self) -> list[OpenTask]:
        rows = Task.objects.filter(closed_at__isnull=True).order_by("created_at", "pk")
        running = {i.id: i for i in self.instances}
        return [
            OpenTask(
                instance=running[str(task.instance.uid)],
                key=task.key,
                id=str(task.uid),
                element_id=task.element_id,
                name=task.name,
                variables=Names(decode_state(bytes(task.instance.state)), task.key).all(),
            )
            for task in rows.select_related("instance")
        ]

    def messages(self) -> list[Kept]:
        parcels = (read(bytes(row.payload)) for row in KeptMessage.objects.order_by("pk"))
        return [Kept(p.name, p.key) for p in parcels if isinstance(p, MessageParcel)]

    def calls(self, kind: str) -> list[dict[str, Any]]:
        return self._calls[kind]

    def all_calls(self) -> dict[str, list[dict[str, Any]]]:
        return {kind: calls for kind, calls in self._calls.items() if calls}

    def _handlers(self, _organisation: int, package: Package | None) -> dict[str, Any]:
        def asking(declared: Handler) -> Any:
            return lambda call: self._answer(declared, call)

        return {
            name: asking(declared)
            for own in (*reversed(self._packages), package)
            if own is not None
            for name, declared in own.handlers.items()
            if declared.kind == "handler"
        }

    def _jobs(self) -> dict[str, Any]:
        def doing(declared: Handler) -> Any:
            return lambda call: self._answer(declared, call)

        return {
            name: doing(declared)
            for package in self._packages
            for name, declared in package.handlers.items()
            if declared.kind != "handler"
        }

    def _answer(self, declared: Handler, call: HandlerCall) -> Mapping[str, Any]:
        inputs = {name: call.variables.get(name) for name in declared.inputs}
        self._calls[call.type].append(inputs)
        if call.type in self.given:
            return self.given[call.type]()
        return sample_answer(declared, inputs, self.now)


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    key: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenTask:
    """A task as scenarios look at it."""

    instance: Running
    key: int
    id: str
    element_id: str
    name: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Running:
    """An instance as scenarios look at it."""

    world: World
    case_key: str
    id: str
    process_id: str

    @property
    def _now(self) -> selectors.InstanceView:
        case = selectors.case(organisation=ORG, case_key=self.case_key)
        return next(view for view in case.instances if view.id == self.id)

    @property
    def status(self) -> str:
        return self._now.status

    @property
    def path(self) -> list[str]:
        return list(self._now.path)

    @property
    def ends(self) -> list[str]:
        return list(self._now.ends)

    @property
    def variables(self) -> dict[str, Any]:
        return self._now.variables

    @property
    def incidents(self) -> list[selectors.OpenIncident]:
        return list(self._now.incidents)

    @property
    def state(self) -> State:
        return decode_state(bytes(Instance.objects.get(uid=self.id).state))

    def complete(
        self, task: OpenTask, data: Mapping[str, Any], by: str | None, *, check_form: bool
    ) -> None:
        assert not check_form
        services.complete(task=task.id, data=data, by=by)
        self.world.settle()

    def wait(self, task: OpenTask, asks: str | None = None) -> None:
        services.wait(task=task.id, by=None, asks=asks)

    def resume(self, task: OpenTask) -> None:
        services.resume(task=task.id, by=None)
        self.world.settle()


def world_of(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, *packages: str, restart: bool = False
) -> World:
    """Make the world that a scenario begins in."""
    from cauce.testing.sandbox import START

    world = World(monkeypatch, *packages, start=scenario.given.start or START, restart=restart)
    for name, answers in scenario.given.handlers.items():
        world.given[name] = _answering(answers)
    return world


def _answering(answers: Answers) -> Callable[[], Mapping[str, Any]]:
    if isinstance(answers, Mapping):
        return lambda: answers
    left = list(answers)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def _as_given(_task: LockedTask, values: dict[str, Any], *_: object) -> dict[str, Any]:
    """Take a task's data as a scenario gives it: what came out of its form."""
    return values


def restart() -> None:
    """Forget all that a process keeps in memory, its connection too."""
    deployed.forget()
    role_sets.forget()
    connection.close()


def _next_due() -> datetime | None:
    moments = [
        *Instance.objects.filter(wake_at__isnull=False).values_list("wake_at", flat=True),
        *StartTimer.objects.values_list("due_at", flat=True),
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def _set_clock(monkeypatch: pytest.MonkeyPatch, now: Callable[[], datetime]) -> None:
    for found in pkgutil.walk_packages(cauce.runtime.__path__, "cauce.runtime."):
        importlib.import_module(found.name)
    for name, module in list(sys.modules.items()):
        if name.startswith("cauce.runtime") and hasattr(module, "utcnow"):
            monkeypatch.setattr(module, "utcnow", now)
    assert execute.utcnow is now
