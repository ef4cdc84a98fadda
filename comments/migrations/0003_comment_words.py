"""The databases' own indexes of the words of comments, which the queue finds them by."""

from django.db import migrations

# In SQLite an index beside the table, which three triggers follow; in PostgreSQL a column that it
# fills by itself. The words are cut by articles.words, so neither cuts them any further.
SQLITE = [
    """
    CREATE VIRTUAL TABLE comment_words_index USING fts5(
        words, content='comments_commentwords', content_rowid='comment_id',
        detail='none', tokenize='ascii', prefix='2 3 4'
    )
    """,
    """
    CREATE TRIGGER comment_words_added AFTER INSERT ON comments_commentwords BEGIN
        INSERT INTO comment_words_index (rowid, words) VALUES (new.comment_id, new.words);
    END
    """,
    """
    CREATE TRIGGER comment_words_gone AFTER DELETE ON comments_commentwords BEGIN
        INSERT INTO comment_words_index (comment_words_index, rowid, words)
        VALUES ('delete', old.comment_id, old.words);
    END
    """,
    """
    CREATE TRIGGER comment_words_changed AFTER UPDATE ON comments_commentwords BEGIN
        INSERT INTO comment_words_index (comment_words_index, rowid, words)
        VALUES ('delete', old.comment_id, old.words);
        INSERT INTO comment_words_index (rowid, words) VALUES (new.comment_id, new.words);
    END
    """,
]
POSTGRESQL = [
    """
    ALTER TABLE comments_commentwords ADD COLUMN found_by tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    "CREATE INDEX comment_words_index ON comments_commentwords USING gin (found_by)",
]


def index_words(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_moderators")]
    operations = [migrations.RunPython(index_words, migrations.RunPython.noop)]
