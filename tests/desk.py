"""The desk as a person uses it without a script: open a page, change what is typed, press."""

from datetime import datetime
from unittest.mock import patch

from django.contrib.messages import get_messages
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article


def address(article=None, screen="change"):
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse(f"admin:articles_article_{screen}", args=[article.pk])


def undrawn():
    """`with undrawn():` pages are answered, but not drawn: for who needs only their fields."""
    return patch.object(TemplateResponse, "rendered_content", property(_only_the_messages))


def _only_the_messages(response):
    return " ".join(map(str, get_messages(response._request)))  # they are shown once


def typed_on(response):
    """What the browser would send of a story's page as it stands."""
    shown = response.context_data
    sent = {field.html_name: _as_sent(field) for field in shown["adminform"].form}
    for inline in shown["inline_admin_formsets"]:
        sent |= {field.html_name: _as_sent(field) for field in inline.formset.management_form}
        for row in inline.formset.forms:
            sent |= {field.html_name: _as_sent(field) for field in row}
    return {name: value for name, value in sent.items() if value is not None}


def _as_sent(field):
    value = field.value()
    if value is False:  # an empty box is not sent
        return None
    if value is True:
        return "on"
    if isinstance(value, list):
        return [getattr(item, "pk", item) for item in value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if value is None:
        return None if field.name == "topics" else ""
    return value


def press(client, button, article=None, *, page=None, **changes):
    """Open the story's page (or stay on `page`), type `changes`, and press `button`."""
    if page is None:
        with undrawn():
            page = client.get(address(article))
    sent = typed_on(page) | changes | {"_transition": button}
    return client.post(page.request["PATH_INFO"], sent)


def autosave(client, opened, *, article=None, window="w1", **changes):
    """What the script of an open page sends a second after typing stops."""
    place = address(article, "autosave") if article else address().replace("add", "autosave")
    return client.post(place, typed_on(opened) | changes | {"window": window})


def buttons(response):
    return [str(button.label) for button in response.context["buttons"]]


def told(response):
    """The messages that stand by the fields of a refused page, by field."""
    assert response.status_code == 200
    found = {
        name: list(errors)
        for name, errors in response.context_data["adminform"].form.errors.items()
    }
    for inline in response.context_data["inline_admin_formsets"]:
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found


def state_of(article):
    return Article.objects.with_state().get(pk=article.pk).state


def seen_by_readers(article):
    version = article.versions.live().first()
    return version and version.headline


def said(response):
    """The message that the next page shows."""
    return " ".join(map(str, get_messages(response.wsgi_request)))


def browser_of(user):
    """A browser of their own in which somebody has signed in, beside that of others."""
    client = Client()
    client.force_login(user)
    return client


def answers(response, choice):
    """Every question of a page that came back, answered."""
    conflicts = response.context_data["keeping"].joining.conflicts
    return {f"choice-{conflict.key}": choice for conflict in conflicts}
