"""Two organisations with a row in every table, made by hand; nothing of them could run."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db.models import Model

from cauce.documents.models import Document, DocumentVersion
from cauce.people.models import Membership, Person, RoleHolding
from cauce.runtime import models as m
from cauce.runtime.execute import utcnow

GUARDED: tuple[type[Model], ...] = tuple(
    model
    for model in apps.get_models()
    if model is m.Organisation or any(f.name == "organisation" for f in model._meta.get_fields())
)


def column(model: type[Model]) -> str:
    """Give the column that says whose a row is."""
    return "id" if model is m.Organisation else "organisation_id"


def found(key: str) -> int:
    """Make one; give its id."""
    now = utcnow()
    where = m.Organisation.objects.create(key=key, name=key)
    its: dict[str, Any] = {"organisation": where}
    deployment = m.Deployment.objects.create(**its, deployed_at=now)
    artifact = m.Artifact.objects.create(**its, deployment=deployment, kind="process", version=1)
    m.DeployedFile.objects.create(**its, deployment=deployment, content=b"")
    m.StartTimer.objects.create(**its, artifact=artifact, due_at=now, anchor=now, left=0)
    case = m.Case.objects.create(**its, key="C-1", opened_at=now)
    m.CaseSeries.objects.create(**its, name="C")
    instance = m.Instance.objects.create(
        **its, case=case, definition=artifact, status="active", state=b"", version=1, head=b"",
        started_at=now,
    )  # fmt: skip
    m.JournalEntry.objects.create(
        **its, instance=instance, seq=1, definition=artifact, recorded_at=now, command=b"",
        events=b"", state_digest=b"", previous=b"", hash=b"",
    )  # fmt: skip
    roles = m.RoleSet.objects.create(**its, roles="[]")
    m.Task.objects.create(**its, instance=instance, key=1, role_set=roles, created_at=now)
    m.Job.objects.create(**its, instance=instance, key=1, retries=0, due_at=now, created_at=now)
    m.Incident.objects.create(**its, instance=instance, key=1, raised_at=now)
    m.Subscription.objects.create(**its, instance=instance, key=1, kind="message")
    m.Delivery.objects.create(**its, lane="C-1", kind="message", payload=b"", created_at=now)
    m.KeptMessage.objects.create(**its, lane="C-1", payload=b"")
    m.IdempotencyKey.objects.create(**its, key=str(uuid4()), created_at=now)
    document = Document.objects.create(**its, case=case, changed_at=now)
    DocumentVersion.objects.create(**its, document=document, number=1, issued_at=now)
    person = Person.objects.create(login=f"{key}.ana")
    Membership.objects.create(**its, person=person)
    RoleHolding.objects.create(**its, person=person)
    return int(where.pk)
