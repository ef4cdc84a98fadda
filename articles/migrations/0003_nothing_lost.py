"""Slots for unsaved words, who has a story open, and presses that are done once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Autosave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=32, verbose_name="page")),
                (
                    "window",
                    models.CharField(
                        blank=True,
                        help_text="The window that wrote here last.",
                        max_length=32,
                        verbose_name="window",
                    ),
                ),
                (
                    "base",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="The version that the page was opened with.",
                        verbose_name="base",
                    ),
                ),
                ("typed", models.JSONField(default=dict, verbose_name="what was typed")),
                (
                    "saved_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="saved"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="autosaves",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="autosaves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "autosave",
                "verbose_name_plural": "autosaves",
                "ordering": ["-saved_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "page"), name="page_has_one_slot_of_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=32, verbose_name="page")),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="last heard of"
                    ),
                ),
                ("taken_over_at", models.DateTimeField(null=True, verbose_name="taken over")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.article",
                    ),
                ),
                (
                    "taken_over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken over by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "ordering": ["opened_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "user", "page"), name="page_is_present_once_in_a_story"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_over_by__isnull", True),
                            ("taken_over_at__isnull", False),
                            _connector="OR",
                        ),
                        name="taken_over_by_somebody_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Press",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=32, verbose_name="page")),
                (
                    "digest",
                    models.CharField(
                        help_text="Of words and button.", max_length=64, verbose_name="digest"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="A digest of them alone.", max_length=64, verbose_name="words"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presses",
                        to="articles.workflowevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "press of a button",
                "verbose_name_plural": "presses of buttons",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["by", "page"], name="press_by_page")],
            },
        ),
    ]
