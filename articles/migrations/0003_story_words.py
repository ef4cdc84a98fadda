"""The databases' own indexes of the words of stories, which the desk's list finds them by."""

from django.db import migrations

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
    dependencies = [("articles", "0002_groups")]
    operations = [migrations.RunPython(index_words, migrations.RunPython.noop)]
