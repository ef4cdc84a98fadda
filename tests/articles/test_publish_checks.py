"""What a story needs before readers may see it, and what may be gone past with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publish_checks, workflow
from articles.models import Label, State
from articles.publish_checks import CHECKS
from tests.desk import press, seen_by_readers, state_of, told
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    go_live,
)

pytestmark = pytest.mark.django_db


def found(article, **terms):
    problems = publish_checks.found(article, **terms)
    return [(problem.field, problem.message) for problem in problems]


def test_a_complete_story_has_no_problem():
    assert found(ArticleFactory(lead_picture=PictureFactory())) == []


def test_what_makes_a_story_a_story_is_never_gone_past():
    blocking = {check.field for check in CHECKS if not check.may_be_overridden}

    assert blocking == {
        *("headline", "slug", "section", "body", "bylines", "expires_at", "change", "notice"),
    }


@pytest.mark.parametrize("place", ["lead_picture", "body"])
@pytest.mark.parametrize(
    ("picture", "message"),
    [
        ({"alt_text": " "}, "has no alt text."),
        ({"credit": ""}, "has no credit."),
        ({"usable_until": timedelta(hours=-1)}, "may not be shown: its rights ended"),
        ({"usable_until": timedelta(days=3)}, "goes before the story: its rights end"),
    ],
)
def test_a_picture_is_described_credited_and_licensed_for_as_long_as_the_story(
    place, picture, message
):
    if "usable_until" in picture:
        picture = {"usable_until": timezone.now() + picture["usable_until"]}
    shown = PictureFactory(**picture)
    content = {"lead_picture": shown} if place == "lead_picture" else {}
    if place == "body":
        content = {"body": f'<p>Words.</p><figure data-picture="{shown.pk}"></figure>'}

    ((field, text),) = found(ArticleFactory(**content))

    assert field == place
    assert message in text


def test_rights_that_outlive_the_story_are_enough():
    week = timezone.now() + timedelta(days=7)
    picture = PictureFactory(usable_until=week)

    assert found(ArticleFactory(lead_picture=picture, expires_at=week)) == []
    assert found(ArticleFactory(lead_picture=picture, expires_at=week), at=week)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h3>Who pays</h3>", "“Who pays” is a heading of the second rank before any"),
        ("<h2> </h2>", "A heading is empty. Write it or take it out."),
        ('<p><a href="https://example.org/"></a></p>', "A link has no words."),
        ('<p><a href="#">here</a></p>', "The link “here” leads nowhere."),
        ("<p><a>here</a></p>", "The link “here” leads nowhere."),
    ],
)  # fmt: skip
def test_headings_and_links_say_something(body, message):
    ((field, text),) = found(ArticleFactory(body=f"<p>Words.</p>{body}"))

    assert (field, text.startswith(message)) == ("body", True)


def test_headings_in_their_order_are_right():
    assert found(ArticleFactory(body="<h2>One</h2><h3>Two</h3><h2>Three</h2>")) == []


def test_a_link_to_a_page_of_ours_that_is_not_there_is_named(settings):
    settings.SITE_URL = "https://news.example.org"
    gone = ("/nowhere/", "https://news.example.org/topics/none/", "/authors/nobody/", "/a/b.html",
            "/nowhere/feed/", "/topics/none/feed/atom/")  # fmt: skip
    body = "".join(f'<p><a href="{href}">link</a></p>' for href in gone)

    assert found(ArticleFactory(body=body)) == [
        ("body", f"No page of ours answers at {href}.") for href in gone
    ]


def test_links_to_what_readers_find_are_right(settings):
    settings.SITE_URL = "https://news.example.org"
    live = ArticleFactory(live=True)
    there = [
        *(live.versions.get(), SectionFactory(), TopicFactory(), AuthorFactory()),
    ]
    hrefs = [page.get_absolute_url() for page in there]
    hrefs += [f"{href}feed/" for href in hrefs[1:]] + ["/feed/", "/corrections/feed/json/"]
    hrefs += [f"https://news.example.org{href}?utm=1#part" for href in hrefs]
    hrefs += ["/", "https://example.org/nowhere/", "mailto:desk@example.org"]
    hrefs += ["//other.example/x", "https://[broken"]
    body = "".join(f'<p><a href="{href}">link</a></p>' for href in hrefs)

    assert found(ArticleFactory(body=body)) == []


def test_a_link_to_a_story_follows_the_clock_and_the_story(settings, editor):
    tomorrow = timezone.now() + timedelta(days=1)
    coming = ArticleFactory(scheduled=True, published_at=tomorrow)
    moved = ArticleFactory(slug="old-name", live=True)
    old = moved.versions.get().get_absolute_url()
    moved.slug = "new-name"
    moved.save()
    workflow.perform("publish", moved, by=editor, change="silent-fix")
    draft_with = lambda href: ArticleFactory(body=f'<p><a href="{href}">link</a></p>')  # noqa: E731
    linking = draft_with(coming.versions.get().get_absolute_url())

    assert found(draft_with(old)) == []
    assert found(linking) != []
    assert found(linking, at=tomorrow) == []
    workflow.perform("kill", moved, by=editor, note="Wrong.")
    assert found(draft_with(old)) != []


def test_opinion_is_labelled_as_what_it_is():
    opinion = SectionFactory(slug="opinion")
    letters = SectionFactory(slug="letters", parent=opinion)

    assert [field for field, _ in found(ArticleFactory(section=letters))] == ["label"]
    assert found(ArticleFactory(section=letters, label=Label.OPINION)) == []
    assert found(ArticleFactory(label=Label.SPONSORED)) == []


def test_the_checks_ask_the_same_however_many_links_there_are(django_assert_num_queries):
    def linking(number):
        hrefs = [f"/section-{n}x/" for n in range(number)] + [
            f"/topics/t{n}/" for n in range(number)
        ]
        body = "".join(f'<p><a href="{href}">link</a></p>' for href in hrefs)
        return ArticleFactory(body=body)

    for number in (1, 100):
        article = linking(number)
        with django_assert_num_queries(5):
            assert len(publish_checks.found(article)) == 2 * number


# Going past


def faulty():
    return ArticleFactory(headline="Faulty", lead_picture=PictureFactory(credit=""))


def test_a_check_is_gone_past_with_a_reason_that_stays_in_the_log(editor):
    article = faulty()

    event = workflow.perform("publish", article, by=editor, override=" Agency is called. ")

    assert event.overridden == {
        "reason": "Agency is called.",
        "checks": ["The lead picture has no credit."],
    }
    assert seen_by_readers(article) == "Faulty"


def test_a_reason_that_nothing_needed_is_not_kept(editor):
    assert workflow.perform("publish", ArticleFactory(), by=editor, override="x").overridden == {}


@pytest.mark.parametrize(
    ("missing", "reason", "allowed"),
    [({"section": None}, "Urgent.", True), ({}, "   ", True), ({}, "Urgent.", False)],
)
def test_nobody_goes_past_what_the_newsroom_does_not_allow(
    editor, settings, missing, reason, allowed
):
    settings.OVERRIDE_CHECKS = allowed
    article = ArticleFactory(lead_picture=PictureFactory(credit=""), **missing)

    with pytest.raises(ValidationError):
        workflow.perform("publish", article, by=editor, override=reason)

    assert seen_by_readers(article) is None


def test_the_refused_page_offers_to_publish_anyway_and_asks_why(client, editor):
    client.force_login(editor)
    article = faulty()
    refused = press(client, "publish", article)
    assert told(refused) == {"lead_picture": ["The lead picture has no credit."]}
    assert "Publish now anyway" in refused.text

    again = press(client, "publish", article, page=refused, override=" ")
    assert told(again)["override"] == ["Write why, or mend what is named."]
    press(client, "publish", article, page=again, override="The agency is called.")

    assert state_of(article) == State.LIVE
    log = client.get(again.request["PATH_INFO"]).text
    assert "The agency is called." in log
    assert "The lead picture has no credit." in log
    entry = article.audit_entries.get()
    assert "The agency is called." in entry.detail
    assert "has no credit" in entry.detail


def test_the_page_does_not_offer_what_is_not_allowed(client, editor, settings):
    client.force_login(editor)
    article = faulty()
    article.section = None
    article.save()
    assert "anyway" not in press(client, "publish", article).text

    settings.OVERRIDE_CHECKS = False
    assert "anyway" not in press(client, "publish", faulty()).text


def test_what_is_mended_needs_no_reason(client, editor):
    client.force_login(editor)
    article = faulty()
    refused = press(client, "publish", article)

    press(client, "publish", article, page=refused, override="", lead_picture="")

    assert state_of(article) == State.LIVE


def test_a_reporter_goes_past_nothing(client, reporter):
    client.force_login(reporter)
    article = faulty()

    response = press(client, "publish", article, override="I am sure.")

    assert response.status_code == 403
    assert seen_by_readers(article) is None


def test_the_story_page_says_what_is_missing_while_it_is_written(client, editor):
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{faulty().pk}/change/").text
    assert "The lead picture has no credit." in page

    page = client.get(f"/admin/articles/article/{ArticleFactory().pk}/change/").text
    assert "Nothing is missing." in page


# What readers are told


@pytest.mark.parametrize(
    ("label", "printed", "kind"),
    [
        (Label.NEWS, "", "NewsArticle"),
        (Label.OPINION, "Opinion", "OpinionNewsArticle"),
        (Label.ANALYSIS, "Analysis", "AnalysisNewsArticle"),
        (Label.SPONSORED, "Sponsored", "AdvertiserContentArticle"),
    ],
)
def test_readers_are_told_what_kind_of_work_a_story_is(client, label, printed, kind):
    article = ArticleFactory(label=label)
    go_live(article.latest_version, at=timezone.now() - timedelta(hours=1))
    shown = f'<span class="label">{printed}</span>'

    by = article.bylines.get().author
    for address in (article.versions.get().get_absolute_url(), "/", by.get_absolute_url()):
        page = client.get(address).text
        assert (shown in page) is bool(printed)
        assert ('class="label"' in page) is bool(printed)
    story = client.get(article.versions.get().get_absolute_url()).text
    assert f'"@type": "{kind}"' in story
