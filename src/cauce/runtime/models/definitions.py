"""What has been deployed: files, and the processes, decisions and forms in them by version."""

from __future__ import annotations

from django.db import models

from cauce.runtime.models.organisation import Organisation


class Deployment(models.Model):
    """Files that were deployed together."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    package = models.TextField(default="")
    """The package of the catalogue that they are of, or empty."""
    deployed_at = models.DateTimeField()
    deployed_by = models.TextField(null=True)

    class Meta:
        """Its table."""

        db_table = "cauce_deployment"


class DeployedFile(models.Model):
    """One file, byte for byte."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="files")
    name = models.TextField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        """Its table."""

        db_table = "cauce_deployed_file"


class Artifact(models.Model):
    """A version of a process, decision or form. Running instances stay on theirs."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    deployment = models.ForeignKey(Deployment, models.CASCADE)
    kind = models.CharField(max_length=8)
    """`process`, `decision` or `form`."""
    name = models.TextField()
    version = models.PositiveIntegerField()

    class Meta:
        """A name has each version once."""

        db_table = "cauce_artifact"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name", "version"], name="cauce_artifact_version"
            )
        ]


class StartTimer(models.Model):
    """A timer start event of the latest version of a process, with its next occurrence."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    artifact = models.ForeignKey(Artifact, models.CASCADE)
    element_id = models.TextField()
    due_at = models.DateTimeField(db_index=True)
    cycle = models.TextField(null=True)
    anchor = models.DateTimeField()
    left = models.IntegerField()

    class Meta:
        """Its table."""

        db_table = "cauce_start_timer"
