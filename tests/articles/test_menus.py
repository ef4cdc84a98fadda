"""The menus that editors set: what they lead to, in which order, and that no page pays for them."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import AuditEntry, Menu, MenuItem
from articles.models.menu import safe_address
from tests.factories import (
    ArticleFactory,
    BannerFactory,
    PageFactory,
    SectionFactory,
    TopicFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A paper with two sections, a topic and two pages, one of them a draft."""
    return {
        "city": SectionFactory(name="City", slug="city", position=1),
        "trams": SectionFactory(name="Trams", slug="trams", position=2),
        "topic": TopicFactory(name="Floods", slug="floods"),
        "about": PageFactory(title="About us", slug="about"),
        "draft": PageFactory(title="CANARY page", slug="canary", draft=True),
    }


def menu(place):
    return Menu.objects.get(place=place)


def fill(place, *items):
    for position, item in enumerate(items, start=1):
        menu(place).items.create(position=position, **item)


def links(html, where):
    """The address and words of every link in the main menu or at the foot of a page."""
    found = re.search(rf'<ul class="{where}">(.*?)</ul>|<nav class="{where}".*?</nav>', html, re.S)
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', found[0])


MAIN, FOOTER = "section-menu", "colophon-sections"


def test_without_one_the_top_sections_stand_there(client, paper):
    html = page(client, "/")

    assert links(html, MAIN) == links(html, FOOTER) == [("/city/", "City"), ("/trams/", "Trams")]


def test_a_menu_leads_to_sections_topics_pages_and_elsewhere_in_its_order(client, paper):
    fill(
        "main",
        {"topic": paper["topic"]},
        {"page": paper["about"], "label": "Who we are"},
        {"address": "https://shop.example.org/", "label": "Shop & <more>"},
        {"section": paper["trams"]},
    )

    html = page(client, "/")

    assert links(html, MAIN) == [
        ("/topics/floods/", "Floods"),
        ("/about/", "Who we are"),
        ("https://shop.example.org/", "Shop &amp; &lt;more&gt;"),
        ("/trams/", "Trams"),
    ]
    assert links(html, FOOTER) == [("/city/", "City"), ("/trams/", "Trams")]


def test_the_footer_has_a_menu_of_its_own(client, paper):
    fill("footer", {"page": paper["about"]}, {"address": "/comments/", "label": "Rules"})

    html = page(client, "/about/")

    assert links(html, FOOTER) == [("/about/", "About us"), ("/comments/", "Rules")]
    assert links(html, MAIN) == [("/city/", "City"), ("/trams/", "Trams")]


def test_a_paper_without_sections_has_its_menu_and_its_banner_too(client):
    fill("main", {"page": PageFactory(title="About us", slug="about")})
    BannerFactory(text="The bridge is shut")

    html = page(client, "/")

    assert links(html, MAIN) == [("/about/", "About us")]
    assert "The bridge is shut" in html


def test_the_link_to_this_page_is_marked(client, paper):
    fill("main", {"topic": paper["topic"]}, {"page": paper["about"]}, {"section": paper["city"]})
    SectionFactory(slug="bridges", parent=paper["city"])

    marked = {
        address: re.search(r'href="([^"]+)" aria-current="(\w+)"', page(client, address))
        for address in ("/topics/floods/", "/about/", "/city/", "/city/bridges/", "/trams/")
    }

    assert {address: found and found.groups() for address, found in marked.items()} == {
        "/topics/floods/": ("/topics/floods/", "page"),
        "/about/": ("/about/", "page"),
        "/city/": ("/city/", "page"),
        "/city/bridges/": ("/city/", "true"),
        "/trams/": None,
    }


def test_a_link_to_a_draft_waits_until_it_is_public(client, paper):
    fill("main", {"page": paper["draft"]}, {"page": paper["about"]})

    before = page(client, "/")
    paper["draft"].is_public = True
    paper["draft"].save()

    assert "CANARY" not in before
    assert links(page(client, "/"), MAIN)[0] == ("/canary/", "CANARY page")


def test_what_is_renamed_moves_in_the_menu_and_what_is_gone_leaves_it(client, paper):
    fill("main", {"topic": paper["topic"]}, {"section": paper["trams"]}, {"page": paper["about"]})

    paper["trams"].name, paper["trams"].slug = "Rails", "rails"
    paper["trams"].save()
    paper["topic"].delete()
    paper["about"].delete()

    assert links(page(client, "/"), MAIN) == [("/rails/", "Rails")]


