"""The group Moderator, and the same rights for editors: whoever may decide about comments."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATOR = [
    *("view_comment", "change_comment", "view_commenter", "view_decision"),
    *("answer_comment", "edit_comment", "feature_comment"),
]


def make_moderators(apps, schema_editor):
    # Django makes permissions after all migrations; these groups need them now.
    create_permissions(installed.get_app_config("comments"), apps=apps, verbosity=0)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name in ("Moderator", "Editor"):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="comments", codename__in=MODERATOR)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0003_moderation"),
        ("articles", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_moderators, migrations.RunPython.noop)]
