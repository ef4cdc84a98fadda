"""What is typed is kept in its person's own slot, until it is saved or discarded."""

import json

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Autosave
from tests.desk import address, autosave, press, said, typed_on
from tests.factories import ArticleFactory, AuthorFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(reporter):
    client = Client()
    client.force_login(reporter)
    return client


@pytest.fixture
def edith(editor):
    client = Client()
    client.force_login(editor)
    return client


def offered(response):
    return [(offer.headline, offer.fields) for offer in response.context["keeping"].offers]


def continued(response):
    [offer] = response.context["keeping"].offers
    return offer.address


# Kept


def test_what_is_typed_is_kept_and_is_not_history(mara):
    article = ArticleFactory(headline="As it was")
    page = mara.get(address(article))

    response = autosave(mara, page, article=article, headline="Typed")

    assert response.json().keys() == {"saved"}
    assert article.versions.count() == 1
    assert Article.objects.get().headline == "As it was"
    assert Autosave.objects.get().typed["headline"] == ["Typed"]


def test_every_word_of_a_page_comes_back_when_its_person_goes_on_with_it(mara):
    first, second = AuthorFactory(name="First"), AuthorFactory(name="Second")
    article, topic = ArticleFactory(byline=first), TopicFactory()
    other = ArticleFactory(live=True).versions.get().path
    typed = {
        "kicker": "K", "headline": "H", "standfirst": "S", "body": "<p>B</p>",
        "topics": [topic.pk], "label": "opinion", "slug": "s", "search_headline": "SH",
        "search_summary": "SS", "sources": "A report", "related": other,
        "expires_at": "2099-01-01T06:00", "note": "For the desk.", "comments_open": "False",
        "bylines-0-author": second.pk, "bylines-1-author": first.pk, "bylines-1-role": "reporting",
    }  # fmt: skip
    autosave(mara, mara.get(address(article)), article=article, **typed)

    page = mara.get(continued(mara.get(address(article))))

    shown = typed_on(page)
    assert shown | {"topics": [int(pk) for pk in shown["topics"]]} | {
        name: int(shown[name]) for name in shown if name.endswith("-author") and shown[name]
    } == shown | {name: value for name, value in typed.items() if value != ""}
    press(mara, "save", page=page)
    article.refresh_from_db()
    assert (article.headline, article.comments_open) == ("H", False)
    assert [line["name"] for line in article.latest_version.bylines] == ["Second", "First"]
    assert not Autosave.objects.exists()


def test_unsaved_words_are_offered_and_replace_nothing_by_themselves(mara):
    article = ArticleFactory(headline="As it was")
    autosave(mara, mara.get(address(article)), article=article, headline="Typed")

    page = mara.get(address(article))

    assert typed_on(page)["headline"] == "As it was"
    assert offered(page) == [("Typed", "Headline")]
    assert "Continue with them" in page.text


def test_words_that_are_in_the_story_by_now_are_not_offered(mara, edith):
    article = ArticleFactory()
    autosave(mara, mara.get(address(article)), article=article, headline="The same")
    press(edith, "save", article, headline="The same", kicker="And more")

    assert offered(mara.get(address(article))) == []


def test_what_is_typed_and_undone_leaves_nothing(mara):
    article = ArticleFactory(headline="As it was")
    page = mara.get(address(article))

    autosave(mara, page, article=article, headline="Typed")
    autosave(mara, page, article=article, headline="As it was")

    assert not Autosave.objects.exists()


def test_a_save_empties_the_slot_of_its_page_alone(mara):
    article = ArticleFactory()
    one, two = mara.get(address(article)), mara.get(address(article))
    autosave(mara, one, article=article, headline="One")
    autosave(mara, two, article=article, headline="Two", window="w2")

    press(mara, "save", page=one, headline="One")

    assert [slot.headline for slot in Autosave.objects.all()] == ["Two"]


def test_an_autosave_that_arrives_after_its_save_leaves_nothing(mara):
    page = mara.get(address())
    press(mara, "save", page=page, headline="New", note="A note.")

    autosave(mara, page, headline="New", note="A note.")

    assert not Autosave.objects.exists()


def test_words_of_a_refused_page_are_kept_without_any_script(edith):
    article = ArticleFactory(headline="As it was")

    press(edith, "publish", article, headline="", note="Why?")

    [slot] = Autosave.objects.all()
    assert slot.typed["note"] == ["Why?"]


def test_words_typed_on_a_page_that_was_overtaken_are_joined_when_they_are_gone_on_with(
    mara, edith
):
    article = ArticleFactory(headline="Old", kicker="Old")
    autosave(mara, mara.get(address(article)), article=article, headline="Mine")
    press(edith, "save", article, kicker="Theirs")

    page = mara.get(continued(mara.get(address(article))))
    press(mara, "save", page=page)

    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("Mine", "Theirs")


