"""Documents and their versions. A version is written once."""

from __future__ import annotations

import uuid

from django.db import models

from cauce.runtime.models import Case, Organisation


class Document(models.Model):
    """A document of a case: one for each type."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    case = models.ForeignKey(Case, models.CASCADE, db_index=False)
    type = models.TextField()
    """The key of its type in the package, such as `D3`."""
    code = models.TextField()
    name = models.TextField()
    state = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        """A case has one of each type."""

        db_table = "cauce_document"
        constraints = [models.UniqueConstraint(fields=["case", "type"], name="cauce_document_type")]


class DocumentVersion(models.Model):
    """A version as it was issued: HTML, and who issued it (a login; None: the system)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, db_index=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    reference = models.TextField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    issued_by = models.TextField(null=True)
    issued_at = models.DateTimeField()
    note = models.TextField(default="")
    """What was corrected since the version before."""

    class Meta:
        """A document has each number once."""

        db_table = "cauce_document_version"
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="cauce_document_version_no")
        ]
