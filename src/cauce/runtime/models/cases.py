"""Cases, and the process instances that serve them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.runtime.models.definitions import Artifact
from cauce.runtime.models.organisation import Organisation


class Case(models.Model):
    """All instances that serve one request or engagement, under one key."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    key = models.TextField()
    origin = models.TextField(null=True)
    """The key of the case that it came from."""
    opened_at = models.DateTimeField()

    class Meta:
        """A key is one case of its organisation."""

        db_table = "cauce_case"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="cauce_case_key")
        ]


class CaseSeries(models.Model):
    """The last number given to a case of a prefix and year (`SRV-2026`)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    name = models.TextField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """A series is one row."""

        db_table = "cauce_case_series"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="cauce_case_series_name")
        ]


class Instance(models.Model):
    """A process instance: its state as the engine encodes it, and the head of its journal."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    case = models.ForeignKey(Case, models.CASCADE)
    definition = models.ForeignKey(Artifact, models.PROTECT)
    process = models.TextField()
    status = models.CharField(max_length=10)
    state = models.BinaryField()
    version = models.PositiveIntegerField()
    """How many journal entries it has."""
    head = models.BinaryField()
    """The hash of its last journal entry."""
    wake_at = models.DateTimeField(null=True)
    """When its earliest running timer is due."""
    parent = models.ForeignKey("self", models.CASCADE, null=True)
    call_key = models.PositiveIntegerField(default=0)
    """The activation of the parent's call activity."""
    message_key = models.TextField(null=True)
    """The key of the message that started it."""
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Due timers are found by one index; one active instance per process and message key."""

        db_table = "cauce_instance"
        indexes = [
            models.Index(
                fields=["wake_at"], name="cauce_instance_wake", condition=Q(wake_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "process", "message_key"],
                condition=Q(status="active", message_key__isnull=False),
                name="cauce_instance_one_per_key",
            )
        ]