# Stories that were never saved


def test_an_unfinished_story_is_listed_where_stories_begin(mara):
    autosave(mara, mara.get(address()), headline="Half a story")

    assert offered(mara.get(address())) == [("Half a story", "")]
    assert "Half a story" in mara.get("/admin/").text
    page = mara.get(continued(mara.get(address())))
    assert typed_on(page)["headline"] == "Half a story"
    press(mara, "save", page=page)
    assert Article.objects.get().headline == "Half a story"
    assert "Typed and not saved" not in mara.get("/admin/").text


def test_a_page_on_which_nothing_was_typed_is_no_story(mara):
    autosave(mara, mara.get(address()))

    assert not Autosave.objects.exists()


def test_words_are_discarded_only_when_their_person_says_so(mara):
    article = ArticleFactory()
    autosave(mara, mara.get(address(article)), article=article, headline="Typed")
    [offer] = mara.get(address(article)).context["keeping"].offers

    place = f"/admin/articles/article/unsaved/{offer.slot.page}/discard/"
    assert mara.get(place).status_code == 405
    response = mara.post(place)

    assert response.headers["Location"] == address(article)
    assert not Autosave.objects.exists()
    assert "saved or discarded" in said(mara.post(place))


def test_words_typed_on_two_pages_are_offered_once_and_discarded_together(mara):
    article = ArticleFactory()
    for story in (article, None):
        for asked_after_a_refusal in ({}, {"override": ""}):
            page = mara.get(address(story))
            autosave(mara, page, article=story, headline="Same", **asked_after_a_refusal)
        autosave(mara, mara.get(address(story)), article=story, headline="Other")

    for story in (article, None):
        page = mara.get(address(story))
        assert [headline for headline, _ in offered(page)] == ["Other", "Same"]
        same = page.context["keeping"].offers[1].slot.page
        mara.post(f"/admin/articles/article/unsaved/{same}/discard/")

    headlines = [offer.headline for offer in mara.get("/admin/").context["unfinished"]]
    assert headlines == ["Other", "Other"]
    assert Autosave.objects.count() == 2


def test_the_page_that_shows_some_words_does_not_offer_the_same(mara):
    article = ArticleFactory()
    autosave(mara, mara.get(address(article)), article=article, headline="Same")
    first = continued(mara.get(address(article)))
    autosave(mara, mara.get(address(article)), article=article, headline="Same")
    second = continued(mara.get(address(article)))

    assert first != second
    for page in (first, second):
        assert offered(mara.get(page)) == []


def test_going_on_with_words_that_are_gone_opens_the_story_and_says_so(mara):
    article = ArticleFactory()

    response = mara.get(f"{address(article)}?continue=nothing")

    assert response.headers["Location"] == address(article)
    assert "saved or discarded" in said(response)


# Two windows of one person


def test_two_windows_never_write_over_each_other(mara):
    article = ArticleFactory()
    page = mara.get(address(article))
    autosave(mara, page, article=article, headline="One", window="w1")

    refused = autosave(mara, page, article=article, headline="Two", window="w2")

    assert (refused.status_code, refused.json()) == (409, {"reason": "other-window"})
    assert Autosave.objects.get().headline == "One"
    autosave(mara, page, article=article, headline="Two", window="w2", adopting="1")
    assert Autosave.objects.get().headline == "Two"


# Whose they are


def test_a_slot_is_read_by_nobody_but_its_person(mara, edith, admin_client):
    article = ArticleFactory()
    for story in (article, None):
        page = mara.get(address(story))
        autosave(mara, page, article=story, headline="Confidential words")
    pages = [slot.page for slot in Autosave.objects.all()]

    for other in (edith, admin_client):
        screens = ["/admin/", "/admin/articles/", address(), address(article)]
        screens += [f"{address()}?continue={page}" for page in pages]
        screens += [f"{address(article)}?continue={page}" for page in pages]
        for screen in screens:
            assert "Confidential" not in other.get(screen, follow=True).text
        for page in pages:
            other.post(f"/admin/articles/article/unsaved/{page}/discard/")
    assert Autosave.objects.count() == 2


def test_another_cannot_write_into_a_slot(mara, edith):
    article = ArticleFactory()
    page = mara.get(address(article))
    autosave(mara, page, article=article, headline="Mine")

    response = autosave(edith, page, article=article, headline="Forged")

    assert response.status_code == 409
    assert response.json()["reason"] == "other-person"
    assert [slot.headline for slot in Autosave.objects.all()] == ["Mine"]


def test_whoever_may_not_write_a_story_keeps_nothing_of_it(mara, edith, moderator):
    article = ArticleFactory(killed=True)
    page = edith.get(address(article))
    stranger = Client()
    stranger.force_login(moderator)

    for client in (mara, stranger):
        assert autosave(client, page, article=article, headline="x").status_code == 403
    assert autosave(stranger, edith.get(address())).status_code == 403
    assert not Autosave.objects.exists()


