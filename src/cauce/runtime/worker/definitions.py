"""Processes that can be started, loaded once by each worker: one that cannot is an incident.

Nobody would miss it otherwise. What should start it is kept, and offered again when it loads.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction

from cauce.engine.starts import listeners
from cauce.runtime import setbacks
from cauce.runtime.deployed import definition
from cauce.runtime.effects import kept
from cauce.runtime.effects.drain import drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Artifact
from cauce.runtime.services.change_organisation import changed
from cauce.runtime.setbacks import Subject
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.worker.each import each


class Definitions:
    """The processes of everybody that this worker has loaded: they never change."""

    def __init__(self) -> None:
        self._loaded: set[int] = set()

    def check(self) -> int:
        """Load the latest version of each process that is new here; nothing waits for it."""
        latest = setbacks.latest_processes().exclude(setbacks.held("process", utcnow()))
        new = latest.exclude(pk__in=self._loaded).order_by("pk")
        each("process", new.values_list("organisation_id", "pk"), self._load, _subject)
        return 0

    def _load(self, pk: int) -> bool:
        definition(pk)
        if pk in setbacks.troubled("process"):
            _offer(pk)
        self._loaded.add(pk)
        return True


@one_transaction
def _offer(pk: int) -> None:
    """Let a process that loads again be started, by what came meanwhile too."""
    artifact = Artifact.objects.select_related("organisation").get(pk=pk)
    changed(artifact.organisation)
    names = {at.name for at in listeners(definition(pk).graph) if at.kind == "message"}
    where = artifact.organisation.pk
    for lane in kept.offered_to_starts(store(), where, names, utcnow()):
        transaction.on_commit(partial(drain, where, lane))


def _subject(pk: int) -> Subject | None:
    artifact = Artifact.objects.filter(pk=pk).first()
    if artifact is None:
        return None
    return Subject(
        organisation=artifact.organisation_id,
        instance=None,
        element_id=artifact.name,
        what=f"Version {artifact.version} of «{artifact.name}» cannot be loaded, or started",
    )
