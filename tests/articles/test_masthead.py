"""Name, logo and colours of the paper are set at the desk, and are on every page at once."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import picture_files
from articles.models import AuditEntry, Masthead, Picture
from tests.factories import ArticleFactory, PictureFactory, SectionFactory
from tests.pages import page, story_page, structured_data

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/masthead/1/change/"
EMPTY = dict.fromkeys(
    ["own_name", "own_tagline", "logo", "logo_on_dark", "accent", "accent_on_dark"], ""
)


def told(response):
    return {name: list(told) for name, told in response.context["adminform"].form.errors.items()}


def test_the_name_stands_on_pages_in_feeds_and_for_machines(at_the_desk, editor, client):
    article = ArticleFactory(live=True)

    at_the_desk(editor).post(ADDRESS, EMPTY | {"own_name": "The Quay & Co", "own_tagline": "Daily"})

    html = story_page(client, article)
    assert structured_data(html)["publisher"]["name"] == "The Quay & Co"
    assert "The Quay &amp; Co</title>" in html
    assert 'class="masthead-tagline">Daily<' in html
    assert "<title>The Quay &amp; Co</title>" in page(client, "/feed/")
    assert client.get("/feed/json/").json()["title"] == "The Quay & Co"
    assert "<news:name>The Quay &amp; Co</news:name>" in page(client, "/sitemap-news.xml")
    entry = AuditEntry.objects.first()
    assert (entry.by, entry.action) == (editor, "change")
    assert "The Quay & Co" in entry.detail


def test_the_desk_has_the_name_of_the_paper_too(at_the_desk, editor):
    Masthead.objects.create(own_name="The Quay & Co")

    desk, outside = at_the_desk(editor), Client()

    within = [desk.get("/admin/"), desk.get("/admin/articles/article/add/")]
    at_the_door = [outside.get("/admin/login/"), outside.post("/admin/articles/article/add/", {})]
    for response in [*within, *at_the_door, desk.post("/admin/logout/")]:
        assert '<a href="/admin/">The Quay &amp; Co</a>' in response.text
        assert "| The Quay &amp; Co</title>" in response.text


def test_a_paper_without_sections_has_its_name_too(client):
    Masthead.objects.create(own_name="The Quay")

    assert "<title>The Quay</title>" in page(client, "/")


def test_what_is_empty_the_installation_says(client, settings):
    settings.SITE_NAME, settings.SITE_TAGLINE = "The Paper", "Of record"
    SectionFactory()
    Masthead.objects.create(accent="#004488")

    html = page(client, "/")

    assert "<title>The Paper – Of record</title>" in html


def test_a_logo_stands_where_the_name_does_and_is_named_by_it(client):
    SectionFactory()
    logo, other = PictureFactory(), PictureFactory()
    assert client.get(logo.get_absolute_url()).status_code == 404
    Masthead.objects.create(own_name="The Quay", logo=logo)

    html = page(client, "/")

    assert f'src="{logo.get_absolute_url()}"' in html
    assert 'alt="The Quay"' in html
    assert client.get(logo.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert logo.get_absolute_url() in structured_data(html)["publisher"]["logo"]["url"]
    assert "is-on-paper" in html  # there is none for dark pages

    Masthead.objects.update(logo_on_dark=other)
    html = page(client, "/")
    assert (
        f'<source media="(prefers-color-scheme: dark)" srcset="{other.get_absolute_url()}"' in html
    )
    assert "is-on-paper" not in html


def test_the_square_around_the_logos_focal_point_is_the_icon_of_the_paper(client, settings):
    settings.SITE_URL = "https://paper.example.org"
    SectionFactory()
    html = page(client, "/")
    assert 'rel="icon" href="/static/icons/icon.svg"' in html
    logo = PictureFactory(focal_x=0.25, focal_y=0.5)
    Masthead.objects.create(logo=logo)

    html = page(client, "/")

    icon = f"/pictures/1x1/{logo.file.removesuffix('.webp')}-25-50.jpg"
    assert f'<link rel="icon" href="{icon}" type="image/jpeg">' in html
    assert f'<link rel="apple-touch-icon" href="{icon}">' in html
    assert "icons/icon" not in html
    assert client.get("/favicon.ico")["Location"] == icon
    assert client.get(icon)["Content-Type"] == "image/jpeg"
    told = client.get("/feed/json/").json()
    assert told["icon"] == told["favicon"] == settings.SITE_URL + icon
    atom = page(client, "/feed/atom/")
    assert f"<icon>{settings.SITE_URL}{icon}</icon>" in atom
    assert f"<logo>{settings.SITE_URL}{logo.get_absolute_url()}</logo>" in atom


def test_a_logo_is_checked_as_every_picture_is():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

    with pytest.raises(ValidationError, match="not a JPEG"):
        picture_files.store(io.BytesIO(drawing))


def test_the_logo_is_no_unused_picture_and_is_changed_by_those_who_may_publish():
    logo, unused = PictureFactory(), PictureFactory()
    Masthead.objects.create(logo=logo)

    assert list(Picture.objects.unused()) == [unused]
    assert logo.is_before_readers
    assert not unused.is_before_readers


def test_colours_reach_the_page_by_a_sheet_that_is_kept_for_ever(client, django_assert_num_queries):
    SectionFactory()
    assert "/colours-" not in page(client, "/")
    Masthead.objects.create(accent="#004488", accent_on_dark="#88bbff")

    html = page(client, "/")

    address = reverse("articles:accents", args=["004488-88bbff"])
    assert f'<link rel="stylesheet" href="{address}">' in html
    with django_assert_num_queries(0):
        sheet = client.get(address)
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    assert "--accent:light-dark(#004488,#88bbff)" in sheet.content.decode()
    assert not sheet.cookies


@pytest.mark.parametrize("address", ["/colours-004488.css", "/colours-zzzzzz-88bbff.css"])
def test_there_is_no_sheet_of_what_are_no_colours(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"accent": "#ffcc00"}, "accent", "On light pages this colour has a contrast of 1.3 to 1"),
        ({"accent_on_dark": "#004488"}, "accent_on_dark", "A lighter one near by would do: #"),
        ({"accent": "red"}, "accent", "Write a colour as # and six digits"),
        ({"accent": "#12345"}, "accent", "Write a colour as # and six digits"),
        ({"accent": "#fff;}*{}"}, "accent", "at most 7 characters"),
    ],
)
def test_a_colour_that_people_cannot_read_is_refused_in_words(
    at_the_desk, editor, typed, field, words
):
    response = at_the_desk(editor).post(ADDRESS, EMPTY | typed)

    assert words in " ".join(told(response)[field])
    assert not Masthead.objects.exists()


def test_a_logo_that_will_have_to_go_is_refused(at_the_desk, editor):
    ending = PictureFactory(usable_until=timezone.now() + timedelta(days=900))

    response = at_the_desk(editor).post(ADDRESS, EMPTY | {"logo": ending.pk})

    assert told(response) == {"logo": ["The rights in this picture end one day; a logo stays."]}
    assert not Masthead.objects.exists()


def test_one_row_is_all_there_is(at_the_desk, editor):
    desk = at_the_desk(editor)
    for name in ("One", "Two"):
        desk.post(ADDRESS, EMPTY | {"own_name": name})

    assert [masthead.own_name for masthead in Masthead.objects.all()] == ["Two"]


def test_the_link_to_its_history_leads_there_before_anything_is_stored(at_the_desk, editor):
    desk = at_the_desk(editor)

    shown = page(desk, ADDRESS)

    history = "/admin/articles/masthead/1/history/"
    assert f'<a href="{history}" class="historylink">' in shown
    assert f'<a href="{ADDRESS}">' in page(desk, history), "and from there a link leads back"
    assert not Masthead.objects.exists()


def test_reporters_neither_see_nor_change_it(at_the_desk, reporter):
    desk = at_the_desk(reporter)

    assert desk.get(ADDRESS).status_code == 403
    assert desk.post(ADDRESS, EMPTY | {"own_name": "Mine"}).status_code == 403
    assert desk.get("/admin/articles/masthead/").status_code == 403
    assert not Masthead.objects.exists()
