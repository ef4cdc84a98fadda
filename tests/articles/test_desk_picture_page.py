"""A picture's own page and the library's grid: where it is used, and another file in its place."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import AuditEntry, Picture
from tests.factories import (
    ArticleFactory,
    PictureFactory,
    SectionFactory,
    arrange,
    picture_upload,
)
from tests.many import copies, pictures
from tests.pages import page, story_page

pytestmark = pytest.mark.django_db

GRID = "/admin/articles/picture/"


def change_page(picture):
    return reverse("admin:articles_picture_change", args=[picture.pk])


def replace(client, picture, content=None):
    """Save the picture's page with another file; "" for none."""
    typed = {"alt_text": picture.alt_text, "focal_x": 0.5, "focal_y": 0.5, "_continue": "1"}
    return client.post(
        change_page(picture),
        {**typed, "upload": picture_upload("red") if content is None else content},
    )


def held_in_text(picture):
    return f'<p>A</p><figure data-picture="{picture.pk}"></figure>'


# Another file


def test_another_file_takes_a_pictures_place_in_every_story_under_a_new_name(
    client, at_the_desk, editor
):
    picture = PictureFactory()
    as_lead = ArticleFactory(lead_picture=picture, live=True)
    in_text = ArticleFactory(body=held_in_text(picture), live=True)
    old = picture.address(480)

    assert replace(at_the_desk(editor), picture).status_code == 302

    picture.refresh_from_db()
    new = picture.address(480)
    assert new != old
    for story in (as_lead, in_text):
        shown = story_page(client, story)
        assert new in shown
        assert old not in shown
    assert client.get(new).status_code == 200
    assert client.get(old).status_code == 404


def test_the_log_keeps_who_replaced_which_file(at_the_desk, editor):
    picture = PictureFactory(alt_text="A ferry")
    old = picture.file

    replace(at_the_desk(editor), picture)

    picture.refresh_from_db()
    entry = AuditEntry.objects.get(action="replace-picture")
    assert (entry.by, entry.about, entry.detail) == (editor, "A ferry", f"{old} → {picture.file}")


def test_a_picture_saved_without_another_file_keeps_its_own(at_the_desk, editor):
    picture = PictureFactory()

    replace(at_the_desk(editor), picture, content="")

    assert Picture.objects.get().file == picture.file
    assert not AuditEntry.objects.filter(action="replace-picture").exists()


def test_the_file_of_a_picture_that_readers_see_is_replaced_by_who_may_publish(
    at_the_desk, reporter
):
    seen, unseen = PictureFactory(), PictureFactory()
    ArticleFactory(lead_picture=seen, live=True)
    ArticleFactory(lead_picture=unseen)

    assert replace(at_the_desk(reporter), seen).status_code == 403
    assert replace(at_the_desk(reporter), unseen).status_code == 302
    assert Picture.objects.get(pk=seen.pk).file == seen.file
    assert Picture.objects.get(pk=unseen.pk).file != unseen.file


def test_a_picture_on_a_front_is_before_readers_while_the_front_stands(at_the_desk, reporter):
    on_a_front, replaced = PictureFactory(), PictureFactory()
    arrange(ArticleFactory(live=True), picture=replaced, at=timezone.now() - timedelta(hours=2))
    arrange(ArticleFactory(live=True), picture=on_a_front)

    assert replace(at_the_desk(reporter), on_a_front).status_code == 403
    assert replace(at_the_desk(reporter), replaced).status_code == 302


def test_a_file_that_another_picture_has_is_refused_with_that_picture(at_the_desk, editor):
    picture, other = PictureFactory(color="teal"), PictureFactory(color="red")
    content = picture_upload("red")

    response = replace(at_the_desk(editor), picture, content)

    assert change_page(other) in response.context["adminform"].form.errors["upload"][0]
    assert Picture.objects.get(pk=picture.pk).file == picture.file


def test_the_desk_does_not_go_on_showing_the_file_there_was(at_the_desk, editor):
    picture = PictureFactory()
    desk = at_the_desk(editor)
    library = reverse("admin:articles_picture_library")
    before = desk.get(library).json()["pictures"][0]["thumbnail"]

    replace(desk, picture)

    after = desk.get(library).json()["pictures"][0]["thumbnail"]
    assert after != before
    bare = desk.get(after.partition("?")[0])
    assert "max-age=0" in bare["Cache-Control"]
    assert picture.file not in bare["ETag"]


