"""History at the desk: compared, labelled, restored, and never changed behind a reader's back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, AuditEntry, Picture, Section, Version
from tests.desk import address, press, said, seen_by_readers
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
)
from tests.many import pictures

pytestmark = pytest.mark.django_db


def compare_address(article, old=None, new=None):
    query = f"?old={old}&new={new}" if old else ""
    return reverse("admin:articles_article_compare", args=[article.pk]) + query


def restore(client, article, number):
    return client.post(reverse("admin:articles_article_restore", args=[article.pk, number]))


def save(article, by, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return workflow.perform("save", article, by=by).version


def changed_fields(response):
    return [field.name for field in response.context["comparison"].changed]


# Compared


def test_every_field_that_differs_is_shown_side_by_side(client, editor):
    article = ArticleFactory(headline="Bridge shuts", lead_picture=PictureFactory())
    article.topics.set([TopicFactory(name="Bridges")])
    article.bylines.create(author=AuthorFactory(name="Bo"), role="photographer")
    figure = f'<figure data-picture="{PictureFactory().pk}"></figure>'
    save(
        article, editor, kicker="K", headline="Bridge opens", standfirst="S", slug="other",
        section=SectionFactory(), label="opinion", lead_picture=PictureFactory(),
        search_headline="H", search_summary="Y", body=f"<p>The second paragraph.</p>{figure}",
        sources="A report", related="2026/11/24/another",
    )  # fmt: skip
    client.force_login(editor)

    page = client.get(compare_address(article, 1, 2))

    assert changed_fields(page) == [
        "kicker", "headline", "standfirst", "bylines", "lead_picture", "section", "label",
        "topics", "sources", "related", "slug", "search_headline", "search_summary",
    ]  # fmt: skip
    assert "Bridge <del>shuts</del>" in page.text
    assert "Bridge <ins>opens</ins>" in page.text
    assert "<del>The first paragraph.</del>" in page.text
    assert "<ins>Photographs by Bo</ins>" in page.text
    assert page.text.count('class="thumbnail"') == 3


def test_the_older_stands_on_the_left_whatever_was_asked_first(client, editor):
    article = ArticleFactory(headline="Old")
    save(article, editor, headline="New")
    client.force_login(editor)

    page = client.get(compare_address(article, 2, 1))

    assert page.context["old"].version.headline == "Old"


def test_without_a_choice_the_latest_is_compared_with_what_readers_see(client, editor):
    article = ArticleFactory(live=True)
    save(article, editor, headline="Second")
    save(article, editor, headline="Third")
    client.force_login(editor)

    page = client.get(compare_address(article))

    assert (page.context["old"].version.number, page.context["new"].version.number) == (1, 3)


def test_without_a_choice_and_readers_the_last_two_are_compared(client, editor):
    article = ArticleFactory()
    save(article, editor, headline="Second")
    save(article, editor, headline="Third")
    client.force_login(editor)

    page = client.get(compare_address(article))

    assert (page.context["old"].version.number, page.context["new"].version.number) == (2, 3)
    assert client.get(address(article, "history")).context["chosen"] == (2, 3)


def test_the_same_words_are_said_to_be_the_same(client, editor):
    article = ArticleFactory()
    save(article, editor)
    client.force_login(editor)

    assert "The two say the same" in client.get(compare_address(article, 1, 2)).text


def test_a_version_that_is_not_there_is_named_and_the_way_leads_back(client, editor):
    article = ArticleFactory()
    client.force_login(editor)

    response = client.get(compare_address(article, 1, 9))

    assert response.url == address(article, "history")
    assert said(response) == "This story has no version 9 (any more)."
    assert client.get(compare_address(article)).url == address(article, "history")
    for nonsense in ("x", "-1", "9" * 30, "1%0a"):
        assert client.get(compare_address(article, 1, nonsense)).status_code == 404


def test_what_hostile_words_got_into_a_version_is_shown_as_words(client, editor):
    hostile = "<script>alert(1)</script>"
    article = ArticleFactory(live=True)
    save(article, editor, headline=hostile, kicker=hostile, standfirst=hostile, slug="s")
    Version.objects.filter(number=2).update(body=f"<p onclick='x'>Hm{hostile}</p>", name=hostile)
    client.force_login(editor)

    for page in (compare_address(article), address(article, "history")):
        text = client.get(page).text
        assert "<script>alert" not in text
        assert "onclick" not in text


def test_comparing_costs_the_same_for_a_short_story_and_a_long_one(
    client, editor, django_assert_num_queries
):
    article = ArticleFactory(live=True)
    save(article, editor, headline="Second")
    client.force_login(editor)
    with django_assert_num_queries(10):
        client.get(compare_address(article, 1, 2))

    lead, *held = pictures(21)
    figures = "".join(f'<figure data-picture="{picture.pk}"></figure>' for picture in held)
    article.topics.set([TopicFactory() for _ in range(10)])
    save(article, editor, body="<p>Words.</p>" * 100 + figures, lead_picture=lead)
    with django_assert_num_queries(11):  # and its pictures
        client.get(compare_address(article, 1, 3))


# The history


def test_a_story_of_a_thousand_versions_pages_through_them_at_a_constant_cost(
    client, editor, django_assert_num_queries
):
    article = ArticleFactory()
    Version.objects.bulk_create(
        Version(article=article, number=number, saved_by=editor, headline=f"Save {number}")
        for number in range(2, 1001)
    )
    client.force_login(editor)
    numbers, query = [], ""
    while query is not None:
        with django_assert_num_queries(11):
            page = client.get(address(article, "history") + query).context["page"]
        numbers += [entry.version.number for entry in page.entries]
        query = f"?before={page.older}" if page.older else None

    assert numbers == list(range(1000, 0, -1))
    assert client.get(address(article, "history") + "?before=x").status_code == 404


# Labelled


def label(client, article, number, name):
    return client.post(
        reverse("admin:articles_article_version", args=[article.pk, number]), {"name": name}
    )


def test_a_version_is_labelled_and_the_history_shows_it(client, reporter):
    article = ArticleFactory()
    client.force_login(reporter)

    label(client, article, 1, "  As read by   the lawyer ")

    assert article.versions.get().name == "As read by the lawyer"
    assert "As read by the lawyer" in client.get(address(article, "history")).text
    entry = AuditEntry.objects.get(action="label-version")
    assert (entry.by, entry.article) == (reporter, article)


def test_a_version_that_readers_see_can_still_be_labelled(client, reporter):
    article = ArticleFactory(live=True)
    client.force_login(reporter)

    label(client, article, 1, "First edition")
    label(client, article, 1, "")

    assert article.versions.get().name == ""


def test_a_label_that_is_too_long_is_refused_and_kept_on_the_page(client, reporter):
    article = ArticleFactory()
    client.force_login(reporter)

    response = label(client, article, 1, "x" * 61)

    assert "errorlist" in response.text
    assert "x" * 61 in response.text
    assert article.versions.get().name == ""


# Restored


def test_restoring_writes_a_new_draft_and_leaves_readers_what_they_see(client, editor):
    picture, topic = PictureFactory(), TopicFactory()
    article = ArticleFactory(headline="First", lead_picture=picture, topics=[topic], live=True)
    first = article.versions.get()
    article.topics.clear()
    article.bylines.all().delete()
    article.bylines.create(author=AuthorFactory())
    save(
        article, editor, headline="Second", lead_picture=None, body="<p>Other.</p>", label="opinion"
    )
    workflow.perform("publish", article, by=editor, change="update")
    client.force_login(editor)

    response = restore(client, article, 1)

    article = Article.objects.get()
    latest = article.latest_version
    assert response.url == address(article)
    assert said(response) == (
        "Version 1 is the draft again, as version 3. Readers go on seeing what is published."
    )
    assert article.copied_fields() == first.copied_fields() == latest.copied_fields()
    assert list(article.topics.all()) == list(latest.topics.all()) == [topic]
    assert article.printed_bylines() == latest.bylines == first.bylines
    assert seen_by_readers(article) == "Second"
    assert latest.live_from is None
    assert article.events.first().note == "Version 1 restored."
    assert AuditEntry.objects.get(action="restore-version").by == editor


def test_what_left_the_newsroom_is_left_out_of_a_restored_version_and_named(client, editor):
    gone = PictureFactory()
    body = f'<p>Words.</p><figure data-picture="{gone.pk}"><figcaption>C</figcaption></figure>'
    article = ArticleFactory(body=body)
    article.bylines.create(author=AuthorFactory(name="Bo Gone", slug="bo"), position=2)
    save(article, editor, headline="With Bo")
    article.bylines.last().delete()
    save(article, editor, headline="Without Bo", body="<p>Words.</p>")
    Version.body_pictures.through.objects.all().delete()
    Picture.objects.filter(pk=gone.pk).delete()
    Version.authors.through.objects.filter(author__slug="bo").delete()
    AuthorFactory._meta.model.objects.filter(slug="bo").delete()
    client.force_login(editor)

    response = restore(client, article, 2)

    assert "A picture in the text has left the library and was left out." in said(response)
    assert "Bo Gone is no longer among the authors." in said(response)
    article = Article.objects.get()
    assert article.body == "<p>Words.</p>"
    assert article.bylines.count() == 1


def test_an_author_who_has_another_address_since_is_found_by_name(client, editor):
    author = AuthorFactory(name="Ann Lee", slug="ann")
    article = ArticleFactory(byline=author)
    save(article, editor, headline="Second")
    author.slug = "ann-lee"
    author.save()
    client.force_login(editor)

    restore(client, article, 1)

    assert Article.objects.get().bylines.get().author == author


def test_an_approved_story_is_in_review_again_when_an_older_version_is_restored(client, editor):
    article = ArticleFactory()
    save(article, editor, headline="Second")
    workflow.perform("submit", article, by=editor)
    workflow.perform("approve", article, by=editor)
    client.force_login(editor)

    restore(client, article, 1)

    assert Article.objects.get().stage == "in-review"


@pytest.mark.parametrize("group", ["Moderator", None])
def test_whoever_may_not_write_the_story_restores_and_labels_nothing(client, group):
    article = ArticleFactory()
    client.force_login(UserFactory(group=group))

    assert restore(client, article, 1).status_code == 403
    assert label(client, article, 1, "Mine").status_code == 403
    assert client.get(compare_address(article)).status_code == 403
    assert article.versions.count() == 1
    assert article.versions.get().name == ""


def test_a_killed_story_is_not_restored_by_a_reporter_and_by_nobody_else_unless_reopened(
    client, reporter, editor
):
    article = ArticleFactory(killed=True)
    for user, status in ((reporter, 403), (editor, 302)):
        client.force_login(user)
        assert restore(client, article, 1).status_code == status
    assert article.versions.count() == 1


def test_restoring_is_a_post_of_the_desks_own_page(client, editor):
    article = ArticleFactory()
    client.force_login(editor)
    client.handler.enforce_csrf_checks = True

    assert restore(client, article, 1).status_code == 403
    address = reverse("admin:articles_article_restore", args=[article.pk, 1])
    assert client.get(address).status_code == 405


# The ledger


def test_what_readers_have_seen_is_neither_changed_nor_deleted():
    article = ArticleFactory(live=True)
    version = article.versions.get()

    for change in (
        {"headline": "Rewritten"}, {"notices": []}, {"live_from": None, "live_until": None},
        {"change": "update"}, {"path": "2020/01/01/x"}, {"headline": "R", "name": "N"},
    ):  # fmt: skip
        with pytest.raises(TypeError):
            Version.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(TypeError), transaction.atomic():
        Version.objects.bulk_update([version], ["headline"])
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()
    with pytest.raises(TypeError):
        Version.objects.all().delete()
    with pytest.raises(ProtectedError):
        article.delete()
    assert article.versions.get().headline == article.headline


def test_an_end_that_readers_have_not_reached_may_move_and_one_that_passed_may_not():
    article = ArticleFactory(live=True)
    now = timezone.now()

    article.versions.update(live_until=now + timedelta(days=1))
    article.versions.update(live_until=now - timedelta(minutes=1))

    for again in (None, now + timedelta(days=1)):
        with pytest.raises(TypeError):
            article.versions.update(live_until=again)


def test_a_version_still_to_come_can_be_taken_back():
    article = ArticleFactory(scheduled=True)

    article.versions.update(live_from=None, live_until=None)

    assert not article.versions.scheduled().exists()


def test_a_section_with_versions_in_it_stays(editor):
    article = ArticleFactory()
    section = article.section
    save(article, editor, section=SectionFactory())

    with pytest.raises((ProtectedError, IntegrityError)):
        section.delete()
    assert Section.objects.filter(pk=section.pk).exists()


def test_the_desk_leads_to_the_comparison_once_there_are_two(client, editor):
    article = ArticleFactory()
    client.force_login(editor)
    assert compare_address(article) not in client.get(address(article)).text

    press(client, "save", article, headline="Second")

    assert compare_address(article) in client.get(address(article)).text
