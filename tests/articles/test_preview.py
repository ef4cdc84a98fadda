"""A story as its readers would see it: at the desk while it is typed, and by a link without one."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, AuditEntry, Layout, PreviewLink, Version
from tests.desk import address, typed_on
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    LiveEntryFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
)
from tests.pages import story_page

pytestmark = pytest.mark.django_db


def preview_address(article=None):
    if article is None:
        return reverse("admin:articles_article_preview")
    return reverse("admin:articles_article_preview_of", args=[article.pk])


def preview(client, article=None, **typed):
    """What the pane beside the editor gets of the page with these words typed into it."""
    sent = typed_on(client.get(address(article))) | typed
    return client.post(preview_address(article), sent)


def main_of(html):
    return re.search(r"<main.*?</main>", html, re.S)[0]


# At the desk


def test_the_preview_shows_the_words_as_they_are_typed(at_the_desk, reporter):
    article = ArticleFactory(headline="Saved headline")
    topic, picture = TopicFactory(name="Bridges"), PictureFactory(alt_text="Not yet public")
    author = AuthorFactory(name="Ann Typed")

    page = preview(
        at_the_desk(reporter), article, headline="Typed headline", standfirst="Typed standfirst",
        body=f'<p>Typed <em>words</em>.</p><figure data-picture="{picture.pk}"></figure>',
        topics=[topic.pk], section=SectionFactory(name="Typed section").pk,
        **{"bylines-0-author": author.pk},
    ).text  # fmt: skip

    for words in (
        '<h1 class="story-headline">Typed headline</h1>', "Typed standfirst", "Ann Typed",
        "<p>Typed <em>words</em>.</p>", "Not yet public", ">Bridges</a>", "Typed section",
    ):  # fmt: skip
        assert words in page
    assert "Saved headline" not in page


def test_the_preview_is_what_readers_get_once_it_is_published(client, editor):
    section, topic = SectionFactory(), TopicFactory()
    ArticleFactory(headline="On the same topic", topics=[topic], live=True)
    article = ArticleFactory(section=section, topics=[topic], lead_picture=PictureFactory())
    client.force_login(editor)

    previewed = main_of(preview(client, article).text)
    workflow.perform("publish", article, by=editor)
    published = main_of(story_page(client, article))

    previewed = previewed.replace(preview_address().rstrip("/"), "")
    discussion = re.search(r'<section class="discussion".*', published, re.S)[0]
    published = published.replace(discussion, "")
    shape = str.maketrans("", "", " \n")
    times = re.compile(r"<time.*?</time>", re.S)
    published, previewed = (
        times.sub("", text.replace("</main>", "")) for text in (published, previewed)
    )
    around = r'<p class="(?:print-only|story-(?:report|share|since))"[^>]*>.*?</p>'
    published = re.sub(around, "", published, flags=re.DOTALL)
    assert previewed.translate(shape) == published.translate(shape)


def test_the_preview_writes_nothing(at_the_desk, editor):
    article = ArticleFactory(headline="Saved", live=True)
    desk = at_the_desk(editor)
    sent = typed_on(desk.get(address(article))) | {"headline": "Typed", "_transition": "publish"}

    with CaptureQueriesContext(
        connection,
    ) as queries:
        desk.post(preview_address(article), sent)

    assert {q["sql"].split()[0] for q in queries} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert Article.objects.get().headline == "Saved"
    assert Version.objects.count() == 1


def test_a_story_that_was_never_saved_is_previewed_however_little_there_is(at_the_desk, reporter):
    desk = at_the_desk(reporter)

    assert "First words" in preview(desk, headline="First words").text
    assert preview(desk).status_code == 200
    assert not Article.objects.exists()


def test_what_is_typed_wrong_leaves_the_rest_of_the_preview(at_the_desk, reporter):
    article = ArticleFactory()

    page = preview(
        at_the_desk(reporter), article, headline="Typed", slug="no slug!", section="999",
        **{"bylines-0-author": "nobody"},
    )  # fmt: skip

    assert page.status_code == 200
    assert "Typed" in page.text


def test_a_typed_notice_stands_above_the_previewed_story(at_the_desk, editor):
    article = ArticleFactory(live=True)

    page = preview(at_the_desk(editor), article, change="correction", notice="It was 1923.").text

    assert "<strong>Correction</strong>" in page
    assert "It was 1923." in page


def test_hostile_words_are_cleaned_in_a_preview_as_they_are_on_a_page(at_the_desk, reporter):
    page = preview(
        at_the_desk(reporter), headline="<script>alert(1)</script>",
        body='<p onclick="x">Hm</p><script>alert(2)</script>',
    ).text  # fmt: skip

    assert "<script>alert" not in page
    assert "onclick" not in page


def test_a_preview_has_nothing_for_machines_no_form_and_links_that_leave_it_alone(
    at_the_desk, editor
):
    response = preview(at_the_desk(editor), ArticleFactory(live=True))

    for absent in ("application/ld+json", "canonical", "og:title", "<form method", "Leave a Reply"):
        assert absent not in response.text
    assert '<base target="_blank">' in response.text
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_the_preview_of_live_coverage_has_the_entries_that_readers_see(at_the_desk, editor):
    article = ArticleFactory(layout=Layout.LIVE, live=True)
    picture = PictureFactory()
    body = f'<p>VISIBLE</p><figure data-picture="{picture.pk}"></figure>'
    LiveEntryFactory(article=article, headline="The sea wall holds", body=body, is_key=True)
    LiveEntryFactory(article=article, body="<p>CANARY</p>", draft=True)
    LiveEntryFactory(article=article, body="<p>CANARY</p>", taken_down=True)
    desk = at_the_desk(editor)

    typed = preview(desk, article, headline="Storm over Sarn", layout=Layout.LIVE)
    saved = desk.get(preview_address(article))

    for html in (typed.text, saved.text):
        assert re.findall(r'<li class="entry[^"]*" id="(entry-\d+)"', html) == ["entry-1"]
        assert '<a href="#entry-1">The sea wall holds</a>' in html
        assert picture.file.removesuffix(".webp") in html
        assert "CANARY" not in html
        assert "live-entries.js" not in html
        assert "data-state" not in html
    assert "Storm over Sarn" in typed.text


@pytest.mark.parametrize("is_saved", [True, False])
def test_live_coverage_is_previewed_before_it_has_begun(at_the_desk, editor, is_saved):
    article = ArticleFactory(layout=Layout.LIVE) if is_saved else None

    html = preview(at_the_desk(editor), article, layout=Layout.LIVE).text

    assert "The first entry is still to come." in html


def test_no_site_can_frame_the_desk_or_a_preview(at_the_desk, editor):
    article = ArticleFactory()
    desk = at_the_desk(editor)

    for response in (desk.get(address(article)), preview(desk, article)):
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_links_and_pictures_of_the_desks_preview_lead_to_the_real_ones(at_the_desk, editor, client):
    picture = PictureFactory()
    article = ArticleFactory(lead_picture=picture)
    desk = at_the_desk(editor)
    prefix = preview_address()
    page = preview(desk, article).text

    source = re.search(r'src="([^"]+/pictures/[^"]+)"', page)[1]
    assert source.startswith(f"{prefix}pictures/")
    assert desk.get(source)["Content-Type"] == "image/webp"
    assert client.get(source.replace(prefix, "/")).status_code == 404
    section = article.section.get_absolute_url()
    assert f'href="{prefix}{section.lstrip("/")}"' in page
    assert desk.get(f"{prefix}{section.lstrip('/')}").url == section


@pytest.mark.parametrize(
    "path", ["/evil.example", "//evil.example", "%09/evil.example", "\\evil.x"]
)
def test_no_preview_leads_off_the_site(at_the_desk, editor, path):
    link = PreviewLink.make(ArticleFactory(), by=editor, days=1, version=None)
    desk = at_the_desk(editor)

    for prefix in (preview_address(), f"/preview/{link.token}/"):
        response = desk.get(prefix + path)
        target = urlsplit(response.get("Location", "/")).netloc
        assert (response.status_code in (302, 404), target) == (True, "")
        assert not response.get("Location", "").startswith(("//", "/\\", "/\t"))


def test_without_a_script_the_saved_words_can_be_opened_again(at_the_desk, editor):
    article = ArticleFactory(headline="Saved words")
    desk = at_the_desk(editor)

    assert "Saved words" in desk.get(preview_address(article)).text
    assert desk.get(preview_address()).url == address()


def test_whoever_may_not_write_a_story_previews_none(client, moderator):
    article = ArticleFactory()
    picture = PictureFactory()
    for user in (moderator, UserFactory()):
        client.force_login(user)
        for where in (preview_address(), preview_address(article)):
            assert client.post(where, {"headline": "x"}).status_code == 403
        assert client.get(preview_address(article)).status_code == 403
        inside = f"{preview_address()}pictures/{picture.widths[0]}/{picture.file}"
        assert client.get(inside).status_code == 403
    client.logout()
    assert client.post(preview_address(article)).status_code == 401
    assert client.get(inside).status_code == 302


# A link


@pytest.fixture
def link(editor):
    picture = PictureFactory(alt_text="Not yet public")
    article = ArticleFactory(headline="CANARY headline", lead_picture=picture)
    return PreviewLink.make(article, by=editor, days=7, version=None, made_for="the lawyer")


def path_of(link):
    return f"/preview/{link.token}/"


def test_a_preview_link_shows_the_story_and_its_pictures_without_an_account(client, link):
    response = client.get(path_of(link))

    assert "CANARY headline" in response.text
    assert "Not published: preview for the lawyer, until" in response.text
    source = re.search(r'src="([^"]+/pictures/[^"]+)"', response.text)[1]
    assert source.startswith(path_of(link))
    assert client.get(source)["Content-Type"] == "image/webp"
    assert not response.cookies


def test_a_previewed_page_is_never_indexed_kept_or_told_to_the_next_site(client, link):
    page = client.get(path_of(link))
    picture = client.get(re.search(r'src="([^"]+/pictures/[^"]+)"', page.text)[1])
    refused = client.get("/preview/nonsense/")

    for response in (page, picture, refused):
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response
        assert response["X-Frame-Options"] == "DENY"
    for absent in (
        "canonical",
        "og:title",
        "og:url",
        "ld+json",
        "Leave a Reply",
        'rel="alternate"',
    ):
        assert absent not in page.text
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page.text


def test_a_link_shows_no_other_picture_of_the_library(client, link):
    other = PictureFactory()

    assert client.get(f"{path_of(link)}pictures/{other.widths[0]}/{other.file}").status_code == 404


def test_a_link_shows_the_pictures_of_related_stories_that_readers_see(client, link):
    ArticleFactory(section=link.article.section, lead_picture=PictureFactory(), live=True)

    sources = re.findall(r'src="([^"]+/pictures/[^"]+)"', client.get(path_of(link)).text)

    assert len(sources) == 2
    assert [client.get(source).status_code for source in sources] == [200, 200]


def test_a_link_to_the_latest_follows_the_story_and_one_to_a_version_does_not(client, link, editor):
    article = link.article
    pinned = PreviewLink.make(article, by=editor, days=1, version=article.latest_version)
    article.headline = "Second headline"
    article.save()
    workflow.perform("save", article, by=editor)

    assert "Second headline" in client.get(path_of(link)).text
    assert "CANARY headline" in client.get(path_of(pinned)).text
    assert "Second headline" not in client.get(path_of(pinned)).text


def test_openings_are_counted(client, link):
    for _ in range(2):
        client.get(path_of(link))
    client.head(path_of(link))

    link.refresh_from_db()
    assert link.opened == 2
    assert link.last_opened_at


def ended(link, how, time_machine):
    """The token of a link that ended in one of the ways in which links end."""
    if how == "expired":
        time_machine.move_to(link.expires_at)
    if how == "revoked":
        link.revoke()
    if how == "killed":
        workflow.perform("kill", link.article, by=link.made_by, note="Legal.")
    edited = link.token[:-1] + ("A" if link.token[-1] != "A" else "B")
    other = {"edited": edited, "unsigned": link.key, "unknown": "x.y", "cut": link.token[:-3]}
    return other.get(how, link.token)


@pytest.mark.parametrize(
    "how", ["expired", "revoked", "killed", "edited", "unsigned", "unknown", "cut"]
)
def test_a_link_that_has_ended_answers_like_one_that_never_was(client, link, how, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    inside = link.article.lead_picture
    token = ended(link, how, time_machine)
    never = client.get("/preview/never-given/")

    for rest in ("", f"pictures/{inside.widths[0]}/{inside.file}", "city/"):
        response = client.get(f"/preview/{token}/{rest}")
        assert response.status_code == 404
        assert response.content == never.content
        assert response.headers == never.headers
        assert "CANARY" not in response.text


def test_a_link_keeps_showing_until_its_last_second(client, link, time_machine):
    time_machine.move_to(link.expires_at - timedelta(seconds=1), tick=False)

    assert client.get(path_of(link)).status_code == 200


def test_once_the_story_is_published_its_link_leads_to_it(client, link, editor):
    link.article.bylines.update(author=AuthorFactory())
    workflow.perform("publish", link.article, by=editor)

    response = client.get(path_of(link))

    assert response.url == link.article.versions.live().get().get_absolute_url()
    assert response["Cache-Control"] == "private, no-store"


def test_a_link_takes_nothing_but_a_look(client, link):
    assert client.post(path_of(link)).status_code == 405


def test_two_links_never_share_a_token(link, editor):
    other = PreviewLink.make(link.article, by=editor, days=7, version=None)

    assert other.token != link.token
    assert PreviewLink.objects.for_token(f"{other.key}.{link.token.rpartition('.')[2]}") is None


# Made and revoked at the desk


def links_address(article):
    return reverse("admin:articles_article_preview_links", args=[article.pk])


def make(client, article, **typed):
    sent = {"days": "7", "shows": "latest", "made_for": "the source"} | typed
    return client.post(links_address(article), sent)


@pytest.mark.parametrize("days", [1, 3, 7, 30])
def test_a_link_is_made_for_as_many_days_as_are_chosen(at_the_desk, reporter, days):
    article = ArticleFactory()

    make(at_the_desk(reporter), article, days=days)

    link = PreviewLink.objects.get()
    assert link.expires_at - link.made_at == timedelta(days=days)
    assert (link.made_by, link.version, str(link)) == (reporter, None, "the source")
    assert AuditEntry.objects.get(action="make-preview-link").article == article


def test_a_link_can_be_to_the_version_of_now_alone(at_the_desk, reporter):
    article = ArticleFactory()

    make(at_the_desk(reporter), article, shows="1")

    assert PreviewLink.objects.get().version == article.versions.get()


@pytest.mark.parametrize("typed", [{"days": "365"}, {"shows": "99"}, {"made_for": "x" * 81}])
def test_a_link_for_longer_or_to_what_is_not_there_is_refused(at_the_desk, reporter, typed):
    article = ArticleFactory()

    response = make(at_the_desk(reporter), article, **typed)

    assert "errorlist" in response.text
    assert not PreviewLink.objects.exists()


def test_an_open_link_stands_beside_the_story_and_a_revoked_one_only_among_all(
    at_the_desk, reporter, client
):
    article = ArticleFactory()
    desk = at_the_desk(reporter)
    make(desk, article)
    link = PreviewLink.objects.get()
    assert link.token in desk.get(address(article)).text
    client.get(path_of(link))

    revoke = reverse("admin:articles_article_revoke_preview_link", args=[article.pk, link.pk])
    assert desk.get(revoke).status_code == 405
    desk.post(revoke)

    assert link.token not in desk.get(address(article)).text
    everything = desk.get(links_address(article)).text
    assert link.token not in everything
    assert "The source" in everything
    assert "revoked" in everything
    assert "opened 1 time, last" in everything
    assert AuditEntry.objects.filter(action="revoke-preview-link", by=reporter).exists()


def test_the_script_gets_the_panels_part_alone(at_the_desk, reporter):
    article = ArticleFactory()
    desk = at_the_desk(reporter)
    by_script = {"X-Requested-With": "fetch"}

    made = desk.post(links_address(article), {"days": 1, "shows": "latest"}, headers=by_script)
    refused = desk.post(links_address(article), {"days": 2, "shows": "latest"}, headers=by_script)

    assert made.status_code == 200
    assert PreviewLink.objects.get().token in made.text
    assert "<html" not in made.text
    assert refused.status_code == 422
    assert "errorlist" in refused.text


def test_whoever_may_not_write_the_story_neither_makes_nor_revokes_a_link(client, link, moderator):
    client.force_login(moderator)
    revoke = reverse("admin:articles_article_revoke_preview_link", args=[link.article.pk, link.pk])

    assert client.get(links_address(link.article)).status_code == 403
    assert make(client, link.article).status_code == 403
    assert client.post(revoke).status_code == 403
    assert PreviewLink.objects.open().get() == link


def test_no_link_is_made_to_a_killed_story(at_the_desk, editor):
    article = ArticleFactory(killed=True)
    desk = at_the_desk(editor)

    assert make(desk, article).status_code == 403
    assert "preview-link-form" not in desk.get(address(article)).text


def test_a_link_of_one_story_is_not_revoked_through_another(at_the_desk, editor, link):
    other = ArticleFactory()

    response = at_the_desk(editor).post(
        reverse("admin:articles_article_revoke_preview_link", args=[other.pk, link.pk])
    )

    assert response.status_code == 404
    assert PreviewLink.objects.open().exists()


def test_the_storys_page_costs_the_same_with_one_link_and_with_many(
    at_the_desk, editor, django_assert_num_queries
):
    article = ArticleFactory()
    desk = at_the_desk(editor)
    PreviewLink.make(article, by=editor, days=7, version=article.latest_version)
    desk.get(address(article))
    with CaptureQueriesContext(connection) as one:
        desk.get(address(article))
    for _ in range(30):
        PreviewLink.make(article, by=editor, days=7, version=article.latest_version)

    with django_assert_num_queries(len(one)):
        page = desk.get(address(article))
    assert page.text.count("Preview link for") == 31


def test_nothing_is_done_by_a_post_from_another_site(at_the_desk, editor, link):
    article = link.article
    desk = at_the_desk(editor)
    desk.handler.enforce_csrf_checks = True
    posts = {
        links_address(article): {"days": 7, "shows": "latest"},
        preview_address(article): {},
        reverse("admin:articles_article_revoke_preview_link", args=[article.pk, link.pk]): {},
        reverse("admin:articles_article_version", args=[article.pk, 1]): {"name": "Forged"},
    }

    assert {desk.post(address, sent).status_code for address, sent in posts.items()} == {403}
    assert PreviewLink.objects.open().get() == link
    assert article.versions.get().name == ""