# Where it is used


def test_a_pictures_page_names_the_stories_and_versions_that_have_it(at_the_desk, editor):
    picture = PictureFactory()
    live = ArticleFactory(headline="Live story", lead_picture=picture, live=True)
    workflow.perform("save", live, by=editor)
    draft = ArticleFactory(headline="Draft story", body=held_in_text(picture))
    dropped = ArticleFactory(headline="Dropped story", lead_picture=picture)
    dropped.lead_picture = None
    dropped.save()
    workflow.perform("save", dropped, by=editor)
    ArticleFactory(headline="Story without it", lead_picture=PictureFactory())

    shown = at_the_desk(editor).get(change_page(picture)).text

    assert shown.index(live.headline) < shown.index(draft.headline)
    assert "versions 1–2, seen by readers now" in shown
    assert "no longer in the latest version" in shown[shown.index(dropped.headline) :]
    assert "Story without it" not in shown


def test_a_picture_that_stands_in_a_story_is_not_deleted(at_the_desk, editor):
    for held in (lambda p: {"lead_picture": p}, lambda p: {"body": held_in_text(p)}):
        picture = PictureFactory()
        ArticleFactory(**held(picture))
        delete = reverse("admin:articles_picture_delete", args=[picture.pk])
        assert at_the_desk(editor).post(delete, {"post": "yes"}).status_code == 403
    unused = PictureFactory()
    delete = reverse("admin:articles_picture_delete", args=[unused.pk])

    at_the_desk(editor).post(delete, {"post": "yes"})

    assert not Picture.objects.filter(pk=unused.pk).exists()
    assert Picture.objects.count() == 2


# The grid


def test_the_grid_tells_of_every_picture_where_it_stands(at_the_desk, editor):
    live, draft, both, _none = (PictureFactory() for _ in range(4))
    section = SectionFactory()
    ArticleFactory(lead_picture=live, live=True, section=section)
    ArticleFactory(body=held_in_text(draft), section=section)
    ArticleFactory(lead_picture=both, body=held_in_text(both), section=section)
    ArticleFactory(body=held_in_text(both), section=section)

    cards = at_the_desk(editor).get(GRID).context["cl"].cards

    assert [card.use for card in cards] == [
        "In no story", "In 2 stories", "In 1 story", "In 1 story, live",
    ]  # fmt: skip


def test_the_grid_is_searched_by_rights_and_filtered_by_use(at_the_desk, editor):
    seen = PictureFactory(alt_text="Seen", rights="One use, Agency")
    ArticleFactory(lead_picture=seen, live=True)
    PictureFactory(alt_text="Nowhere")
    desk = at_the_desk(editor)

    def found(question):
        return [card.picture.alt_text for card in desk.get(GRID + question).context["cl"].cards]

    assert found("?use=live") == found("?q=agency") == ["Seen"]
    assert found("?use=none") == ["Nowhere"]
    assert "Agency" not in page(desk, "/")


def test_the_grid_takes_the_same_queries_for_one_picture_and_for_a_page_of_them(
    at_the_desk, editor, django_assert_num_queries
):
    desk = at_the_desk(editor)
    ArticleFactory(lead_picture=PictureFactory(), live=True)
    with django_assert_num_queries(10):
        desk.get(GRID)

    draft = ArticleFactory(lead_picture=PictureFactory(), body=held_in_text(PictureFactory()))
    more = pictures(92)
    copies(draft, 46, lead_picture=more[::2].__getitem__, picture=more[1::2].__getitem__)
    with django_assert_num_queries(10):
        assert len(desk.get(GRID).context["cl"].cards) == 48


def test_a_pictures_page_takes_the_same_queries_for_one_story_and_for_many(
    at_the_desk, editor, django_assert_num_queries
):
    desk = at_the_desk(editor)
    picture = PictureFactory()
    story = ArticleFactory(lead_picture=picture, live=True)
    with django_assert_num_queries(11):
        desk.get(change_page(picture))

    copies(story, 20)
    with django_assert_num_queries(11):
        desk.get(change_page(picture))
