"""The group Moderator, and what editors may do in the discussion."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATOR = [
    *("view_comment", "change_comment", "view_commenter", "view_decision"),
    *("answer_comment", "edit_comment", "feature_comment", "view_houserules"),
]
# Who sets the rules: of the house, and of a story.
EDITOR = [*MODERATOR, "change_houserules", "change_storydiscussion"]
SECTION_EDITOR = ["change_storydiscussion"]
GROUPS = {"Moderator": MODERATOR, "Editor": EDITOR, "Section editor": SECTION_EDITOR}


def make_moderators(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    create_permissions(installed.get_app_config("comments"), apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="comments", codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_initial"),
        ("articles", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_moderators, migrations.RunPython.noop)]
