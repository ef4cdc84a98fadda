"""Sections in somebody's care, approvals, times, assignments, notes, notifications and the outbox."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Once more, with the permission that this change adds.
make_groups = import_module("articles.migrations.0002_groups").make_groups


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="note")),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The words of the story that the note is about.",
                        max_length=1000,
                        verbose_name="passage",
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="resolved"),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted for review"),
                            ("sent-back", "Sent back"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("scheduled", "Scheduled"),
                            ("mentioned", "Mentioned in a note"),
                            ("assigned", "Assigned"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("read_at", models.DateTimeField(null=True, verbose_name="read")),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NotificationChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted for review"),
                            ("sent-back", "Sent back"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("scheduled", "Scheduled"),
                            ("mentioned", "Mentioned in a note"),
                            ("assigned", "Assigned"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("bell", models.BooleanField(default=True, verbose_name="bell")),
                ("mail", models.BooleanField(default=True, verbose_name="e-mail")),
            ],
            options={
                "verbose_name": "choice of notifications",
                "verbose_name_plural": "choices of notifications",
            },
        ),
        migrations.CreateModel(
            name="OutboxTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="key")),
                ("payload", models.JSONField(default=dict, verbose_name="content")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next attempt"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="last error")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done")),
                ("given_up_at", models.DateTimeField(null=True, verbose_name="given up")),
            ],
            options={
                "verbose_name": "task of the outbox",
                "verbose_name_plural": "outbox",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("review_article", "Can approve stories and request changes"),
                    ("publish_article", "Can publish, schedule and unpublish stories"),
                    ("kill_article", "Can kill and reopen stories"),
                    ("edit_every_section", "Can do so in every section, not only their own"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                help_text="Who is to write it. They are told.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="assigned to",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="due_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the story is to be handed in for review.",
                null=True,
                verbose_name="deadline",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="embargo_until",
            field=models.DateTimeField(
                blank=True,
                help_text="The end of the embargo. While it is empty the embargo has no end.",
                null=True,
                verbose_name="not before",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="embargoed",
            field=models.BooleanField(
                default=False,
                help_text="The story is not published, nor scheduled, before the embargo ends.",
                verbose_name="under embargo",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="planned_for",
            field=models.DateTimeField(
                blank=True,
                help_text="When the desk means to run the story. It says nothing to readers.",
                null=True,
                verbose_name="planned for",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="approvals_needed",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "None"), (1, "One person"), (2, "Two people")],
                default=0,
                help_text="How many people must approve the words of a story before it can be published or scheduled. Nobody approves what they saved themselves.",
                verbose_name="approvals needed",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="editors",
            field=models.ManyToManyField(
                blank=True,
                help_text="In whose care the section is, with all that is nested in it: they may approve, publish and kill its stories where their group may, and hear what is submitted.",
                related_name="sections_edited",
                to=settings.AUTH_USER_MODEL,
                verbose_name="editors",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at"],
                name="article_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("planned_for__isnull", False)),
                fields=["planned_for"],
                name="article_by_plan",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("embargoed", True), ("embargo_until__isnull", True), _connector="OR"
                ),
                name="article_embargo_with_an_end_is_an_embargo",
                violation_error_message="“Not before” has a time, but the story is not under embargo: tick the box, or take the time out.",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(("approvals_needed__lte", 2)),
                name="section_needs_two_approvals_at_most",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approvals",
                to="articles.version",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="author",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="mentions",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="note",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replies",
                to="articles.note",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="resolved by",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="note",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.note",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notifications",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notificationchoice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notification_choices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="outboxtask",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("given_up_at__isnull", True)),
                fields=["due_at", "id"],
                name="outbox_by_next_attempt",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxtask",
            index=models.Index(
                condition=models.Q(("given_up_at__isnull", False)),
                fields=["given_up_at"],
                name="outbox_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("version", "by"), name="person_approves_a_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="note_is_resolved_by_somebody_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["to", "-at", "-id"], name="notification_by_person"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["to"],
                name="notification_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationchoice",
            constraint=models.UniqueConstraint(
                fields=("user", "kind"), name="person_chooses_once_per_kind_of_notification"
            ),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
