"""The two menus, empty: pages have the sections there until the desk says otherwise."""

from django.db import migrations


def make_menus(apps, schema_editor):
    for place in ("main", "footer"):
        apps.get_model("articles", "Menu").objects.get_or_create(place=place)


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_published_words_index")]
    operations = [migrations.RunPython(make_menus, migrations.RunPython.noop)]
