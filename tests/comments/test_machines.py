"""What search engines and readers' tools are told of a discussion."""

import re

import pytest
from django.utils.timezone import localtime

from comments import structured_data
from comments.models import Comment, HouseRules
from tests import pages


def data(response):
    return pages.structured_data(response.text)


def link(rel, response):
    found = re.search(rf'<link rel="{rel}" href="([^"]*)">', response.text)
    return found and found[1].replace("&amp;", "&")


def test_the_storys_data_counts_and_holds_the_comments(comment, page, settings):
    settings.SITE_URL = "https://courier.example"
    first = comment(name="Bo & Co", text="<b>Well</b> said </script><script>")
    answer = comment(parent=first, text="No.")
    comment(text="CANARY", rejected=True)

    told = data(page())

    assert told["@type"] == "NewsArticle"
    assert told["commentCount"] == 2
    one, two = told["comment"]
    address = f"https://courier.example{first.get_absolute_url()}"
    assert one == {
        "@type": "Comment",
        "@id": address,
        "url": address,
        "author": {"@type": "Person", "name": "Bo & Co"},
        "dateCreated": localtime(first.posted_at).isoformat(timespec="seconds"),
        "text": "Well said </script><script>",
    }
    assert two["text"] == "No."
    assert two["parentItem"] == {"@id": address}
    assert two["url"].endswith(answer.get_absolute_url())
    assert "CANARY" not in page().text


def test_a_story_without_comments_says_so(page):
    assert data(page())["commentCount"] == 0
    assert "comment" not in data(page())


def test_the_data_stay_small(page, story):
    Comment.objects.bulk_create(
        Comment(article=story, name="A", text="word " * 3000, status="approved")
        for _ in range(HouseRules().page_size)
    )
    Comment.objects.bulk_create(
        Comment(article=story, name="B", text="x", status="approved", parent=head)
        for head in Comment.objects.heads()
    )

    told = data(page())

    assert told["commentCount"] == 100
    assert len(told["comment"]) == structured_data.MOST
    assert {len(comment["text"]) for comment in told["comment"]} == {1, structured_data.LONGEST}


def test_a_further_page_is_its_own_canonical_address(short_pages, comment, page, story, settings):
    settings.SITE_URL = "https://courier.example"
    for _ in range(5):
        comment()
    address = f"https://courier.example{story.versions.live().get().get_absolute_url()}"

    pages = [page(), page(comments=2), page(comments=3)]

    assert [link("canonical", one) for one in pages] == [
        address,
        f"{address}?comments=2",
        f"{address}?comments=3",
    ]
    assert [link("prev", one) for one in pages] == [None, address, f"{address}?comments=2"]
    assert [link("next", one) for one in pages] == [
        f"{address}?comments=2",
        f"{address}?comments=3",
        None,
    ]
    assert [one["url"] for one in data(pages[1])["comment"]] != [
        one["url"] for one in data(pages[0])["comment"]
    ]
    assert not any("noindex" in f"{one.text}{dict(one.items())}" for one in pages)


@pytest.mark.parametrize("query", ["order=newest", "thread={}", "replytocom={}", "comments=1"])
def test_another_look_at_the_same_comments_is_the_storys_page(comment, client, page, story, query):
    first = comment()
    comment()
    address = story.versions.live().get().get_absolute_url()

    response = client.get(f"{address}?{query.format(first.pk)}")

    assert link("canonical", response) == link("canonical", page())
    assert link("canonical", response).endswith(address)


def test_in_another_order_a_further_page_is_its_own_canonical_address(short_pages, comment, page):
    for _ in range(5):
        comment()

    assert link("canonical", page(order="newest", comments=1)).endswith("?order=newest&comments=1")
