"""Pages that are not stories: about, contact, policies, the staff list; public or a draft."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import AuditEntry, Page, Picture
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PageFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
)
from tests.many import pictures
from tests.pages import page, story_page
from tests.sitemaps import addresses

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/page/"


@pytest.fixture(autouse=True)
def _the_paper(settings):
    settings.SITE_URL = "https://paper.example.org"
    SectionFactory(name="City", slug="city")


def data(html):
    return [json.loads(found) for found in re.findall(r'ld\+json">(.*?)</script>', html)]


def typed(**changes):
    about = {"title": "About us", "slug": "about", "body": "<p>Since 1871.</p>", "is_public": "on"}
    return about | changes


# For readers


def test_a_public_page_is_read_at_its_address_with_what_machines_need(client):
    PageFactory(title="About us", slug="about", purpose="about", description="Who we are.",
                body="<p>Since 1871.</p>")  # fmt: skip

    html = page(client, "/about/")

    assert "<h1" in html
    assert "Since 1871." in html
    assert '<link rel="canonical" href="https://paper.example.org/about/">' in html
    assert '<meta name="description" content="Who we are.">' in html
    about, trail = data(html)
    assert (about["@type"], about["url"]) == ("AboutPage", "https://paper.example.org/about/")
    assert trail["itemListElement"][-1]["item"] == "https://paper.example.org/about/"
    assert "Set-Cookie" not in client.get("/about/").headers


def test_a_draft_is_found_by_nobody(client):
    PageFactory(slug="bursary", title="CANARY bursary", draft=True)
    PageFactory(slug="about")

    assert client.get("/bursary/").status_code == 404
    assert client.get("/bursary/feed/").status_code == 404
    assert addresses(client, "/sitemap-pages-0.xml") == ["https://paper.example.org/about/"]


def test_without_a_public_page_the_sitemap_has_no_file_of_pages(client):
    PageFactory(draft=True)

    assert client.get("/sitemap-pages-0.xml").status_code == 404
    assert "sitemap-pages" not in page(client, "/sitemap.xml")


@pytest.mark.parametrize("people", [1, 12])
def test_the_staff_list_is_drawn_from_authors_in_their_order(
    client, people, django_assert_num_queries
):
    PageFactory(slug="staff", purpose="staff")
    AuthorFactory(name="Not listed", user=UserFactory())
    for place, picture in zip(range(people, 0, -1), pictures(people), strict=True):
        AuthorFactory(name=f"Person {place:02}", staff_place=place, picture=picture)

    with django_assert_num_queries(4):  # section, page, people with pictures, menu
        html = page(client, "/staff/")

    assert re.findall(r'rel="author">([^<]+)<', html) == [
        f"Person {n:02}" for n in range(1, people + 1)
    ]
    assert html.count("<img") == people


def test_pictures_of_a_page_are_open_while_it_is_public(client):
    picture = PictureFactory()
    shown = PageFactory(slug="about", body=f'<figure data-picture="{picture.pk}"></figure>')

    assert picture.address(480) in page(client, "/about/")
    assert client.get(picture.address(480)).status_code == 200
    shown.is_public = False
    shown.save()
    assert client.get(picture.address(480)).status_code == 404
    assert not Picture.objects.unused().exists()


def test_the_structured_data_of_every_story_names_the_policies(client):
    story = ArticleFactory(live=True)
    before = data(story_page(client, story))[0]["publisher"]
    PageFactory(slug="ethics", purpose="ethics")
    PageFactory(slug="how-we-correct", purpose="corrections")
    PageFactory(slug="owners", purpose="ownership", draft=True)

    after = data(story_page(client, story))[0]["publisher"]

    assert before["correctionsPolicy"] == "https://paper.example.org/corrections/"
    assert "publishingPrinciples" not in before
    assert after["correctionsPolicy"] == "https://paper.example.org/how-we-correct/"
    assert after["publishingPrinciples"] == "https://paper.example.org/ethics/"
    assert after["ethicsPolicy"] == "https://paper.example.org/ethics/"
    assert "ownershipFundingInfo" not in after


# Its address


def test_a_page_and_a_section_never_share_an_address(client, editor):
    client.force_login(editor)

    refused = client.post(f"{LIST}add/", typed(slug="city"))
    PageFactory(slug="about")
    section = client.post("/admin/articles/section/add/", {
        "name": "About", "slug": "about", "position": 0, "approvals_needed": 0,
    })  # fmt: skip

    assert "A section has this address." in refused.text
    assert "A page has this address." in section.text
    assert Page.objects.get().slug == "about"


@pytest.mark.parametrize("slug", ["search", "2026", "feed", "About", "-x"])
def test_an_address_that_is_something_else_is_refused(client, editor, slug):
    client.force_login(editor)

    response = client.post(f"{LIST}add/", typed(slug=slug))

    assert response.status_code == 200
    assert not Page.objects.exists()


def test_each_purpose_has_one_public_page(db):
    PageFactory(slug="one", purpose="ethics")
    PageFactory(slug="draft", purpose="ethics", draft=True)
    PageFactory(slug="other"), PageFactory(slug="another")

    with pytest.raises(IntegrityError, match="purpose"), transaction.atomic():
        PageFactory(slug="two", purpose="ethics")
    with pytest.raises(ValidationError, match="another page for this"):
        Page(title="Two", slug="two", purpose="ethics", is_public=True).full_clean()


# At the desk


def test_an_editor_writes_a_page_which_is_cleaned_and_kept_in_the_log(client, editor):
    client.force_login(editor)
    assert client.get(f"{LIST}add/").status_code == 200
    body = '<p onclick="x()">Since <strong>1871</strong>.</p><script>alert(1)</script>'

    client.post(f"{LIST}add/", typed(body=body))
    about = Page.objects.get()
    opened = client.get(f"{LIST}{about.pk}/change/").context["adminform"].form["opened"].value()
    client.post(f"{LIST}{about.pk}/change/", typed(body="<p>Since 1872.</p>", opened=opened))

    assert about.body == "<p>Since <strong>1871</strong>.</p>"
    entries = AuditEntry.objects.filter(about="page: About us")
    assert [entry.action for entry in entries] == ["change", "add"]
    assert "Since 1872." in entries[0].detail
    assert "Since 1872." in page(client, "/about/")


def test_of_two_who_write_one_page_the_second_is_told_and_loses_nothing(client, editor):
    about = PageFactory(title="As it was", slug="about")
    address = f"{LIST}{about.pk}/change/"
    client.force_login(editor)
    opened = client.get(address).context["adminform"].form["opened"].value()

    client.post(address, typed(title="Theirs", opened=opened))
    refused = client.post(address, typed(title="Mine", opened=opened))
    about.refresh_from_db()
    after_the_first = about.title
    again = refused.context["adminform"].form["opened"].value()
    client.post(address, typed(title="Mine", opened=again))

    assert "Somebody else saved this page" in refused.text
    assert 'value="Mine"' in refused.text
    assert after_the_first == "Theirs"
    about.refresh_from_db()
    assert about.title == "Mine"


def test_the_address_of_a_page_that_readers_see_is_not_changed(client, editor):
    about = PageFactory(slug="about")
    address = f"{LIST}{about.pk}/change/"
    client.force_login(editor)

    opened = client.get(address).context["adminform"].form["opened"].value()
    client.post(address, typed(slug="another", title="Changed", opened=opened))
    about.refresh_from_db()
    while_public = about.slug, about.title
    about.is_public = False
    about.save()
    opened = client.get(address).context["adminform"].form["opened"].value()
    client.post(address, typed(slug="another", opened=opened))

    assert while_public == ("about", "Changed")
    about.refresh_from_db()
    assert about.slug == "another"


def test_a_draft_is_previewed_with_its_pictures_by_who_may_see_pages(client, editor):
    picture = PictureFactory()
    draft = PageFactory(
        title="To come", body=f'<figure data-picture="{picture.pk}"></figure>', draft=True
    )
    address = f"{LIST}{draft.pk}/preview/"

    stranger = client.get(address)
    client.force_login(editor)
    html = page(client, address)
    shown = re.search(r'src="([^"]+/pictures/[^"]+)"', html)[1]

    assert stranger.status_code == 302
    assert "A draft: readers do not see it." in html
    assert client.get(shown).status_code == 200
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.get(address)["X-Robots-Tag"] == "noindex"
    assert address in client.get(f"{LIST}{draft.pk}/change/").text


@pytest.mark.parametrize("group", ["Reporter", "Section editor", "Moderator"])
def test_who_is_no_editor_neither_sees_nor_writes_pages_and_menus(client, group):
    client.force_login(UserFactory(group=group))
    about = PageFactory(slug="about", title="As it was")

    for address in (LIST, f"{LIST}{about.pk}/change/", f"{LIST}{about.pk}/preview/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}{about.pk}/change/", typed()).status_code == 403
    assert client.get("/admin/articles/menu/").status_code == 403
    about.refresh_from_db()
    assert about.title == "As it was"


def test_a_page_tells_when_it_was_changed_last(client, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False)
    about = PageFactory(slug="about")
    time_machine.move_to(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False)
    about.save()

    assert "1 December 2026" in page(client, "/about/")
