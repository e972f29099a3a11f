"""The tables of definitions, cases and instances."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField()),
                ("origin", models.TextField(null=True)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "cauce_case",
            },
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("package", models.TextField(default="")),
                ("deployed_at", models.DateTimeField()),
                ("deployed_by", models.TextField(null=True)),
            ],
            options={
                "db_table": "cauce_deployment",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=63, unique=True)),
                ("name", models.TextField()),
                ("epoch", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "cauce_organisation",
            },
        ),
        migrations.CreateModel(
            name="DeployedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="runtime.deployment",
                    ),
                ),
            ],
            options={
                "db_table": "cauce_deployed_file",
            },
        ),
        migrations.CreateModel(
            name="Artifact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("name", models.TextField()),
                ("version", models.PositiveIntegerField()),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.deployment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_artifact",
            },
        ),
        migrations.CreateModel(
            name="Instance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("process", models.TextField()),
                ("status", models.CharField(max_length=10)),
                ("state", models.BinaryField()),
                ("version", models.PositiveIntegerField()),
                ("head", models.BinaryField()),
                ("wake_at", models.DateTimeField(null=True)),
                ("call_key", models.PositiveIntegerField(default=0)),
                ("message_key", models.TextField(null=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.case"
                    ),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="runtime.artifact"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="runtime.instance",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_instance",
            },
        ),
        migrations.AddField(
            model_name="deployment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
            ),
        ),
        migrations.CreateModel(
            name="CaseSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_case_series",
            },
        ),
        migrations.AddField(
            model_name="case",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
            ),
        ),
        migrations.CreateModel(
            name="StartTimer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("element_id", models.TextField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("cycle", models.TextField(null=True)),
                ("anchor", models.DateTimeField()),
                ("left", models.IntegerField()),
                (
                    "artifact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.artifact"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_start_timer",
            },
        ),
        migrations.AddIndex(
            model_name="instance",
            index=models.Index(
                condition=models.Q(("wake_at__isnull", False)),
                fields=["wake_at"],
                name="cauce_instance_wake",
            ),
        ),
        migrations.AddConstraint(
            model_name="instance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("message_key__isnull", False), ("status", "active")),
                fields=("organisation", "process", "message_key"),
                name="cauce_instance_one_per_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseseries",
            constraint=models.UniqueConstraint(
                fields=("organisation", "name"), name="cauce_case_series_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("organisation", "key"), name="cauce_case_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="artifact",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "name", "version"), name="cauce_artifact_version"
            ),
        ),
    ]
