"""The two menus, what editors may do to pages and menus, and the filings of what was published."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = ["add_page", "change_page", "delete_page", "view_page", "change_menu", "view_menu"]


FILE = """
    INSERT INTO articles_filing (version_id, {kind}_id, published_at)
    SELECT version.id, link.{kind}_id, version.published_at
    FROM articles_version version JOIN articles_version_{kind}s link ON link.version_id = version.id
    WHERE version.live_from IS NOT NULL
"""


def make_groups(apps, schema_editor):
    for place in ("main", "footer"):
        apps.get_model("articles", "Menu").objects.get_or_create(place=place)
    # Django makes permissions after all migrations; the group needs them now.
    create_permissions(installed.get_app_config("articles"), apps=apps, verbosity=0)
    allowed = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=EDITOR
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editor")
    group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_listings_and_pages")]
    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunSQL(FILE.format(kind="topic"), migrations.RunSQL.noop),
        migrations.RunSQL(FILE.format(kind="author"), migrations.RunSQL.noop),
    ]
