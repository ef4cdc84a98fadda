"""The rules of one story's discussion, set on the story's page at the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditEntry, Autosave
from comments.models import HouseRules, StoryDiscussion
from tests.desk import address, browser_of, press, told
from tests.factories import ArticleFactory, CommentFactory, UserFactory
from tests.forms import sent_by_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def save(client, article, page=None, **changes):
    """Press “Save draft” as a browser does; the part's fields by their own names."""
    page = page or client.get(address(article))
    sent = sent_by_browser(page, "article_form") | {"_transition": "save"}
    own = {f"discussion-0-{name}": value for name, value in changes.items()}
    return client.post(address(article), sent | own)


def own(article):
    row = StoryDiscussion.objects.filter(article=article).values().first()
    return row and {
        name: row[name] for name in ("close_after_days", "moderation", "max_links", "order")
    }


def test_a_storys_own_rules_are_saved_with_its_page(desk, editor):
    article = ArticleFactory(live=True, headline="The mill")

    response = save(desk, article, moderation="hold-all", max_links="0", close_after_days="3")

    assert response.status_code == 302
    assert own(article) == {
        "close_after_days": 3, "moderation": "hold-all", "max_links": 0, "order": "",
    }  # fmt: skip
    entry = AuditEntry.objects.get(action="discussion-rules")
    assert (entry.by, entry.article) == (editor, article)
    assert entry.detail.splitlines() == [
        "close after days: 3", "what is held: hold-all", "links that hold: 0",
    ]  # fmt: skip


def test_an_empty_rule_is_the_houses_again(desk):
    article = ArticleFactory(live=True)
    StoryDiscussion.objects.set_rules(article, max_links=1, moderation="open")

    save(desk, article, max_links="", moderation="")

    assert own(article) == {
        "close_after_days": None, "moderation": "", "max_links": None, "order": "",
    }  # fmt: skip


def test_saving_a_story_without_touching_them_makes_no_row_and_counts_stay(desk):
    article, counted = ArticleFactory(live=True), ArticleFactory(live=True)
    StoryDiscussion.objects.create(article=counted, comments_shown=7, threads_shown=2)

    save(desk, article)
    save(desk, counted, order="newest")

    assert own(article) is None
    row = StoryDiscussion.objects.get()
    assert (row.comments_shown, row.threads_shown, row.order) == (7, 2, "newest")
    assert AuditEntry.objects.filter(action="discussion-rules").count() == 1


def test_the_page_says_what_the_house_has_and_how_long_readers_may_write(desk, time_machine):
    time_machine.move_to("2026-05-20T12:00:00+00:00", tick=False)
    HouseRules(close_after_days=14, max_links=3).save()
    article = ArticleFactory(published_at=timezone.now() - timedelta(days=2))

    page = desk.get(address(article)).text

    assert "Readers may comment until 1 Jun 2026 12:00 UTC." in page
    assert 'placeholder="As the house: 3"' in page
    assert "As the house: Hold the comments of whoever has none approved yet" in page
    time_machine.shift(timedelta(days=13))
    closed = "Comments on this story closed on 1 June 2026, 14 days after it was published."
    assert closed in desk.get(address(article)).text


def test_a_new_story_may_begin_with_rules_of_its_own(desk):
    page = desk.get(address())
    sent = sent_by_browser(page, "article_form") | {"_transition": "save", "headline": "New"}

    response = desk.post(address(), sent | {"discussion-0-order": "newest"})

    assert response.status_code == 302
    assert StoryDiscussion.objects.get().order == "newest"
    assert StoryDiscussion.objects.get().article.headline == "New"


def test_a_mistake_keeps_every_word_of_the_page_and_is_in_its_list(desk):
    article = ArticleFactory(live=True, headline="As it was")
    page = desk.get(address(article))
    sent = sent_by_browser(page, "article_form")

    refused = desk.post(
        address(article),
        sent | {"headline": "Typed", "discussion-0-max_links": "-1", "_transition": "save"},
    )

    assert refused.status_code == 200
    assert "Ensure this value is greater than or equal to 0." in refused.text
    shown = sent_by_browser(refused, "article_form")
    assert (shown["headline"], shown["discussion-0-max_links"]) == ("Typed", "-1")
    article.refresh_from_db()
    assert article.headline == "As it was"


