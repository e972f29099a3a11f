"""The journal: one entry per command, chained by hash to the entry before."""

from __future__ import annotations

from django.db import models

from cauce.runtime.models.cases import Instance
from cauce.runtime.models.definitions import Artifact
from cauce.runtime.models.organisation import Organisation


class JournalEntry(models.Model):
    """What one command did to one instance. Written once, never changed."""

    pk = models.CompositePrimaryKey("instance_id", "seq")
    instance = models.ForeignKey(Instance, models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    """1, 2, … within the instance."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, db_index=False)
    definition = models.ForeignKey(Artifact, models.PROTECT, db_index=False)
    recorded_at = models.DateTimeField()
    actor = models.TextField(null=True)
    command = models.BinaryField()
    events = models.BinaryField()
    snapshot = models.BinaryField(null=True)
    """Every so many entries, the state after it."""
    state_digest = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        """Its table."""

        db_table = "cauce_journal"
