"""Deploy definitions: files, or a package of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from cauce.bpmn import assemble
from cauce.bpmn.deployment import Deployment as Assembled
from cauce.bpmn.sources import SourceFile, read_source
from cauce.engine.starts import listeners
from cauce.packages import load as read_package
from cauce.runtime.effects import kept
from cauce.runtime.effects.drain import drain
from cauce.runtime.errors import DeploymentError
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Artifact, DeployedFile, Deployment, Organisation
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.change_organisation import changed, organisation_named
from cauce.runtime.start_timers import schedule_starts
from cauce.runtime.store import store
from cauce.runtime.texts import LONGEST_LOGIN, check_names
from cauce.runtime.transactions import one_transaction

Source = str | Path | bytes | tuple[str, bytes]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deployed:
    """What a deployment brought: the version of each process, and the warnings."""

    deployment: int
    processes: dict[str, int]
    warnings: tuple[str, ...]


@in_organisation
@one_transaction
def deploy(
    *, organisation: str, sources: Sequence[Source], by: str | None = None, package: str = ""
) -> Deployed:
    """Deploy BPMN, DMN and form files together, as a new version of what they define.

    Creates the organisation where it is new. Running instances stay on their versions. Raises
    DeploymentError, with `.problems`; then nothing has changed. Raises Refused: DATA_INVALID.
    """
    check_names(LONGEST_LOGIN, by=by)
    where = organisation_named(organisation)
    Organisation.objects.select_for_update().get(pk=where.pk)
    files = [read_source(source, number) for number, source in enumerate(sources, 1)]
    unread = [file for file in files if not isinstance(file, SourceFile)]
    if unread:
        raise DeploymentError(unread)
    read = [file for file in files if isinstance(file, SourceFile)]
    known = list(Artifact.objects.filter(organisation=where).values_list("kind", "name"))
    found = assemble(
        [(file.name, file.content) for file in read],
        forms={name for kind, name in known if kind == "form"},
        decisions={name for kind, name in known if kind == "decision"},
        processes={name for kind, name in known if kind == "process"},
    )
    made = Deployment.objects.create(
        organisation=where, package=package, deployed_at=utcnow(), deployed_by=by
    )
    for file in read:
        digest = sha256(file.content).hexdigest()
        DeployedFile.objects.create(
            organisation=where,
            deployment=made,
            name=file.name,
            content=file.content,
            digest=digest,
        )
    changed(where)
    versions = _artifacts(where, made, found)
    schedule_starts(where, made)
    _offer_kept(where, found)
    return Deployed(
        deployment=made.pk,
        processes=versions,
        warnings=tuple(str(problem) for problem in found.problems),
    )


def _offer_kept(where: Organisation, found: Assembled) -> None:
    """Let messages that nobody could take start what has been deployed."""
    names = {at.name for graph in found.graphs for at in listeners(graph) if at.kind == "message"}
    for lane in kept.offered_to_starts(store(), where.pk, names, utcnow()):
        transaction.on_commit(partial(drain, where.pk, lane))


def _artifacts(where: Organisation, made: Deployment, found: Assembled) -> dict[str, int]:
    named = [("process", graph.id) for graph in found.graphs]
    named += [("decision", name) for name in found.decisions]
    named += [("form", name) for name in found.forms]
    versions: dict[str, int] = {}
    for kind, name in named:
        before = Artifact.objects.filter(organisation=where, kind=kind, name=name)
        version = (before.aggregate(last=Max("version"))["last"] or 0) + 1
        Artifact.objects.create(
            organisation=where, deployment=made, kind=kind, name=name, version=version
        )
        if kind == "process":
            versions[name] = version
    return versions


def load_package(*, organisation: str, package: str, by: str | None = None) -> Deployed:
    """Deploy a package of the catalogue. Raises PackageError or DeploymentError."""
    loaded = read_package(package)
    return deploy(
        organisation=organisation,
        sources=[(file.path, file.source) for file in loaded.sources],
        by=by,
        package=package,
    )
