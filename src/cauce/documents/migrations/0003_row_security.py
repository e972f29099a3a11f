"""Every version of a document says whose it is, and on PostgreSQL is kept to it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

from cauce.runtime.backends.postgresql.policies import Guard


def name_organisations(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each version the organisation of its document."""
    version, document = (
        apps.get_model("documents", name) for name in ("DocumentVersion", "Document")
    )
    theirs = document.objects.filter(pk=OuterRef("document")).values("organisation")
    version.objects.update(organisation=Subquery(theirs))


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_indexes_once"), ("runtime", "0005_row_security")]

    operations = [
        migrations.AddField(
            model_name="documentversion",
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
            model_name="documentversion",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="runtime.organisation",
            ),
        ),
        Guard("cauce_document"),
        Guard("cauce_document_version"),
    ]
