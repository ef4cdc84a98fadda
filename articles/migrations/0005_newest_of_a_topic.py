from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_published_words_index")]
    operations = [
        # The newest stories of a topic are read off its end; Django names no index of such a table.
        migrations.RunSQL(
            "CREATE INDEX version_topic_newest ON articles_version_topics (topic_id, version_id)",
            "DROP INDEX version_topic_newest",
        ),
    ]
