"""What an organisation has deployed, read once and kept per process while its epoch holds."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import Error

from cauce.bpmn import assemble
from cauce.bpmn.deployment import Deployment as Assembled
from cauce.calendar import ALWAYS_OPEN, WorkingCalendar, calendar_from
from cauce.engine import Decided, Graph
from cauce.engine.env import Handler, Scope
from cauce.engine.starts import StartListener, listeners
from cauce.forms import Form
from cauce.packages import Package
from cauce.packages import load as read_package
from cauce.runtime.answers import package_handlers
from cauce.runtime.errors import DefinitionBroken
from cauce.runtime.models import Artifact, DeployedFile, Deployment
from cauce.runtime.ports import Rights, rights_of
from cauce.runtime.scope import within
from cauce.runtime.unsettled import keeper

log = logging.getLogger("cauce.runtime")


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """One version of a process, as one deployment brought it."""

    id: int
    graph: Graph
    deployment: int
    package: Package | None
    calendar: WorkingCalendar
    settings: Mapping[str, Any]
    forms: Mapping[str, Form]
    """The forms of its deployment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StartAt:
    """A start event of the latest version of a process."""

    definition: Definition
    listener: StartListener


@dataclass(kw_only=True, slots=True)
class Deployed:
    """An organisation's latest definitions, decisions, forms and rights, at one epoch."""

    organisation: int
    rights: Rights
    latest: dict[tuple[str, str], tuple[int, int]]
    """Artifact id and deployment by kind and name."""
    handlers: dict[int, Mapping[str, Handler]] = field(default_factory=dict)
    _starts: dict[str, list[StartAt]] | None = None

    def decide(self, decision: str, scope: Scope, now: datetime) -> Decided | None:
        """Evaluate the latest version of a decision, by id or name."""
        found = self.latest.get(("decision", decision))
        if found is None:
            return None
        artifact, deployment = found
        model = _assembled(deployment).decisions[decision]
        problems: list[str] = []
        value = model.evaluate_decision(decision, scope, now=now, problems=problems)
        return Decided(value=value, version=f"{decision}:{artifact}", problems=tuple(problems))

    def process(self, name: str) -> Definition | None:
        """Give the latest version of a process."""
        found = self.latest.get(("process", name))
        return None if found is None else definition(found[0])

    def called(self, name: str, caller: Definition) -> Definition | None:
        """Give what a call means: the version of the caller's deployment, else the latest."""
        own = Artifact.objects.filter(
            deployment=caller.deployment, kind="process", name=name
        ).values_list("pk", flat=True)
        for pk in own:
            return definition(pk)
        return self.process(name)

    def form(self, name: str, of: Definition) -> Form | None:
        """Give a form: of the process's own deployment, else the latest."""
        if name in of.forms:
            return of.forms[name]
        found = self.latest.get(("form", name))
        return None if found is None else _assembled(found[1]).forms[name]

    def starts(self, kind: str) -> list[StartAt]:
        """Give the start events of a kind of the latest versions, in the order of deployment.

        A definition that cannot be loaded starts nothing, and keeps no other from starting; the
        worker makes an incident of it.
        """
        if self._starts is None:
            self._starts = {}
            names = [name for of, name in self.latest if of == "process"]
            for name in sorted(names, key=lambda name: self.latest["process", name]):
                for at in self._starts_of(name):
                    self._starts.setdefault(at.listener.kind, []).append(at)
        return self._starts.get(kind, [])

    def _starts_of(self, name: str) -> list[StartAt]:
        try:
            found = definition(self.latest["process", name][0])
            return [StartAt(definition=found, listener=at) for at in listeners(found.graph)]
        except Error:
            raise
        except Exception:
            log.exception("«%s» cannot be loaded: nothing starts it", name)
            return []

    def handlers_of(self, of: Definition) -> Mapping[str, Handler]:
        """Give what answers inside the steps of a process."""
        found = self.handlers.get(of.id)
        if found is None:
            found = self.handlers[of.id] = package_handlers(self.organisation, of.package)
        return found


_KEPT: dict[int, tuple[int, Deployed]] = {}


def deployed(organisation: int, epoch: int) -> Deployed:
    """Give what an organisation has deployed at an epoch of it."""
    kept = _KEPT.get(organisation)
    if kept is not None and kept[0] == epoch:
        return kept[1]
    keep = keeper(_KEPT)
    kept = keep.get(organisation)
    if kept is not None and kept[0] == epoch:
        return kept[1]
    # It is kept for whoever asks next: what is in scope here must not narrow it.
    with within(organisation):
        rows = Artifact.objects.filter(organisation=organisation).order_by("pk")
        latest = {
            (kind, name): (pk, deployment)
            for pk, kind, name, deployment in rows.values_list("pk", "kind", "name", "deployment")
        }
        rights = rights_of(organisation)
    found = Deployed(organisation=organisation, rights=rights, latest=latest)
    keep[organisation] = (epoch, found)
    return found


_definitions: dict[int, Definition] = {}


def definition(pk: int) -> Definition:
    """Give a version of a process; it never changes. Raises DefinitionBroken."""
    found = _definitions.get(pk) or keeper(_definitions).get(pk)
    if found is None:
        artifact = Artifact.objects.select_related("deployment").get(pk=pk)
        try:
            found = _loaded(artifact)
        except Error:
            raise
        except Exception as error:
            raise DefinitionBroken(artifact.name, artifact.version, error) from error
        keeper(_definitions)[pk] = found
    return found


def _loaded(artifact: Artifact) -> Definition:
    assembled = _assembled(artifact.deployment_id)
    package = _package(artifact.deployment.package)
    return Definition(
        id=artifact.pk,
        graph=next(graph for graph in assembled.graphs if graph.id == artifact.name),
        deployment=artifact.deployment_id,
        package=package,
        calendar=_calendar(package),
        settings={} if package is None else {k: s.value for k, s in package.settings.items()},
        forms=assembled.forms,
    )


_assemblies: dict[int, Assembled] = {}


def _assembled(deployment: int) -> Assembled:
    found = _assemblies.get(deployment) or keeper(_assemblies).get(deployment)
    if found is None:
        found = keeper(_assemblies)[deployment] = _assemble(deployment)
    return found


def _assemble(deployment: int) -> Assembled:
    files = DeployedFile.objects.filter(deployment=deployment).order_by("pk")
    organisation = Deployment.objects.values_list("organisation", flat=True).get(pk=deployment)
    known = Artifact.objects.filter(organisation=organisation, deployment__lte=deployment)
    names = list(known.values_list("kind", "name"))
    return assemble(
        [(name, bytes(content)) for name, content in files.values_list("name", "content")],
        forms={name for kind, name in names if kind == "form"},
        decisions={name for kind, name in names if kind == "decision"},
        processes={name for kind, name in names if kind == "process"},
    )


def _package(name: str) -> Package | None:
    return read_package(name) if name else None


def _calendar(package: Package | None) -> WorkingCalendar:
    if package is None or package.calendar is None:
        return ALWAYS_OPEN
    return calendar_from(package.calendars[package.calendar])


def forget() -> None:
    """Drop everything kept (a test's database has gone, say)."""
    _KEPT.clear()
    _definitions.clear()
    _assemblies.clear()
