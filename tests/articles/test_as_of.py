"""The site as it stands at another time: for who reads stories at the desk, and nobody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Article
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)
from tests.pages import headlines, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOMORROW = "2026-11-25T06:30"


@pytest.fixture(autouse=True)
def _noon(time_machine, settings):
    settings.TIME_ZONE = "Europe/London"
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


@pytest.fixture
def paper(city):
    """A paper of two stories, with one to come at six tomorrow, and its picture."""
    topic = TopicFactory(slug="bridges")
    picture = PictureFactory(alt_text="CANARY picture")
    for n in (1, 2):
        ArticleFactory(
            headline=f"Story {n}", slug=f"story-{n}", section=city, published_at=NOON - n * HOUR
        )
    ArticleFactory(
        headline="CANARY headline",
        slug="canary",
        standfirst="CANARY standfirst",
        section=city,
        topics=[topic],
        lead_picture=picture,
        scheduled=True,
        published_at=NOON + 18 * HOUR,
    )
    return picture


def then(path="/", at=TOMORROW):
    return f"/admin/as-of/{at}{path}"


STORY = "/2026/11/25/canary/"
PATHS = ["/", "/city/", "/topics/bridges/", STORY]


@pytest.mark.parametrize("path", PATHS)
def test_an_editor_sees_any_page_as_it_will_stand(client, at_the_desk, paper, editor, path):
    answer = at_the_desk(editor).get(f"{path}?as_of={TOMORROW}", follow=True)

    assert answer.redirect_chain == [(then(path), 302)]
    assert "CANARY headline" in answer.content.decode()
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "public" not in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_reporter_may_look_a_moderator_may_not(at_the_desk, paper, reporter, moderator):
    assert at_the_desk(reporter).get(then()).status_code == 200
    refused = at_the_desk(moderator).get(then())

    assert refused.status_code == 403
    assert "CANARY" not in refused.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_learns_nothing(case, client, paper):
    for path in [*PATHS, "/no-such-page/"]:
        for moment in [TOMORROW, "never", ""]:
            with case(path=path, moment=moment):
                answer = client.get(f"{path}?as_of={moment}", follow=True)

                assert answer.redirect_chain[0][0] == then(path, at=moment or "-")
                assert answer.redirect_chain[1][0].startswith("/admin/login/?next=/admin/as-of/")
                assert "CANARY" not in answer.content.decode()


def test_a_public_page_is_the_same_whoever_asks(client, paper, editor):
    addresses = ["/", "/city/"]
    for_strangers = [client.get(address).content for address in addresses]
    client.force_login(editor)
    client.get(then())
    client.cookies["as_of"] = TOMORROW

    answers = [client.get(address) for address in addresses]

    assert [answer.content for answer in answers] == for_strangers
    assert not any(answer.cookies for answer in answers)


ADDRESS = re.compile(r'(?:href|src|action)="(/[^"]*)"|(/\S+\.webp) ')


def test_every_address_on_a_page_stays_in_that_time(at_the_desk, paper, editor):
    desk = at_the_desk(editor)
    bar = re.compile(r'<aside class="time-bar".*?</aside>', re.DOTALL)

    for path in PATHS:
        html = bar.sub("", page(desk, then(path)))
        found = {a or b for a, b in ADDRESS.findall(html)}
        found = {address for address in found if not address.startswith("/static/")}
        assert len(found) > 5
        assert all(address.startswith(then()) for address in found)


def test_a_picture_to_come_is_seen_in_its_time_and_only_there(client, at_the_desk, paper, editor):
    file = f"/pictures/480/{paper.file}"

    assert client.get(file).status_code == 404
    desk = at_the_desk(editor)
    assert desk.get(then(file)).status_code == 200
    assert "private, no-store" in desk.get(then(file))["Cache-Control"]
    assert desk.get(then(file, at="2026-11-25T05:59")).status_code == 404
    assert desk.get(file).status_code == 404
    client.logout()
    assert client.get(then(file)).status_code == 302


def test_a_change_scheduled_to_a_live_story_shows_then(at_the_desk, city, editor):
    article = ArticleFactory(headline="Before", slug="it", section=city, published_at=NOON - HOUR)
    article.headline = "After"
    article.save()
    workflow.perform("schedule", article, by=editor, at=NOON + 2 * HOUR, change="update")
    desk = at_the_desk(editor)

    seen = [
        re.search(r"Before|After", page(desk, then("/2026/11/24/it/", at)))[0]
        for at in ("2026-11-24T13:59", "2026-11-24T14:00")
    ]

    assert seen == ["Before", "After"]


def test_the_past_shows_what_stood_there(at_the_desk, city, editor):
    gone = ArticleFactory(headline="Gone", section=city, published_at=NOON - 5 * HOUR)
    gone.versions.end(NOON - HOUR)
    desk = at_the_desk(editor)

    assert headlines(page(desk, then(at="2026-11-24T10:00"))) == ["Gone"]
    assert headlines(page(desk, then(at="2026-11-24T11:00"))) == []


def test_the_masthead_and_the_times_are_of_that_day(at_the_desk, paper, editor):
    html = page(at_the_desk(editor), then())

    assert '<p class="masthead-date"><time datetime="2026-11-25">Wednesday 25 November' in html
    assert '<time datetime="2026-11-25T06:00:00+00:00">06:00</time>' in html
    assert '<time datetime="2026-11-24T11:00:00+00:00">24 November</time>' in html


def test_a_storys_page_has_approved_comments_and_no_form(at_the_desk, city, editor):
    article = ArticleFactory(slug="it", section=city, published_at=NOON - HOUR)
    CommentFactory(article=article, text="VISIBLE", approved=True)
    CommentFactory(article=article, text="CANARY")

    html = page(at_the_desk(editor), then("/2026/11/24/it/"))

    assert "VISIBLE" in html
    assert "CANARY" not in html
    assert "<textarea" not in html
    assert 'method="post"' not in html


def test_a_story_that_is_not_there_then_is_answered_404_with_the_bar(at_the_desk, paper, editor):
    html = page(at_the_desk(editor), then(STORY, at="2026-11-25T05:00"), status=404)

    assert "time-bar" in html
    assert "CANARY" not in html.split("</aside>")[1]


@pytest.mark.parametrize("path", ["/admin/", "/healthz", "/comments/1/", "/nowhere", "/static/x"])
def test_only_readers_pages_are_shown(at_the_desk, paper, editor, path):
    assert at_the_desk(editor).get(then(path), follow=True).status_code == 404


def test_a_page_is_found_without_its_last_stroke(at_the_desk, paper, editor):
    answer = at_the_desk(editor).get(then("/city"))

    assert (answer.status_code, answer["Location"]) == (302, then("/city/"))


def test_nothing_can_be_posted_there(at_the_desk, paper, editor):
    assert at_the_desk(editor).post(then()).status_code == 405


def test_the_query_of_a_page_is_kept(at_the_desk, paper, editor):
    answer = at_the_desk(editor).get(f"/city/?before=1-1&as_of={TOMORROW}")

    assert answer["Location"] == then("/city/?before=1-1")


def test_a_scheduled_storys_desk_page_leads_to_it_as_it_will_stand(at_the_desk, paper, reporter):
    story = Article.objects.get(slug="canary")

    html = page(at_the_desk(reporter), f"/admin/articles/article/{story.pk}/change/")

    assert f'href="{then(STORY, at="2026-11-25T06:00")}"' in html


# Times


def test_a_time_is_the_newsrooms_or_carries_its_offset(case, at_the_desk, paper, editor):
    for typed, shown in [
        ("2026-11-25T06:30", "25 Nov 2026 06:30 GMT"),
        ("2026-11-25 06:30", "25 Nov 2026 06:30 GMT"),
        ("2026-11-25T06:30:00Z", "25 Nov 2026 06:30 GMT"),
        ("2026-11-25T07:30%2B01:00", "25 Nov 2026 06:30 GMT"),
        ("2026-11-25T07:30+01:00", "25 Nov 2026 06:30 GMT"),  # the plus sign became a space
        ("2026-07-01T06:30", "1 Jul 2026 06:30 BST"),
        ("2026-10-25T01:30%2B01:00", "25 Oct 2026 01:30 BST"),  # the first of the two
        ("2026-10-25T01:30%2B00:00", "25 Oct 2026 01:30 GMT"),  # the second
    ]:
        with case(typed=typed, shown=shown):
            answer = at_the_desk(editor).get(f"/?as_of={typed}", follow=True)

            assert f"<strong>{shown}</strong>" in answer.content.decode()


def test_an_unclear_time_is_answered_in_words(case, at_the_desk, paper, editor):
    desk = at_the_desk(editor)
    for typed, told in [
        ("", "This is not a time"),
        ("tomorrow", "This is not a time"),
        ("2026-11-25", "This is not a time"),
        ("../../admin", "This is not a time"),
        ("<script>", "This is not a time"),
        ("2026-02-30T06:00", "no such day"),
        ("2026-11-25T25:00", "no such day"),
        ("0001-01-01T00:00", "too far away"),
        ("9999-12-31T23:59", "too far away"),
        ("2026-11-25T06:00%2B99:99", "no such day"),
        ("2026-03-29T01:30", "does not exist"),
        ("2026-10-25T01:30", "comes twice"),
    ]:
        with case(typed=typed):
            answer = desk.get(f"/city/?as_of={typed}", follow=True)

            assert answer.status_code == 400
            html = answer.content.decode()
            assert told in html
            assert 'name="as_of"' in html
            assert "<script>." not in html


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-29T01:30", ["2026-03-29T00:30", "2026-03-29T02:30"]),
        ("2026-10-25T01:30", ["2026-10-25T01:30+01:00", "2026-10-25T01:30+00:00"]),
    ],
)
def test_where_the_clocks_are_changed_the_times_that_may_be_meant_are_offered(
    at_the_desk, paper, editor, typed, meant
):
    desk = at_the_desk(editor)

    html = page(desk, then("/city/", at=typed), status=400)

    for at in meant:
        assert f'href="{then("/city/", at=at)}"' in html
        assert desk.get(then("/city/", at=at)).status_code == 200