def test_a_slot_is_written_with_a_token_only(mara, reporter):
    page = mara.get(address())
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(reporter)

    assert autosave(guarded, page, headline="Forged").status_code == 403


def test_hostile_words_in_a_slot_are_shown_as_words(mara):
    autosave(mara, mara.get(address()), headline="</textarea><script>alert(1)</script>\0")

    for screen in ("/admin/", address(), continued(mara.get(address()))):
        assert "<script>alert" not in mara.get(screen).text


def test_nonsense_about_what_a_page_began_with_breaks_nothing(mara):
    article = ArticleFactory()
    page = mara.get(address(article))
    for nonsense in ("[", "[1]", '"x"', json.dumps({"stage": "published", "id": 7}), "null"):
        response = autosave(mara, page, article=article, headline="x", opened_rest=nonsense)
        assert response.status_code == 200
    for number in ("", "-1", "9" * 30, "x"):
        response = autosave(mara, page, article=article, headline="x", opened_version=number)
        assert response.status_code == 200
    assert autosave(mara, page, article=article, page="").status_code == 400


# What it costs


def test_opening_a_page_costs_the_same_with_one_slot_and_with_many(
    mara, reporter, django_assert_num_queries
):
    article = ArticleFactory(topics=[TopicFactory()])
    mara.get(address(article))

    autosave(mara, mara.get(address(article)), article=article, headline="Typed 1")
    press(mara, "save", article, kicker="Saved 1")
    with django_assert_num_queries(48):
        assert len(offered(mara.get(address(article)))) == 1
    [slot] = Autosave.objects.all()
    for number in range(2, 10):
        article.kicker = f"Saved {number}"
        article.save()
        workflow.perform("save", article, by=reporter)
        typed = slot.typed | {"headline": [f"Typed {number}"]}
        Autosave.objects.create(
            user=reporter, article=article, page=f"{number}", base=number, typed=typed
        )
    with django_assert_num_queries(48):
        assert len(offered(mara.get(address(article)))) == 9


def test_an_autosave_costs_little(mara, django_assert_num_queries):
    article = ArticleFactory(topics=[TopicFactory()])
    page = mara.get(address(article))
    autosave(mara, page, article=article, headline="Typed")

    with django_assert_num_queries(16):
        autosave(mara, page, article=article, headline="Typed on")


def test_the_front_of_the_desk_costs_the_same_with_one_slot_and_with_many(
    mara, reporter, django_assert_num_queries
):
    Autosave.objects.create(user=reporter, page="p")
    with django_assert_num_queries(13):
        mara.get("/admin/")
    for number in range(9):
        Autosave.objects.create(user=reporter, page=str(number), article=ArticleFactory())
    Autosave.objects.create(user=UserFactory(), page="p")
    with django_assert_num_queries(13):
        assert len(mara.get("/admin/").context["unfinished"]) == 10


def test_a_note_that_was_sent_is_not_offered_when_the_copy_of_a_browser_arrives_after_it(
    editor, edith
):
    article = ArticleFactory(body="<p>One</p>\n<p>Two</p>", stage="in-review")
    page = edith.get(address(article))
    by_form = typed_on(page) | {"body": "<p>One</p>\r\n<p>Two</p>", "note": "Who paid?"}
    edith.post(address(article), by_form | {"_transition": "request-changes"})
    assert article.events.get(transition="request-changes").note == "Who paid?"

    by_script = {"body": "<p>One</p>\n<p>Two</p>", "note": "Who paid?", "copy": "1", "beside": "b"}
    autosave(edith, page, article=article, **by_script)

    assert not Autosave.objects.of(editor).exists()
    assert offered(edith.get(address(article))) == []


# What a save does not take along


def test_a_notice_typed_before_a_save_is_offered_after_it(edith):
    article = ArticleFactory(live=True)
    typed = {"headline": "New", "notice": "It was 1923.", "note": "Ada rang."}

    press(edith, "save", article, **typed)

    page = edith.get(address(article))
    assert offered(page) == [("New", "Notice to readers")]
    page = edith.get(continued(page))
    assert (typed_on(page)["notice"], typed_on(page)["note"]) == ("It was 1923.", "")
    press(edith, "publish", page=page, change="correction")
    assert article.versions.live().get().notices[-1]["text"] == "It was 1923."
    assert not Autosave.objects.exists()


def test_a_script_whose_page_stays_keeps_what_its_press_did_not_take_along(edith):
    article = ArticleFactory(live=True)
    sent = typed_on(edith.get(address(article))) | {"notice": "It was 1923.", "_transition": "save"}

    answer = edith.post(address(article), sent, headers={"accept": "application/json"})

    assert answer.json() == {"address": address(article), "stays": True}
    assert not Autosave.objects.exists()