# Who may


@pytest.mark.parametrize(("group", "may"), [("Editor", True), ("Section editor", True),
                                            ("Reporter", False)])  # fmt: skip
def test_editors_set_a_storys_rules_and_reporters_open_or_close_it(client, group, may):
    user = UserFactory(group=group)
    client.force_login(user)
    article = ArticleFactory(live=True)
    article.section.editors.add(user)

    page = client.get(address(article))
    sent = sent_by_browser(page, "article_form") | {"_transition": "save"}
    forged = {f"discussion-{name}": "1" for name in ("TOTAL_FORMS", "0-max_links")}
    forged |= {"discussion-INITIAL_FORMS": "0", "discussion-0-opened": '{"max_links": ""}'}
    client.post(address(article), sent | forged | {"comments_open": "False"})

    assert ("discussion-0-moderation" in page.text) is may
    assert (own(article) is not None) is may
    article.refresh_from_db()
    assert article.comments_open is False


# Together


def test_a_page_that_was_overtaken_takes_no_rule_back(desk, admin_user):
    article = ArticleFactory(live=True)
    stale = desk.get(address(article))
    save(browser_of(admin_user), article, moderation="hold-all", max_links="1")

    response = save(desk, article, page=stale, max_links="5")

    assert response.status_code == 302
    assert (own(article)["moderation"], own(article)["max_links"]) == ("hold-all", 5)


def test_rules_typed_and_not_saved_are_kept_and_offered_and_saved_later(desk, editor):
    article = ArticleFactory(live=True)
    page = desk.get(address(article))
    typed = sent_by_browser(page, "article_form") | {"discussion-0-moderation": "hold-all"}
    desk.post(reverse("admin:articles_article_autosave", args=[article.pk]), typed)
    assert own(article) is None

    [offer] = desk.get(address(article)).context["keeping"].offers
    assert offer.fields == "Discussion"
    continued = desk.get(offer.address)
    assert sent_by_browser(continued, "article_form")["discussion-0-moderation"] == "hold-all"
    save(desk, article, page=continued)

    assert own(article)["moderation"] == "hold-all"
    assert not Autosave.objects.exists()


def test_rules_that_were_not_touched_are_no_unsaved_words(desk, editor):
    article = ArticleFactory(live=True)
    StoryDiscussion.objects.set_rules(article, max_links=4, order="newest")
    typed = sent_by_browser(desk.get(address(article)), "article_form")

    desk.post(reverse("admin:articles_article_autosave", args=[article.pk]), typed)

    assert not Autosave.objects.exists()


def test_the_story_page_takes_the_same_queries_however_long_its_discussion_is(
    desk, django_assert_num_queries, django_assert_max_num_queries
):
    article = ArticleFactory(live=True)
    desk.get(address(article))
    with django_assert_max_num_queries(60) as few:
        desk.get(address(article))
    for _ in range(5):
        CommentFactory(article=article, approved=True)
    StoryDiscussion.objects.set_rules(article, max_links=4)
    with django_assert_num_queries(len(few)):
        desk.get(address(article))


def test_the_preview_of_a_page_with_rules_is_the_storys(desk):
    article = ArticleFactory(live=True)
    typed = sent_by_browser(desk.get(address(article)), "article_form")

    response = desk.post(
        reverse("admin:articles_article_preview_of", args=[article.pk]),
        typed | {"headline": "Typed", "discussion-0-max_links": "x"},
    )

    assert response.status_code == 200
    assert "Typed" in response.text


def test_a_button_pressed_without_scripts_and_parts_still_saves(desk):
    """What a page sends that was opened before there were such rules."""
    article = ArticleFactory(live=True)

    response = press(desk, "save", article, headline="Typed")

    assert response.status_code == 302, told(response)
