"""The other screens of the desk: list, history, library, and what guards them all."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Author, Picture, Section, Topic
from tests.desk import address, press
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
)
from tests.many import copies

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


def headlines(response):
    return sorted(article.headline for article in response.context["cl"].result_list)


# The list


def test_the_list_takes_the_same_queries_for_one_story_and_for_a_hundred(
    client, editor, django_assert_num_queries
):
    client.force_login(editor)
    story = ArticleFactory(live=True, topics=[TopicFactory()], lead_picture=PictureFactory())
    story.bylines.create(author=AuthorFactory())
    with django_assert_num_queries(11):
        client.get(LIST)

    copies(story, 99)
    with django_assert_num_queries(11):
        response = client.get(LIST)
    assert len(response.context["cl"].result_list) == 100


def test_the_list_says_where_every_story_stands(client, editor, time_machine):
    time_machine.move_to("2026-11-23T12:00:00+00:00")
    ArticleFactory()
    ArticleFactory(in_review=True)
    ArticleFactory(live=True)
    ArticleFactory(expired=True)
    ArticleFactory(killed=True)
    ArticleFactory(scheduled=True, published_at=timezone.now() + timedelta(hours=18))
    changed = ArticleFactory(live=True)
    workflow.perform("save", changed, by=editor)
    workflow.perform("submit", changed, by=editor)
    client.force_login(editor)

    page = client.get(LIST).text

    for words in (
        "Draft</span>", "In review</span>", "Live</span>", "Expired</span>", "Killed</span>",
        "Scheduled 24 Nov 06:00</span>",
        "Live with unpublished changes</span> <small>In review</small>",
    ):  # fmt: skip
        assert words in page


def test_the_list_is_filtered_by_state_section_and_topic_and_searched(client, editor):
    europe = SectionFactory(parent=(world := SectionFactory()))
    topic = TopicFactory()
    ArticleFactory(headline="Wanted", live=True, section=europe, topics=[topic])
    ArticleFactory(headline="Other", byline=AuthorFactory(name="Mara Lind"))
    client.force_login(editor)

    for question in (
        "state=live",
        f"section={world.pk}",
        f"topic={topic.pk}",
        "q=wanted",
    ):
        assert headlines(client.get(f"{LIST}?{question}")) == ["Wanted"]
    assert headlines(client.get(f"{LIST}?q=mara+lind")) == ["Other"]
    assert headlines(client.get(f"{LIST}?state=nonsense&section=x")) == ["Other", "Wanted"]


def test_the_desk_opens_with_what_waits_for_the_person(client, reporter, editor):
    author = AuthorFactory(user=reporter)
    ArticleFactory(headline="Waits", in_review=True)
    back = ArticleFactory(headline="Mine, sent back", byline=author, in_review=True)
    workflow.perform("request-changes", back, by=editor, note="More.")
    ArticleFactory(headline="My draft", byline=author)
    ArticleFactory(headline="Asked of me", assigned_to=reporter)
    ArticleFactory(headline="Of somebody else")

    client.force_login(editor)
    queues = client.get("/admin/").context["queues"]
    assert (str(queues[0].label), queues[0].count) == ("Waiting for review", 1)
    assert headlines(client.get(queues[0].address)) == ["Waits"]

    client.force_login(reporter)
    queues = client.get("/admin/").context["queues"]
    assert [(str(queue.label), queue.count) for queue in queues] == [
        ("Sent back to you", 1), ("Your drafts", 1), ("Assigned to you", 1),
    ]  # fmt: skip
    assert [headlines(client.get(queue.address)) for queue in queues] == [
        ["Mine, sent back"], ["My draft"], ["Asked of me"],
    ]  # fmt: skip


# History


def test_the_history_tells_what_readers_saw_when(client, editor, time_machine):
    client.force_login(editor)
    time_machine.move_to("2026-11-23T14:02:00+00:00")
    article = ArticleFactory()
    press(client, "publish", article)
    time_machine.move_to("2026-11-24T06:00:00+00:00")
    press(client, "publish", article, headline="Second", change="update")
    press(client, "save", article, headline="Third")
    press(client, "schedule", article, publish_at="2026-11-25T06:00", change="update")

    page = client.get(address(article, "history"))

    assert [(entry.version.number, entry.period) for entry in page.context["page"].entries] == [
        (3, "scheduled from 25 Nov 06:00"),
        (2, "live since 24 Nov 06:00, until 25 Nov 06:00"),
        (1, "live 23 Nov 14:02 – 24 Nov 06:00"),
    ]
    assert 'Publish now <span class="onwards">→</span> Published' in page.text


def test_the_history_takes_the_same_queries_for_one_version_and_for_many(
    client, editor, django_assert_num_queries
):
    client.force_login(editor)
    article = ArticleFactory()
    workflow.perform("save", article, by=editor)
    with django_assert_num_queries(12):
        client.get(address(article, "history"))

    for _ in range(5):
        workflow.perform("save", article, by=editor)
    with django_assert_num_queries(12):
        client.get(address(article, "history"))


def test_a_version_is_shown_as_it_was_and_cleaned(client, reporter):
    picture = PictureFactory()
    body = f'<p>Old words.</p><figure data-picture="{picture.pk}"></figure>'
    article = ArticleFactory(headline="Old headline", body=body)
    article.versions.update(body=body + '<img src="x" onerror="alert(1)">')
    client.force_login(reporter)
    press(client, "save", article, headline="New headline", body="<p>New words.</p>")

    page = client.get(reverse("admin:articles_article_version", args=[article.pk, 1]))

    assert "Old headline" in page.text
    assert "Old words." in page.text
    assert reverse("admin:articles_picture_file", args=[picture.pk, 960]) in page.text
    assert "onerror" not in page.text
    assert client.get(address(article).replace("change", "versions/9")).status_code == 404


def test_two_sections_do_not_share_an_address(client, editor):
    SectionFactory(slug="sport")
    client.force_login(editor)

    response = client.post(
        "/admin/articles/section/add/",
        {"name": "Sport", "slug": "sport", "position": 0, "approvals_needed": 0},
    )

    assert response.context["adminform"].form.errors == {
        "slug": ["Another section has this address."]
    }


# What guards them all


def test_every_screen_answers_every_role_or_refuses(
    client, reporter, editor, moderator, admin_user
):
    article = ArticleFactory(live=True, topics=[TopicFactory()], lead_picture=PictureFactory())
    workflow.perform("save", article, by=editor)
    screens = ["/admin/", address(), address(article), address(article, "history"), LIST]
    screens.append(reverse("admin:articles_article_version", args=[article.pk, 1]))
    of_a_story = ("compare", "preview_of", "preview_links")
    screens += [reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in of_a_story]
    for model in (Author, Picture, Section, Topic):
        base = f"/admin/articles/{model._meta.model_name}/"
        screens += [base, f"{base}add/", f"{base}{model.objects.first().pk}/change/"]

    writers = {reporter, editor, admin_user}
    for user in (*writers, moderator, UserFactory()):
        client.force_login(user)
        answers = {screen: client.get(screen).status_code for screen in screens}
        assert set(answers.values()) <= {200, 403}, answers
        assert answers["/admin/"] == 200
        assert answers[address(article)] == (200 if user in writers else 403)


def test_the_desk_runs_no_script_of_a_page_and_is_kept_by_no_cache(client, editor):
    client.force_login(editor)
    page = client.get(address(ArticleFactory()))

    policy = page.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    nonce = page.context["request"].csp_nonce
    assert scripts == f"script-src 'self' 'nonce-{nonce}'"
    assert f'<script type="importmap" nonce="{nonce}">' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "private" in page.headers["Cache-Control"]


def test_a_story_that_is_not_there_is_not_found(client, editor):
    client.force_login(editor)

    assert client.get("/admin/articles/article/999/history/").status_code == 404
    assert Article.objects.count() == 0


def test_no_part_of_a_screen_hides_a_helper_of_another_part():
    """Screens are put together of several classes, and a name of their own may stand twice."""
    for screen in map(type, admin.site._registry.values()):
        parts = [part for part in screen.__mro__ if part.__module__.startswith("articles.desk")]
        helpers = [name for part in parts for name in vars(part) if re.match("_[a-z]", name)]
        assert sorted(helpers) == sorted(set(helpers)), screen.__name__


@pytest.mark.parametrize("name", ["article", "page"])
def test_no_module_stands_before_the_map_of_modules(admin_client, name):
    """Firefox takes no import map once a module has begun to load, and has no editor then."""
    html = admin_client.get(f"/admin/articles/{name}/add/").text

    assert 0 < html.index('type="importmap"') < html.index('type="module"')
