"""The screen on which fronts are arranged, used as without a script: open, type, press."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from tests.pages import headlines, page

HOME = "/admin/articles/arrangement/"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def screen(section=None):
    return reverse("admin:articles_arrangement_section", args=[section.pk]) if section else HOME


def typed_on(response):
    """What a browser would send of the screen as it stands."""
    slots, terms = response.context["slots"], response.context["terms"]
    sent = {}
    for form in [slots.management_form, *slots.forms, terms]:
        for field in form:
            value = field.value()
            if isinstance(value, datetime):
                value = f"{value:%Y-%m-%dT%H:%M}"
            if value is not None and value is not False:
                sent[field.html_name] = value
    return sent


def press(desk, button, *, opened=None, section=None, **typed):
    """Open the screen (or stay on `opened`), type over it, and press a button."""
    opened = opened or desk.get(screen(section))
    changed = {name.replace("row", "slots-").replace("_", "-", 1): v for name, v in typed.items()}
    return desk.post(screen(section), typed_on(opened) | changed | {"_do": button})


def with_stories(desk, *stories, section=None, lead=None):
    """The screen with stories added one by one, as somebody without a script does."""
    opened = desk.get(screen(section))
    for story in stories:
        opened = press(desk, f"add:{story.pk}", opened=opened, section=section)
    if lead:
        opened = press(desk, f"lead:{lead.pk}", opened=opened, section=section)
    return opened


def front(client, section=None):
    return headlines(page(client, section.get_absolute_url() if section else "/"))