def test_menus_and_policies_cost_no_query(client, paper):
    story = ArticleFactory(section=paper["city"], live=True)
    addresses = ["/", "/city/", story.versions.get().get_absolute_url(), "/about/"]
    costs = []
    for times in (0, 1, 15):
        for _ in range(times):
            fill("main", {"topic": paper["topic"]}, {"page": paper["about"]})
            fill("footer", {"section": paper["city"]}, {"page": paper["draft"]})
        paper["about"].purpose = "ethics" if times else ""
        paper["about"].save()
        costs.append([cost_of(client, address) for address in addresses])

    assert len(links(page(client, "/"), MAIN)) == 32
    assert costs == [costs[0]] * 3
    assert costs[0][2:] == [5, 3]  # a story's; section, page, menu


def cost_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def test_a_menu_of_another_time_stays_in_that_time(client, paper, editor):
    fill("main", {"section": paper["city"]}, {"page": paper["about"]})
    client.force_login(editor)

    html = page(client, "/admin/as-of/2030-11-24T12:00/city/")

    addresses = [address for address, _name in links(html, MAIN)]
    assert addresses[0].startswith("/admin/as-of/2030-11-24T12:00")
    assert client.get(addresses[1]).status_code == 200
    assert 'aria-current="page"' in html


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", "about/"),
        *(
            "https://",
            "http:// x",
            " https://x.example",
            "https://x.example\n",
            "mailto:",
            "vbscript:x",
        ),
    ],
)
def test_an_address_that_could_harm_is_refused(address):
    with pytest.raises(ValidationError):
        safe_address(address)


@pytest.mark.parametrize(
    "address",
    ["https://x.example/a?b#c", "http://x.example", "mailto:news@x.example", "/", "/2026/"],
)
def test_an_address_of_this_site_another_or_a_mailbox_is_good(address):
    safe_address(address)


@pytest.mark.parametrize("what", [{}, {"address": "/x/"}, {"both": True}])
def test_the_database_keeps_links_to_exactly_one_place_with_words(paper, what):
    if what.pop("both", False):
        what = {"section": paper["city"], "topic": paper["topic"]}

    with pytest.raises(IntegrityError, match="menu_item"), transaction.atomic():
        MenuItem.objects.create(menu=menu("main"), **what)


# At the desk


def typed(*rows, opened=()):
    """The screen as a browser sends it: rows that stood there, and new ones."""
    names = ("position", "section", "topic", "page", "address", "label")
    sent = {"items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": len(opened)}
    for number, row in enumerate(rows):
        sent |= {f"items-{number}-{name}": row.get(name, "") for name in (*names, "DELETE")}
        sent[f"items-{number}-id"] = opened[number].pk if number < len(opened) else ""
    return {name: value for name, value in sent.items() if not name.endswith("DELETE") or value}


def address_of(place):
    return f"/admin/articles/menu/{menu(place).pk}/change/"


def test_an_editor_sets_a_menu_and_the_log_tells_what_it_was(client, editor, paper):
    client.force_login(editor)

    response = client.post(address_of("main"), typed(
        {"position": 2, "section": paper["city"].pk},
        {"position": 1, "page": paper["about"].pk, "label": "Who we are"},
        {"position": 3},
    ))  # fmt: skip

    assert response.status_code == 302
    assert links(page(client, "/"), MAIN) == [("/about/", "Who we are"), ("/city/", "City")]
    entry = AuditEntry.objects.get(action="change-menu")
    assert (entry.by, entry.about) == (editor, "Main menu")
    assert entry.detail.splitlines()[:2] == ["+ Who we are (/about/)", "+ City (/city/)"]


def test_links_change_places_by_their_numbers_and_go(client, editor, paper):
    fill("main", {"section": paper["city"]}, {"section": paper["trams"]}, {"page": paper["about"]})
    opened = list(menu("main").items.all())
    client.force_login(editor)

    client.post(address_of("main"), typed(
        {"position": 9, "section": paper["city"].pk},
        {"position": 2, "section": paper["trams"].pk},
        {"position": 1, "page": paper["about"].pk, "DELETE": "on"},
        opened=opened,
    ))  # fmt: skip

    assert links(page(client, "/"), MAIN) == [("/trams/", "Trams"), ("/city/", "City")]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"address": "javascript:alert(1)", "label": "x"}, "An address begins with"),
        ({"address": "/x/"}, "Say in words where this address leads."),
        ({"label": "Nowhere"}, "Choose one: a section, a topic, a page or another address."),
    ],
)
def test_a_link_that_leads_nowhere_is_refused_in_words(client, editor, paper, row, says):
    client.force_login(editor)

    response = client.post(address_of("main"), typed({"position": 1, **row}))

    assert response.status_code == 200
    assert says in response.text
    assert not MenuItem.objects.exists()


def test_menus_are_neither_made_nor_deleted(client, editor):
    client.force_login(editor)

    assert client.get("/admin/articles/menu/add/").status_code == 403
    assert client.get(address_of("main").replace("change", "delete")).status_code == 403
    assert client.get("/admin/articles/menu/").status_code == 200
