import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fullarc.web.encryption.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0003_diagnoses_moved_to_plans"),
        ("notes", "0004_drafts_in_typed_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("couple", "Couple"), ("family", "Family"), ("group", "Group")],
                        default="group",
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                ("name", fullarc.web.encryption.fields.EncryptedText(verbose_name="name, for you")),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["begun_at"],
            },
        ),
        migrations.CreateModel(
            name="GroupSession",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("date", models.DateField()),
                ("begins", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("common", fullarc.web.encryption.fields.EncryptedJSON(default=dict)),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="groups.group")),
                (
                    "planned_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-date", "-begins"],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("own", fullarc.web.encryption.fields.EncryptedJSON(default=dict)),
                ("note_version", models.PositiveIntegerField(default=0)),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="groups.groupsession")),
                (
                    "note",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="seat", to="notes.note"),
                ),
                ("session", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="seat", to="clients.session")),
            ],
            options={
                "ordering": ["session__course__client__code"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("begins", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "course",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="in_groups", to="clients.courseofcare"),
                ),
                ("group", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="groups.group")),
            ],
            options={
                "ordering": ["begins"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ends", None)), fields=("group", "course"), name="in_a_group_once")
                ],
            },
        ),
    ]
