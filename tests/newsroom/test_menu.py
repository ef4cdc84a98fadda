"""The desk's menu: what each person needs all day, and the rest in one place."""

import re

import pytest

from newsroom.menu import ROW

pytestmark = pytest.mark.django_db
DAILY = ["Articles", "Calendar", "Front pages", "Breaking news", "Pictures", "Comments"]
LINK = re.compile(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)</a>')


@pytest.fixture
def menu(client, admin_user, reporter, editor, moderator):
    """`menu("editor", "/admin/…")` is its row and what is behind More: label by address."""
    people = {
        "reporter": reporter, "editor": editor, "moderator": moderator, "admin": admin_user,
    }  # fmt: skip

    def menu(role, page):
        client.force_login(people[role])
        html = client.get(page).text
        nav = re.search(r'<nav class="desk-nav".*?</nav>', html, re.DOTALL)[0]
        row, _details, more = nav.partition("<details")
        return LINK.findall(row), LINK.findall(more), re.findall(r"<h2[^>]*>([^<]+)", more)

    return menu


@pytest.mark.parametrize(
    ("role", "row"),
    [
        ("reporter", ["Articles", "Calendar", "Pictures"]),
        ("editor", DAILY),
        ("moderator", ["Comments", "Decisions", "Rules of the house"]),
        ("admin", DAILY),
    ],
)
def test_the_row_holds_what_a_role_needs_all_day(menu, role, row):
    page = "/admin/comments/comment/" if role == "moderator" else "/admin/articles/article/"

    assert [label for _address, _here, label in menu(role, page)[0]] == row


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator", "admin"])
def test_whatever_somebody_may_open_is_in_the_menu_once(menu, client, role):
    page = "/admin/comments/comment/" if role == "moderator" else "/admin/articles/article/"
    row, more, _groups = menu(role, page)
    addresses = [address for address, _here, _label in row + more]

    on_the_first_page = re.findall(
        r'<th scope="row"[^>]*>\s*<a href="([^"]+)"', client.get("/admin/").text
    )
    calendar = [] if role == "moderator" else ["/admin/articles/article/calendar/"]
    assert sorted(addresses) == sorted(on_the_first_page + calendar)


def test_the_rest_stands_in_groups(menu):
    _row, more, groups = menu("admin", "/admin/articles/article/")

    assert groups == ["Stories", "Discussion", "The paper", "The desk"]
    assert [label for _address, _here, label in more] == [
        "Authors", "Sections", "Topics",
        "Commenters", "Decisions", "Rules of the house",
        "Menus", "Name and look", "Pages",
        "Groups", "Users", "Audit log", "Outbox",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "here"),
    [
        ("/admin/articles/article/", "Articles"),
        ("/admin/articles/article/calendar/", "Calendar"),
        ("/admin/articles/topic/", "Topics"),
        ("/admin/comments/comment/?tab=all", "Comments"),
    ],
)
def test_the_page_that_is_open_is_in_the_row_and_marked(menu, page, here):
    row, more, _groups = menu("admin", page)

    assert here not in [label for _address, _here, label in more]
    assert [label for _address, is_here, label in row if is_here] == [here]


def test_the_row_names_screens_that_there_are(menu, client):
    row, _more, _groups = menu("admin", "/admin/articles/article/")

    assert len(row) == len(ROW)
