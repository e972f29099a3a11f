"""What is on its way between instances, what is kept, and who listens."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.runtime.models.cases import Instance
from cauce.runtime.models.organisation import Organisation


class Subscription(models.Model):
    """An instance listens for a message or signal. The id orders them by age."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    instance = models.ForeignKey(Instance, models.CASCADE, db_index=False)
    key = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    name = models.TextField()
    correlation = models.TextField(null=True)
    """The key's text, as `cauce.correlation.key_text` gives it."""

    class Meta:
        """Found by what is thrown."""

        db_table = "cauce_subscription"
        constraints = [
            models.UniqueConstraint(fields=["instance", "key"], name="cauce_subscription_key")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "name", "correlation"], name="cauce_subscription_name"
            )
        ]


class Delivery(models.Model):
    """Something on its way to one instance, or to whoever a message is routed to.

    A row of the sender's transaction; delivering it is a transaction of its own, which deletes
    it: exactly once. Rows of one lane are delivered in the order of their ids.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    lane = models.TextField()
    kind = models.CharField(max_length=8)
    """`message`, `command`, `start`, `call` or `withdraw`."""
    target = models.ForeignKey(Instance, models.CASCADE, null=True)
    payload = models.BinaryField()
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    """How often it has failed; what came of that is an incident's to say."""

    class Meta:
        """Found by lane, in order."""

        db_table = "cauce_delivery"
        indexes = [models.Index(fields=["organisation", "lane", "id"], name="cauce_delivery_lane")]


class KeptMessage(models.Model):
    """A message that nobody could take yet."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    name = models.TextField()
    correlation = models.TextField(null=True)
    case_key = models.TextField(null=True)
    lane = models.TextField()
    payload = models.BinaryField()
    expires_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """Found by who begins to listen, and by the case that ends."""

        db_table = "cauce_kept_message"
        indexes = [
            models.Index(
                fields=["organisation", "name", "correlation"], name="cauce_kept_message_name"
            ),
            models.Index(fields=["organisation", "case_key"], name="cauce_kept_message_case"),
        ]


class IdempotencyKey(models.Model):
    """The result of a start or publication that must not happen twice."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    scope = models.TextField()
    """`start:` or `publish:` and the name of the process or message."""
    key = models.TextField()
    result = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField()

    class Meta:
        """A key is used once."""

        db_table = "cauce_idempotency_key"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scope", "key"], name="cauce_idempotency_key_once"
            )
        ]
