"""The databases' own indexes of the words by which readers find stories."""

from django.db import migrations

# In SQLite an index beside the table, which two triggers follow: a row comes and goes and is never
# changed. Words arrive as stems, so neither database cuts them any further.
SQLITE = [
    """
    CREATE VIRTUAL TABLE published_words_index USING fts5(
        headline, words, content='articles_publishedwords', content_rowid='place',
        columnsize=0, tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER published_words_added AFTER INSERT ON articles_publishedwords BEGIN
        INSERT INTO published_words_index (rowid, headline, words)
        VALUES (new.place, new.headline, new.words);
    END
    """,
    """
    CREATE TRIGGER published_words_gone AFTER DELETE ON articles_publishedwords BEGIN
        INSERT INTO published_words_index (published_words_index, rowid, headline, words)
        VALUES ('delete', old.place, old.headline, old.words);
    END
    """,
]
# The vectors stand beside the table, so that a word that many stories have is found by reading
# few pages.
POSTGRESQL = [
    "ALTER TABLE articles_publishedwords SET (toast_tuple_target = 128)",
    """
    ALTER TABLE articles_publishedwords
        ALTER COLUMN headline SET STORAGE EXTERNAL, ALTER COLUMN words SET STORAGE EXTERNAL
    """,
    "CREATE INDEX published_headline_index ON articles_publishedwords USING gin (headline)",
    "CREATE INDEX published_words_index ON articles_publishedwords USING gin (words)",
]


def index_words(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_story_words")]
    operations = [migrations.RunPython(index_words, migrations.RunPython.noop)]
