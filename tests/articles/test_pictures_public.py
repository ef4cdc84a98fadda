"""A picture is there for readers while some story that they can see holds it, and no longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from articles import picture_files
from tests.factories import ArticleFactory, PictureFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def body_with(picture):
    return f'<p>A</p><figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_live_storys_picture_is_served_in_its_widths(client, place):
    picture = PictureFactory()
    held = {"lead_picture": picture} if place == "lead" else {"body": body_with(picture)}
    ArticleFactory(live=True, **held)

    for width in (480, 960, 1200):
        response = client.get(picture.address(width))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        assert b"".join(response.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("trait", ["scheduled", "expired", "killed", "in_review"])
@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_picture_of_a_story_that_readers_do_not_see_is_not_found(client, place, trait):
    picture = PictureFactory()
    held = {"lead_picture": picture} if place == "lead" else {"body": body_with(picture)}
    ArticleFactory(**held, **{trait: True})

    assert client.get(picture.address(480)).status_code == 404


def test_a_picture_that_no_story_holds_is_not_found(client):
    assert client.get(PictureFactory().address(480)).status_code == 404


def test_a_picture_that_only_the_unpublished_change_holds_is_not_found(client):
    article = ArticleFactory(live=True)
    article.lead_picture = PictureFactory()
    article.save()
    article.save_version(by=article.versions.get().saved_by)

    assert client.get(article.lead_picture.address(480)).status_code == 404


def test_a_picture_appears_at_its_storys_minute(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    picture = PictureFactory()
    minute = NOON + timedelta(minutes=2)
    ArticleFactory(lead_picture=picture, scheduled=True, published_at=minute)

    time_machine.move_to(minute - timedelta(seconds=1), tick=False)
    early = client.get(picture.address(480))
    time_machine.move_to(minute, tick=False)

    assert early.status_code == 404
    assert early["Cache-Control"] == "no-store"
    assert client.get(picture.address(480)).status_code == 200


def test_the_original_with_the_cameras_notes_is_never_served(client):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, live=True)

    for address in (f"/originals/{picture.file}", f"/pictures/originals/{picture.file}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("width", ["0", "481", "1600", "9" * 400])
def test_a_width_that_is_not_kept_is_not_found(client, width):
    picture = PictureFactory()  # 1200 pixels wide
    ArticleFactory(lead_picture=picture, live=True)

    assert client.get(f"/pictures/{width}/{picture.file}").status_code == 404


def test_a_lost_file_is_not_found_and_no_error(client):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, live=True)
    default_storage.delete(picture_files.path(480, picture.file))

    assert client.get(picture.address(480)).status_code == 404


def test_a_picture_is_not_sent_twice_to_whoever_has_it(client):
    picture = PictureFactory()
    ArticleFactory(lead_picture=picture, live=True)
    first = client.get(picture.address(480))

    again = client.get(picture.address(480), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    kept = "public, max-age=31536000, s-maxage=60, immutable"
    assert first["Cache-Control"] == kept  # shared caches ask again: what is withdrawn must go
    assert client.get(picture.address(960))["ETag"] != first["ETag"]
