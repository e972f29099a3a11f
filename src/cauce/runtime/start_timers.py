"""Timer start events: the latest version's wait in a table of their own."""

from __future__ import annotations

from django.db import transaction

from cauce.engine import Env
from cauce.engine.problems import IncidentError
from cauce.engine.starts import listeners, schedule
from cauce.runtime.deployed import definition
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Artifact, Deployment, Organisation, StartTimer
from cauce.runtime.waking import wake


def schedule_starts(where: Organisation, made: Deployment) -> None:
    """Let the timer start events of a new deployment wait, in place of their older versions'."""
    now = utcnow()
    for artifact in Artifact.objects.filter(deployment=made, kind="process"):
        StartTimer.objects.filter(
            organisation=where, artifact__kind="process", artifact__name=artifact.name
        ).delete()
        found = definition(artifact.pk)
        env = Env(now=now, calendar=found.calendar, settings=found.settings)
        for listener in listeners(found.graph):
            if listener.kind != "timer":
                continue
            try:
                due = schedule(found.graph, listener, env)
            except IncidentError:
                continue  # a cycle that is over, or a moment that nothing gives: it never fires
            StartTimer.objects.create(
                organisation=where,
                artifact=artifact,
                element_id=listener.node_id,
                due_at=due.due,
                cycle=due.cycle,
                anchor=now,
                left=due.left,
            )
            transaction.on_commit(wake)
