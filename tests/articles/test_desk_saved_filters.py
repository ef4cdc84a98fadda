"""What a person looks for again and again, kept under a name of theirs."""

import pytest
from django.urls import reverse

from articles.models import SavedFilter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def keep(desk, name, query):
    return desk.post(reverse("admin:articles_filter_save"), {"name": name, "query": query})


def test_a_filter_is_kept_under_a_name_and_shown_above_the_list(desk, editor):
    response = keep(desk, "Live now", "state=live&q=bridge&before=x~1&nonsense=1")

    assert response.headers["Location"] == f"{LIST}?q=bridge&state=live"
    page = desk.get(response.headers["Location"]).text
    assert '<a href="?q=bridge&amp;state=live" aria-current="true">Live now</a>' in page
    assert editor.saved_filters.get().query == "q=bridge&state=live"


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [
        ("", "state=live", "Give the filter a name."),
        ("Nothing", "", "Nothing is filtered."),
        ("Wrong", "state=nonsense&before=1", "Nothing is filtered."),
        ("Taken", "state=live", "You have a filter of this name."),
        ("Long", f"q={'é' * 900}", "too long"),
        ("x" * 41, "state=live", "at most 40 characters"),
    ],
)
def test_a_filter_that_cannot_be_kept_says_why(desk, editor, name, query, told):
    editor.saved_filters.create(name="Taken", query="state=draft")

    response = desk.post(
        reverse("admin:articles_filter_save"), {"name": name, "query": query}, follow=True
    )

    assert told in response.text
    assert editor.saved_filters.count() == 1


def test_a_filter_is_removed_by_its_owner_alone(desk, editor):
    mine = editor.saved_filters.create(name="Mine", query="state=live")
    theirs = UserFactory().saved_filters.create(name="Theirs", query="state=live")

    page = desk.get(LIST).text
    assert ("Mine" in page, "Theirs" in page) == (True, False)
    assert desk.get(reverse("admin:articles_filter_remove", args=[mine.pk])).status_code == 405
    for saved, status in ((mine, 302), (theirs, 404)):
        address = reverse("admin:articles_filter_remove", args=[saved.pk])
        assert desk.post(address).status_code == status

    assert list(SavedFilter.objects.all()) == [theirs]


def test_nobody_keeps_filters_without_end(desk, editor):
    for number in range(30):
        editor.saved_filters.create(name=f"Filter {number}", query="state=live")

    keep(desk, "One more", "state=live")

    assert editor.saved_filters.count() == 30


def test_whoever_may_not_see_the_list_keeps_no_filter(client, moderator):
    client.force_login(moderator)

    assert keep(client, "Live", "state=live").status_code == 403
    assert client.get(LIST).status_code == 403
