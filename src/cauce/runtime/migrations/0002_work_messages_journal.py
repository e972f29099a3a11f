"""The tables of work, messages and the journal."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runtime", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "instance_id",
                        "seq",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("actor", models.TextField(null=True)),
                ("command", models.BinaryField()),
                ("events", models.BinaryField()),
                ("snapshot", models.BinaryField(null=True)),
                ("state_digest", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
                (
                    "definition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="runtime.artifact",
                    ),
                ),
                (
                    "instance",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="runtime.instance",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="runtime.organisation",
                    ),
                ),
            ],
            options={
                "db_table": "cauce_journal",
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.PositiveIntegerField()),
                ("code", models.TextField()),
                ("element_id", models.TextField()),
                ("message", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.instance"
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
                "db_table": "cauce_incident",
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.TextField()),
                ("key", models.TextField()),
                ("result", models.UUIDField(default=uuid.uuid4)),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_idempotency_key",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lane", models.TextField()),
                ("kind", models.CharField(max_length=8)),
                ("payload", models.BinaryField()),
                ("created_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("error", models.TextField(null=True)),
                (
                    "target",
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
                "db_table": "cauce_delivery",
            },
        ),
        migrations.CreateModel(
            name="RoleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("roles", models.TextField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_role_set",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("name", models.TextField()),
                ("correlation", models.TextField(null=True)),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.instance"
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
                "db_table": "cauce_subscription",
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("key", models.PositiveIntegerField()),
                ("element_id", models.TextField()),
                ("name", models.TextField()),
                ("users", models.TextField(default="")),
                ("excluded", models.TextField(default="")),
                ("assignee", models.TextField(null=True)),
                ("form", models.TextField(null=True)),
                ("priority", models.IntegerField(default=50)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("waiting_since", models.DateTimeField(null=True)),
                ("asks", models.TextField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField(null=True)),
                ("completed", models.BooleanField(default=False)),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.instance"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
                (
                    "role_set",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="runtime.roleset",
                    ),
                ),
            ],
            options={
                "db_table": "cauce_task",
            },
        ),
        migrations.CreateModel(
            name="KeptMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("correlation", models.TextField(null=True)),
                ("case_key", models.TextField(null=True)),
                ("lane", models.TextField()),
                ("payload", models.BinaryField()),
                ("expires_at", models.DateTimeField(db_index=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.organisation"
                    ),
                ),
            ],
            options={
                "db_table": "cauce_kept_message",
                "indexes": [
                    models.Index(
                        fields=["organisation", "name", "correlation"],
                        name="cauce_kept_message_name",
                    ),
                    models.Index(
                        fields=["organisation", "case_key"], name="cauce_kept_message_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.PositiveIntegerField()),
                ("element_id", models.TextField()),
                ("type", models.TextField()),
                ("retries", models.IntegerField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("locked_until", models.DateTimeField(null=True)),
                ("worker", models.TextField(null=True)),
                ("error", models.TextField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "instance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="runtime.instance"
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
                "db_table": "cauce_job",
                "constraints": [
                    models.UniqueConstraint(fields=("instance", "key"), name="cauce_job_key")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", True)),
                fields=["organisation", "id"],
                name="cauce_incident_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="idempotencykey",
            constraint=models.UniqueConstraint(
                fields=("organisation", "scope", "key"), name="cauce_idempotency_key_once"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["organisation", "lane", "id"], name="cauce_delivery_lane"),
        ),
        migrations.AddConstraint(
            model_name="roleset",
            constraint=models.UniqueConstraint(
                fields=("organisation", "roles"), name="cauce_role_set_roles"
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                fields=["organisation", "name", "correlation"], name="cauce_subscription_name"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["organisation", "role_set", "id"],
                name="cauce_task_open_role",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("assignee__isnull", False), ("closed_at__isnull", True)),
                fields=["organisation", "assignee"],
                name="cauce_task_open_person",
            ),
        ),
    ]
