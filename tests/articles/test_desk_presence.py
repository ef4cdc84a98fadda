"""Who else has a story open: they are seen, and nobody is locked out."""

import pytest
from django.test import Client

from articles.models import AuditEntry, Presence
from tests.desk import address, press
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


class Window:
    """A story's page, open in the browser of `user`."""

    def __init__(self, user, article, page="page"):
        self.client, self.article, self.page = Client(), article, f"{user.pk}-{page}"
        self.client.force_login(user)

    def ping(self, **more):
        return self._say("presence", **more).json()

    def close(self):
        assert self._say("presence", leaving="1").status_code == 204

    def take_over(self):
        return self._say("take_over").json()

    def _say(self, screen, **more):
        return self.client.post(address(self.article, screen), {"page": self.page} | more)


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def mara(reporter, article):
    return Window(reporter, article)


@pytest.fixture
def edith(editor, article):
    return Window(editor, article)


def test_each_sees_the_others_name_with_the_first_ping(mara, edith):
    assert mara.ping()["others"] == []
    assert edith.ping()["others"] == ["reporter"]
    assert mara.ping()["others"] == ["editor"]


def test_the_page_itself_names_who_is_there(mara, edith, article):
    mara.ping()

    page = edith.client.get(address(article))

    assert page.context["keeping"].others == ["reporter"]
    assert "has this story open" in page.text


def test_whoever_closes_the_page_is_gone(mara, edith):
    mara.ping()
    edith.ping()

    edith.close()

    assert mara.ping()["others"] == []


def test_whoever_is_not_heard_of_is_gone(mara, edith, time_machine):
    time_machine.move_to("2026-11-23T12:00:00+00:00", tick=False)
    edith.ping()
    time_machine.move_to("2026-11-23T12:01:29+00:00", tick=False)
    assert mara.ping()["others"] == ["editor"]
    time_machine.move_to("2026-11-23T12:01:31+00:00", tick=False)
    assert mara.ping()["others"] == []


def test_another_window_of_the_same_person_is_told_of(mara, reporter, article):
    mara.ping()

    assert Window(reporter, article, "second").ping()["elsewhere"] is True
    assert mara.ping()["others"] == []


def test_one_takes_over_and_the_other_is_told_and_can_take_it_back(mara, edith):
    mara.ping()
    edith.ping()

    assert edith.take_over()["takenOver"] is False
    assert mara.ping()["takenOver"]["by"] == "editor"
    assert edith.ping()["takenOver"] is False

    assert mara.take_over()["takenOver"] is False
    assert edith.ping()["takenOver"]["by"] == "reporter"


def test_whoever_was_taken_over_writes_on_when_the_other_has_left(mara, edith):
    mara.ping()
    edith.take_over()
    assert mara.ping()["takenOver"]

    edith.close()

    assert mara.ping()["takenOver"] is False


def test_taking_over_is_logged(mara, edith, article):
    mara.ping()
    edith.take_over()

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.article, entry.by.username, entry.detail) == (
        "take-over", article, "editor", "reporter",
    )  # fmt: skip


def test_whoever_was_taken_over_can_still_save(mara, edith, article):
    page = mara.client.get(address(article))
    mara.ping()
    edith.take_over()

    assert press(mara.client, "save", page=page, headline="Mine").status_code == 302


def test_a_page_hears_that_somebody_else_has_saved(mara, edith, article):
    assert mara.ping()["latest"]["number"] == 1
    press(edith.client, "save", article, headline="Theirs")

    latest = mara.ping()["latest"]
    assert (latest["number"], latest["by"], latest["mine"]) == (2, "editor", False)
    assert edith.ping()["latest"]["mine"] is True


def test_presence_is_told_to_nobody_who_may_not_write_the_story(moderator, article, mara):
    mara.ping()
    stranger = Window(moderator, article)

    assert stranger._say("presence").status_code == 403
    assert stranger._say("take_over").status_code == 403
    assert not AuditEntry.objects.exists()
    assert mara.client.get(address(article, "presence")).status_code == 405


def test_a_ping_costs_the_same_with_one_person_and_with_many(
    mara, article, django_assert_num_queries
):
    mara.ping()
    with django_assert_num_queries(8):
        mara.ping()
    for number in range(20):
        Presence.objects.create(article=article, user=UserFactory(), page=str(number))
    with django_assert_num_queries(8):
        assert len(mara.ping()["others"]) == 20
