"""Every form of story has a page of its own, and who signed it a face."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import get_template

from articles import publish_checks
from articles.models import Article, Hue, Label, Layout
from articles.pages.story import TEMPLATES
from tests.articles.test_caching import kept_seconds
from tests.factories import ArticleFactory, AuthorFactory, PictureFactory, SectionFactory
from tests.pages import page, story_page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def shape(html):
    return re.search(r'<article class="story (is-[-\w]+)', html)[1]


@pytest.mark.parametrize(
    ("layout", "label", "page_is"),
    [
        (Layout.STORY, Label.NEWS, "is-story"),
        (Layout.STORY, Label.ANALYSIS, "is-story"),
        (Layout.STORY, Label.OPINION, "is-opinion"),
        (Layout.LONG_READ, Label.NEWS, "is-long-read"),
        (Layout.LONG_READ, Label.OPINION, "is-long-read"),
        (Layout.BRIEF, Label.NEWS, "is-brief"),
        (Layout.GALLERY, Label.NEWS, "is-gallery"),
    ],
)
def test_a_page_is_laid_out_as_its_story_says(client, layout, label, page_is):
    article = ArticleFactory(layout=layout, label=label, live=True)

    html = story_page(client, article)

    assert shape(html) == page_is
    assert html.count("<h1") == 1
    assert 'rel="author"' in html
    assert "The first paragraph." in html


def test_every_layout_has_a_template():
    assert set(TEMPLATES) == set(Layout)
    assert all(get_template(name) for name in TEMPLATES.values())


def test_a_preview_is_laid_out_as_the_story_will_be(at_the_desk, editor):
    article = ArticleFactory(layout=Layout.LONG_READ)

    html = page(at_the_desk(editor), f"/admin/articles/article/{article.pk}/preview/")

    assert shape(html) == "is-long-read"


@pytest.fixture
def gallery():
    lead, first, second = (PictureFactory(caption=f"Library {n}") for n in range(3))
    body = (
        f"<p>Words.</p>{_figure(second, 'The <em>second</em>')}<p>More.</p>{_figure(lead)}"
        f"{_figure(first)}"
    )
    article = ArticleFactory(layout=Layout.GALLERY, body=body, lead_picture=lead, live=True)
    return article, [lead, second, first]


def _figure(picture, caption=""):
    return f'<figure data-picture="{picture.pk}"><figcaption>{caption}</figcaption></figure>'


def test_a_gallery_shows_every_picture_once_before_its_words(client, gallery):
    article, pictures = gallery

    html = story_page(client, article)

    before, body = html.split('<div class="story-body">')
    shown = re.findall(r'src="(/pictures/[^"]+)"', before.split('<div class="gallery"')[1])
    assert shown == [picture.get_absolute_url() for picture in pictures]
    assert "<img" not in body.split("</article>")[0]
    assert [words in before for words in ("The <em>second</em>", "Library 0", "3 / 3")] == [
        True
    ] * 3
    targets = re.findall(r'href="#(picture-\d)"', html)
    assert targets == re.findall(r'<figure class="figure gallery-figure" id="(picture-\d)"', html)
    assert len(targets) == 3


def test_a_picture_whose_rights_end_leaves_the_gallery(client, gallery):
    article, pictures = gallery
    pictures[1].usable_until = NOON
    pictures[1].save()

    html = story_page(client, article)

    assert "second" not in html
    assert "2 / 2" in html


def test_a_gallery_without_pictures_is_asked_for_some():
    article = ArticleFactory(layout=Layout.GALLERY)

    problems = [problem.field for problem in publish_checks.found(article)]
    assert "layout" in problems

    article.lead_picture = PictureFactory()
    assert "layout" not in [problem.field for problem in publish_checks.found(article)]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("<table><tbody><tr><th>A</th></tr></tbody></table>", "A table has no title."),
        ("<table><caption>Fares</caption><tbody><tr><td>A</td></tr></tbody></table>", "“Fares”"),
        ("<table><caption>Fares</caption><tbody><tr><th>A</th></tr></tbody></table>", ""),
    ],
)
def test_a_table_says_what_it_is_of_and_what_stands_in_its_columns(table, told):
    article = ArticleFactory(body=f"<p>A</p>{table}")

    found = [p.message for p in publish_checks.found(article) if p.field == "body"]

    assert [told in message for message in found] == [True] * bool(told)


def test_the_layout_is_chosen_at_the_desk_and_kept_by_the_version(at_the_desk, editor):
    article = ArticleFactory(layout=Layout.BRIEF)
    opened = at_the_desk(editor).get(f"/admin/articles/article/{article.pk}/change/")

    assert opened.context["adminform"].form["layout"].value() == "brief"
    assert article.latest_version.layout == Layout.BRIEF
    Article.objects.update(layout=Layout.STORY)
    assert article.versions.get().layout == Layout.BRIEF


# Faces


@pytest.fixture
def owen(db):
    return AuthorFactory(name="Owen Tully", slug="owen", picture=PictureFactory(alt_text="Owen"))


def test_the_face_of_who_signed_stands_beside_the_name(client, owen):
    html = story_page(client, ArticleFactory(byline=owen, live=True))

    assert html.count('class="face"') == 1
    assert f'src="{owen.picture.get_absolute_url()}"' in html
    assert 'alt="Owen"' not in html  # the name says who it is
    assert client.get(owen.picture.get_absolute_url()).status_code == 200


def test_opinion_does_not_show_one_face_twice(client, owen):
    opinion = ArticleFactory(label=Label.OPINION, byline=owen, lead_picture=owen.picture, live=True)
    other = ArticleFactory(
        label=Label.OPINION, byline=owen, lead_picture=PictureFactory(), live=True
    )

    assert 'class="figure story-lead"' not in story_page(client, opinion)
    assert 'class="figure story-lead"' in story_page(client, other)


def test_opinion_has_its_faces_on_the_front(client, owen):
    ArticleFactory(published_at=NOON)
    section = SectionFactory(slug="opinion", hue=Hue.PLUM)
    ArticleFactory(section=section, byline=owen, published_at=NOON)
    ArticleFactory(section=section, byline=AuthorFactory(), published_at=NOON)

    html = page(client, "/")

    assert html.count('class="voice"') == 2
    assert html.count('class="face"') == 1
    assert "hue-plum" in html


def test_a_face_is_shown_while_its_rights_last(client, owen, time_machine):
    time_machine.move_to(NOON - timedelta(seconds=20), tick=False)
    owen.picture.usable_until = NOON
    owen.picture.save()
    section = SectionFactory(slug="opinion")
    ArticleFactory(published_at=NOON - timedelta(days=1))
    article = ArticleFactory(
        label=Label.OPINION, byline=owen, section=section, published_at=NOON - timedelta(days=1)
    )
    address = article.versions.live().get().get_absolute_url()

    for place in (address, "/", "/opinion/"):
        assert 'class="face"' in page(client, place)
        assert kept_seconds(client.get(place)) == 20

    time_machine.move_to(NOON, tick=False)
    for place in (address, "/", "/opinion/"):
        assert 'class="face"' not in page(client, place)
        assert "Owen Tully" in page(client, place)
    assert client.get(owen.picture.get_absolute_url()).status_code == 404


# Sections have a colour


def test_a_nested_section_has_the_colour_of_what_it_is_in():
    top = SectionFactory(hue=Hue.BLUE)
    part = SectionFactory(parent=top, hue=Hue.RED)
    assert part.hue == Hue.BLUE

    top.hue = Hue.TEAL
    top.save()
    part.refresh_from_db()
    assert part.hue == Hue.TEAL


# Where there is nothing


@pytest.fixture
def around(db):
    city = SectionFactory(name="City", slug="city")
    ArticleFactory(headline="Seen by all", section=city, live=True)
    ArticleFactory(headline="CANARY draft", section=city)
    ArticleFactory(headline="CANARY to come", section=city, scheduled=True)
    killed = ArticleFactory(
        headline="CANARY gone", slug="last-boat-home", section=city, killed=True
    )
    return killed.versions.exclude(path="").get().get_absolute_url()


def test_an_address_where_nothing_is_offers_search_sections_and_the_latest(client, around):
    for address, status, words in [
        ("/2026/11/24/last-boatt-home/", 404, "last boatt home"),
        (around, 410, "last boat home"),
        ("/2026/11/24/", 404, ""),
        ("/no-such/thing_here/", 404, "thing here"),
        ('/a/"><script>CANARY</script>/', 404, "script"),
    ]:
        html = page(client, address, status)
        assert re.search(rf'<input type="search" name="q" value="{words}"', html), address
        assert 'action="/search/"' in html
        assert ">Seen by all</a>" in html
        assert 'href="/city/"' in html
        assert "CANARY" not in html.replace("CANARY /", "")
