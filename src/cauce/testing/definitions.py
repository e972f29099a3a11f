"""What is deployed in a sandbox: processes by version, decisions, forms, handlers of packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cauce.bpmn import Deployment, assemble
from cauce.calendar import ALWAYS_OPEN, WorkingCalendar, calendar_from
from cauce.dmn import Model as DecisionModel
from cauce.engine import Decided, Graph, Refused
from cauce.engine.env import Scope
from cauce.engine.starts import StartListener, listeners
from cauce.forms import Form
from cauce.packages import Handler, Package, available
from cauce.packages import load as read_package


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Version:
    """A process as one deployment brought it."""

    graph: Graph
    deployment: int
    package: Package | None = None
    calendar: WorkingCalendar = ALWAYS_OPEN
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The package's settings by key: null where nobody has filled them in."""

    @property
    def case_prefix(self) -> str | None:
        """What generated case keys begin with."""
        return self.package.case_prefix if self.package is not None else None


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Listening:
    """A start event of the latest version of a process."""

    version: Version
    listener: StartListener

    @property
    def identity(self) -> tuple[str, int, str]:
        """What tells it from every other start event, and from the same of another version."""
        return self.version.graph.id, self.version.deployment, self.listener.node_id


Source = str | Path | bytes | tuple[str, bytes]
"""A path, the bytes of a file, or both: the name that problems carry, and the bytes."""


class Definitions:
    """All deployments so far; the latest version of each thing counts."""

    def __init__(self) -> None:
        self._deployments = 0
        self._versions: dict[str, list[Version]] = {}
        self._decisions: dict[str, tuple[DecisionModel, str]] = {}
        self._forms: dict[str, Form] = {}
        self._packages: list[Package] = []
        self._listening: dict[str, tuple[Listening, ...]] = {}

    def deploy(self, sources: Sequence[Source], package: Package | None = None) -> None:
        """Deploy sources together. Raises DeploymentError; then nothing has changed."""
        known = Known(
            forms=frozenset(self._forms),
            decisions=frozenset(self._decisions),
            processes=frozenset(self._versions),
        )
        # A package is read once for all sandboxes: what is assembled never changes.
        found = _assembled(sources, known) if package is None else _cached(tuple(sources), known)
        self._deployments += 1
        calendar, settings = _calendar(package), _settings(package)
        for graph in found.graphs:
            version = Version(
                graph=graph,
                deployment=self._deployments,
                package=package,
                calendar=calendar,
                settings=settings,
            )
            self._versions.setdefault(graph.id, []).append(version)
        self._forms.update(found.forms)
        for name, model in found.decisions.items():
            self._decisions[name] = (model, f"{name}:{self._deployments}")
        if package is not None:
            self._packages.append(package)
        self._listening = self._listen()

    def load_package(self, package: str | Path) -> None:
        """Deploy a package of the catalogue, or of a folder.

        Raises PackageError or DeploymentError.
        """
        loaded = _catalogued(package) if package in available() else read_package(package)
        self.deploy([(file.path, file.source) for file in loaded.sources], loaded)

    def latest(self, process_id: str) -> Version:
        """Give the latest version of a process. Raises Refused: UNKNOWN_PROCESS."""
        versions = self._versions.get(process_id)
        if not versions:
            known = ", ".join(sorted(self._versions)) or "none"
            raise Refused(
                "UNKNOWN_PROCESS",
                f"Expected the id of a deployed executable process ({known}), came «{process_id}».",
            )
        return versions[-1]

    def called(self, process_id: str, caller: Version) -> Version | None:
        """Give what a call means: the version of the caller's deployment, else the latest."""
        versions = self._versions.get(process_id, [])
        for version in versions:
            if version.deployment == caller.deployment:
                return version
        return versions[-1] if versions else None

    def listening(self, kind: str) -> tuple[Listening, ...]:
        """Give the start events of a kind, of the latest versions, in the order of deployment."""
        return self._listening.get(kind, ())

    def all_listening(self) -> list[Listening]:
        """Give the start events of the latest versions, in the order of deployment."""
        return [
            Listening(version=versions[-1], listener=listener)
            for versions in self._versions.values()
            for listener in listeners(versions[-1].graph)
        ]

    def decide(self, decision: str, scope: Scope, now: datetime) -> Decided | None:
        """Evaluate the latest version of a decision, by id or name."""
        found = self._decisions.get(decision)
        if found is None:
            return None
        model, version = found
        problems: list[str] = []
        value = model.evaluate_decision(decision, scope, now=now, problems=problems)
        return Decided(value=value, version=version, problems=tuple(problems))

    def form(self, form_id: str | None) -> Form | None:
        """Give the latest version of a form."""
        return None if form_id is None else self._forms.get(form_id)

    def handler(self, kind: str, version: Version) -> Handler | None:
        """Give the declaration of a handler: the own package's, else the latest of another."""
        packages = [version.package] if version.package is not None else []
        for package in (*packages, *reversed(self._packages)):
            if kind in package.handlers:
                return package.handlers[kind]
        return None

    def handler_types(self, version: Version) -> Iterator[str]:
        """Give the types that answer inside the step."""
        for package in self._packages:
            for kind in package.handlers:
                declared = self.handler(kind, version)
                if declared is not None and declared.kind == "handler":
                    yield kind

    def _listen(self) -> dict[str, tuple[Listening, ...]]:
        found: dict[str, list[Listening]] = {}
        for at in self.all_listening():
            found.setdefault(at.listener.kind, []).append(at)
        return {kind: tuple(listening) for kind, listening in found.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """The ids that are deployed already."""

    forms: frozenset[str]
    decisions: frozenset[str]
    processes: frozenset[str]


def _assembled(sources: Sequence[Source], known: Known) -> Deployment:
    return assemble(
        sources, forms=known.forms, decisions=known.decisions, processes=known.processes
    )


_cached = lru_cache(maxsize=16)(_assembled)
_catalogued = lru_cache(maxsize=16)(read_package)


def _calendar(package: Package | None) -> WorkingCalendar:
    if package is None or package.calendar is None:
        return ALWAYS_OPEN
    return calendar_from(package.calendars[package.calendar])


def _settings(package: Package | None) -> dict[str, Any]:
    return {} if package is None else {key: s.value for key, s in package.settings.items()}
