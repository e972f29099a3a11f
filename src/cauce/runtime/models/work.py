"""What people and machines have to do: tasks, jobs, incidents."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from cauce.runtime.models.cases import Instance
from cauce.runtime.models.organisation import Organisation


class RoleSet(models.Model):
    """A set of roles that tasks are for: a task names it by one number."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    roles = models.TextField()
    """The role names as a sorted JSON list."""

    class Meta:
        """A set is one row."""

        db_table = "cauce_role_set"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "roles"], name="cauce_role_set_roles")
        ]


class Task(models.Model):
    """A user task, open or closed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    instance = models.ForeignKey(Instance, models.CASCADE, db_index=False)
    key = models.PositiveIntegerField()
    element_id = models.TextField()
    name = models.TextField()
    role_set = models.ForeignKey(RoleSet, models.PROTECT, db_index=False)
    users = models.TextField(default="")
    """The logins it is for, beside the roles, as a JSON list; empty: none."""
    excluded = models.TextField(default="")
    """Four eyes: the logins it is not for, as a JSON list; empty: none."""
    assignee = models.TextField(null=True)
    form = models.TextField(null=True)
    priority = models.IntegerField(default=50)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    asks = models.TextField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(null=True)
    completed = models.BooleanField(default=False)
    """Whether it was closed by completing it (else it was withdrawn)."""

    class Meta:
        """Open tasks are found by role and by person."""

        db_table = "cauce_task"
        constraints = [models.UniqueConstraint(fields=["instance", "key"], name="cauce_task_key")]
        indexes = [
            models.Index(
                fields=["organisation", "role_set", "id"],
                name="cauce_task_open_role",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["organisation", "assignee"],
                name="cauce_task_open_person",
                condition=Q(closed_at__isnull=True, assignee__isnull=False),
            ),
        ]


class Job(models.Model):
    """Work for outside of a step, at an activation of an instance."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    instance = models.ForeignKey(Instance, models.CASCADE, db_index=False)
    key = models.PositiveIntegerField()
    element_id = models.TextField()
    type = models.TextField()
    retries = models.IntegerField()
    due_at = models.DateTimeField(db_index=True)
    """When it may be tried next."""
    locked_until = models.DateTimeField(null=True)
    worker = models.TextField(null=True)
    error = models.TextField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """An activation has one job."""

        db_table = "cauce_job"
        constraints = [models.UniqueConstraint(fields=["instance", "key"], name="cauce_job_key")]


class Incident(models.Model):
    """A failure of the system that a person has to look at.

    Either the engine's own, which stands in the instance's state under `key`; or a piece of work
    that the runtime could not do, which no state knows: that one is tried again by itself while
    `retry_at` says when, and after that it waits for a person.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    instance = models.ForeignKey(Instance, models.CASCADE, null=True)
    """Null: it concerns no instance, such as one that could not begin."""
    key = models.PositiveIntegerField()
    """What it is called in the state; 0 for a piece of work."""
    code = models.TextField()
    element_id = models.TextField()
    message = models.TextField()
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    work = models.CharField(max_length=8, null=True)
    """`delivery`, `timer`, `start`, `job` or `process`; null: the engine's own."""
    work_id = models.BigIntegerField(null=True)
    """The row of the delivery, instance (for its timers), start timer, job or artifact."""
    attempts = models.PositiveIntegerField(db_default=0)
    """How often the work has failed."""
    retry_at = models.DateTimeField(null=True)
    resolved_by = models.TextField(null=True)
    reason = models.TextField(null=True)
    """Why somebody gave the work up; null: nobody did."""

    class Meta:
        """Open ones are found by organisation; a piece of work has one."""

        db_table = "cauce_incident"
        indexes = [
            models.Index(
                fields=["organisation", "id"],
                name="cauce_incident_open",
                condition=Q(resolved_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "work_id"],
                condition=Q(resolved_at__isnull=True, work__isnull=False),
                name="cauce_incident_one_per_work",
            )
        ]
