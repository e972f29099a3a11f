"""Every row says whose it is, and on PostgreSQL is kept to it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

from cauce.runtime.backends.postgresql.policies import Found, Guard, Lead

TABLES = (
    "cauce_artifact",
    "cauce_case",
    "cauce_case_series",
    "cauce_delivery",
    "cauce_deployed_file",
    "cauce_deployment",
    "cauce_idempotency_key",
    "cauce_incident",
    "cauce_instance",
    "cauce_job",
    "cauce_journal",
    "cauce_kept_message",
    "cauce_role_set",
    "cauce_start_timer",
    "cauce_subscription",
    "cauce_task",
)


def name_organisations(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each file the organisation of its deployment."""
    file, deployment = (apps.get_model("runtime", name) for name in ("DeployedFile", "Deployment"))
    theirs = deployment.objects.filter(pk=OuterRef("deployment")).values("organisation")
    file.objects.update(organisation=Subquery(theirs))


class Migration(migrations.Migration):
    dependencies = [("runtime", "0004_indexes_once")]

    operations = [
        migrations.AddField(
            model_name="deployedfile",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="runtime.organisation",
            ),
        ),
        migrations.RunPython(name_organisations, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="deployedfile",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="runtime.organisation",
            ),
        ),
        *(Guard(table) for table in TABLES),
        Guard("cauce_organisation", "id"),
        Found(),
        Lead("key", kind="text", table="cauce_organisation", column="key", organisation="id"),
        Lead("task", kind="uuid", table="cauce_task", column="uid"),
        Lead("instance", kind="uuid", table="cauce_instance", column="uid"),
        Lead("incident", kind="bigint", table="cauce_incident", column="id"),
    ]
