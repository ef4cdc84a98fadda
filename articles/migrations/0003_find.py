"""Finding stories and following what was done; the databases' own indexes of a story's words."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# In SQLite an index beside the table, which three triggers follow; in PostgreSQL a column that it
# fills by itself. The words are cut by articles.words, so neither cuts them any further.
SQLITE = [
    """
    CREATE VIRTUAL TABLE story_words_index USING fts5(
        words, content='articles_storywords', content_rowid='article_id',
        detail='none', tokenize='ascii', prefix='2 3 4'
    )
    """,
    """
    CREATE TRIGGER story_words_added AFTER INSERT ON articles_storywords BEGIN
        INSERT INTO story_words_index (rowid, words) VALUES (new.article_id, new.words);
    END
    """,
    """
    CREATE TRIGGER story_words_gone AFTER DELETE ON articles_storywords BEGIN
        INSERT INTO story_words_index (story_words_index, rowid, words)
        VALUES ('delete', old.article_id, old.words);
    END
    """,
    """
    CREATE TRIGGER story_words_changed AFTER UPDATE ON articles_storywords BEGIN
        INSERT INTO story_words_index (story_words_index, rowid, words)
        VALUES ('delete', old.article_id, old.words);
        INSERT INTO story_words_index (rowid, words) VALUES (new.article_id, new.words);
    END
    """,
]
POSTGRESQL = [
    """
    ALTER TABLE articles_storywords ADD COLUMN found_by tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    "CREATE INDEX story_words_index ON articles_storywords USING gin (found_by)",
]


def index_words(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=20, verbose_name="action")),
                ("terms", models.JSONField(default=dict)),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone")),
            ],
            options={
                "verbose_name": "bulk change",
                "verbose_name_plural": "bulk changes",
            },
        ),
        migrations.CreateModel(
            name="BulkLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Done"),
                            ("refused", "Not done"),
                            ("undone", "Undone"),
                            ("kept", "Not undone"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "told",
                    models.TextField(blank=True, help_text="Why it was not done, or not undone."),
                ),
                ("before", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "story of a bulk change",
                "verbose_name_plural": "stories of a bulk change",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "query",
                    models.CharField(help_text="As it stands in the address.", max_length=1000),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="StoryWords",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("words", models.TextField()),
            ],
        ),
        migrations.AlterModelOptions(
            name="auditentry",
            options={
                "ordering": ["-at", "-pk"],
                "permissions": [
                    (
                        "view_audit_address",
                        "Can see in the audit log from where something was done",
                    ),
                    ("export_audit", "Can export the audit log"),
                ],
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit log",
            },
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_by_last_change",
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_by_stage",
        ),
        migrations.RemoveIndex(
            model_name="auditentry",
            name="audit_by_story",
        ),
        migrations.RemoveIndex(
            model_name="auditentry",
            name="audit_by_person",
        ),
        migrations.AddField(
            model_name="article",
            name="seen_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="picture",
            name="rights",
            field=models.TextField(
                blank=True, help_text="Who holds them, and what was agreed.", verbose_name="rights"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="usable_until",
            field=models.DateTimeField(
                blank=True,
                help_text="Readers do not see the picture from then on.",
                null=True,
                verbose_name="usable until",
            ),
        ),
        migrations.AddField(
            model_name="workflowevent",
            name="overridden",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What the publish checks found and the person went past, and why.",
                verbose_name="overridden checks",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-changed_at", "-id", "section", "stage"], name="article_by_last_change"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["stage", "-changed_at", "-id"], name="article_by_stage"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["headline", "id"], name="article_by_headline"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("seen_until__isnull", False)),
                fields=["stage", "seen_until"],
                name="article_by_end",
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["article", "-at", "-id"], name="audit_by_story"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["by", "-at", "-id"], name="audit_by_person"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["action", "-at", "-id"], name="audit_by_action"),
        ),
        migrations.AddField(
            model_name="bulkchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="bulkline",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="bulkline",
            name="bulk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="articles.bulkchange",
            ),
        ),
        migrations.AddField(
            model_name="bulkline",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.workflowevent",
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkline",
            constraint=models.UniqueConstraint(
                fields=("bulk", "article"), name="story_stands_once_in_a_bulk_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(
                fields=("person", "name"),
                name="saved_filter_has_a_name_of_its_own",
                violation_error_message="You have a filter of this name.",
            ),
        ),
        migrations.RunPython(index_words, migrations.RunPython.noop),
    ]
