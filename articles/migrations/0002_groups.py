"""The groups Reporter, Section editor and Editor, with what each may do at the desk."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

REPORTER = [
    *("add_article", "change_article", "view_article", "view_version"),
    *("add_picture", "change_picture", "view_picture"),
    *("view_section", "view_author", "add_topic", "view_topic"),
]
# What they may do to stories, in the sections that are in their care.
SECTION_EDITOR = [
    *REPORTER,
    *("review_article", "publish_article", "kill_article", "view_notesender"),
]
EDITOR = [
    *SECTION_EDITOR,
    *("edit_every_section", "view_auditentry"),
    *("add_section", "change_section", "delete_section"),
    *("add_author", "change_author", "delete_author"),
    *("change_topic", "delete_topic", "delete_picture"),
    *("arrange_fronts", "add_banner", "change_banner", "delete_banner", "view_banner"),
    *("add_page", "change_page", "delete_page", "view_page", "change_menu", "view_menu"),
    *("change_masthead", "view_masthead"),
]


def make_groups(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    create_permissions(installed.get_app_config("articles"), apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    groups = {"Reporter": REPORTER, "Section editor": SECTION_EDITOR, "Editor": EDITOR}
    for name, codenames in groups.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
