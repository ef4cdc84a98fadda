"""Where comments stand: in threads, in an order, on pages whose links stay good."""

import re
from datetime import timedelta

import pytest

from comments.models import Comment, HouseRules, Order, Status, StoryDiscussion
from tests.comments.reading import head_of, outline, threads
from tests.factories import CommentFactory

# Nesting


def test_answers_nest_in_what_they_answer_the_oldest_first(comment, page):
    a = comment()
    b = comment()
    a1, b1 = comment(parent=a), comment(parent=b)
    a2, a11 = comment(parent=a), comment(parent=a1)

    assert outline(page()) == [
        (a.pk, [(a1.pk, [(a11.pk, [])]), (a2.pk, [])]),
        (b.pk, [(b1.pk, [])]),
    ]


@pytest.mark.parametrize("depth", [2, 5, 10])
def test_below_the_deepest_level_answers_stand_beside_what_they_answer(comment, page, depth):
    HouseRules(depth=depth).save()
    chain = [comment()]
    for _ in range(depth + 2):
        chain.append(comment(parent=chain[-1]))
    *outer, deepest, below, further, furthest = (c.pk for c in chain)

    expected = [(number, []) for number in (deepest, below, further, furthest)]
    for number in reversed(outer):
        expected = [(number, expected)]
    assert outline(page()) == expected
    assert page().text.count("in reply to") == 3


def test_answers_nest_five_levels_deep_unless_the_house_says_otherwise():
    assert HouseRules().depth == 5


def test_where_nothing_nests_each_thread_still_stands_together(comment, page):
    HouseRules(depth=1).save()
    a, b = comment(name="Ann"), comment()
    a1, b1 = comment(parent=a, name="Bo"), comment(parent=b)
    a11 = comment(parent=a1)

    assert outline(page()) == [(c.pk, []) for c in (a, a1, a11, b, b1)]
    assert "in reply to Bo" in head_of(a11, page())


def test_answers_posted_before_what_they_answer_are_not_lost(comment, page):
    later = comment()
    answer = comment(parent=later)
    deeper = comment(parent=answer)
    Comment.objects.filter(pk=deeper.pk).update(posted_at=later.posted_at - timedelta(days=1))

    assert outline(page()) == [(later.pk, [(deeper.pk, []), (answer.pk, [])])]
    assert f"in reply to {answer.name}" in head_of(deeper, page())
    assert "in reply to" not in head_of(answer, page())


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SPAM, Status.WITHDRAWN])
def test_an_answer_outlives_what_it_answers(comment, page, moderator, status):
    first = comment()
    answer = comment(parent=first)

    first._decide(status, by=moderator)

    assert outline(page()) == [(answer.pk, [])]
    assert "1 Comment" in page().text


# Order


@pytest.fixture
def discussed(comment):
    """Four threads, a minute apart: none answered, answered twice, once, and not again."""
    first, second, third, fourth = (comment() for _ in range(4))
    answer = comment(parent=second)
    comment(parent=answer)
    comment(parent=third)
    return [first.pk, second.pk, third.pk, fourth.pk]


ORDERS = {"oldest": [0, 1, 2, 3], "newest": [3, 2, 1, 0], "discussed": [1, 2, 0, 3]}


@pytest.mark.parametrize(("order", "expected"), ORDERS.items())
@pytest.mark.parametrize("who", ["the house", "the story", "the reader"])
def test_threads_stand_in_the_order_chosen(discussed, page, story, order, expected, who):
    if who == "the house":
        HouseRules(order=order).save()
    if who == "the story":
        HouseRules(order=Order.NEWEST).save()
        StoryDiscussion.objects.filter(article=story).update(order=order)

    shown = page(order=order) if who == "the reader" else page()

    assert threads(shown) == [discussed[place] for place in expected]


@pytest.mark.parametrize("order", ["best", "", "NEWEST", "oldest "])
def test_an_order_that_is_none_is_the_usual_one(discussed, page, order):
    assert threads(page(order=order)) == discussed


@pytest.mark.parametrize("order", ORDERS)
def test_answers_are_read_from_the_oldest_in_every_order(comment, page, order):
    head = comment()
    answers = [comment(parent=head).pk for _ in range(3)]

    assert outline(page(order=order)) == [(head.pk, [(number, []) for number in answers])]


@pytest.mark.parametrize(("order", "expected"), ORDERS.items())
def test_pinned_threads_stand_first_in_every_order(discussed, page, order, expected):
    pinned = discussed[expected[2]]
    Comment.objects.filter(pk=pinned).update(is_pinned=True)

    assert threads(page(order=order))[0] == pinned
    assert sorted(threads(page(order=order))) == sorted(discussed)


def test_readers_choose_the_order_by_links_that_any_cache_keeps(discussed, page, client):
    nav = re.search(r'<nav class="discussion-orders".*?</nav>', page().text, re.DOTALL)[0]
    links = dict(re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>', nav))

    assert list(links.values()) == [order.label for order in Order]
    assert re.search(r'aria-current="true">Oldest first<', nav)
    newest = next(address for address, name in links.items() if name == "Newest first")
    response = client.get(newest)
    assert threads(response) == discussed[::-1]
    assert "public" in response["Cache-Control"]


def test_one_thread_offers_no_order(comment, page):
    comment(parent=comment())

    assert "discussion-orders" not in page().text


# Pages


def test_a_long_discussion_has_pages_of_threads(short_pages, comment, page, client):
    a, b, c, d, e = (comment() for _ in range(5))
    answer = comment(parent=c)

    pages = [page()]
    while link := re.search(r'<a href="([^"]*)" rel="next"', pages[-1].text):
        pages.append(client.get(link[1].replace("&amp;", "&")))

    assert [outline(one) for one in pages] == [
        [(a.pk, []), (b.pk, [])],
        [(c.pk, [(answer.pk, [])]), (d.pk, [])],
        [(e.pk, [])],
    ]
    assert all("6 Comments" in one.text for one in pages)
    assert 'rel="prev"' not in pages[0].text
    assert re.search(r'<a href="[^"]*\?comments=2#comments" rel="prev"', pages[2].text)
    assert f"?comments=2&amp;replytocom={c.pk}#respond" in pages[1].text


def test_a_very_long_thread_continues_on_pages_of_its_own(short_pages, comment, page, client):
    head, other = comment(), comment()
    answers = [comment(parent=head) for _ in range(7)]

    first = page()
    [link] = re.findall(r'href="([^"]*\?thread=\d+)#comments"', first.text)
    whole = client.get(link)
    rest = client.get(
        re.search(r'<a href="([^"]*)" rel="next"', whole.text)[1].replace("&amp;", "&")
    )

    numbers = [(answer.pk, []) for answer in answers]
    assert outline(first) == [(head.pk, numbers[:2]), (other.pk, [])]
    assert outline(whole) == [(head.pk, numbers[:4])]
    assert outline(rest) == [(head.pk, numbers[4:])]
    assert "9 Comments" in rest.text
    assert "The whole thread: 8 comments" in first.text
    assert "The whole thread" not in whole.text


def test_a_page_that_is_none_is_the_first(case, comment, page):
    for query in [
        *({"comments": value} for value in ("0", "-1", "x", "99", "9" * 30, "١", "2\0")),
        *({"thread": value} for value in ("0", "x", "4711", "9" * 18)),
    ]:
        with case(query=query):
            shown = comment()

            if "\0" in "".join(query.values()):
                assert page(**query).status_code == 400
            else:
                assert outline(page(**query)) == [(shown.pk, [])]


def test_the_thread_of_another_story_is_not_shown_here(comment, page):
    shown = comment()
    foreign = CommentFactory(approved=True, name="Elsewhere")

    assert outline(page(thread=foreign.pk)) == [(shown.pk, [])]


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_keeps_its_threads_when_others_are_added(short_pages, comment, page, order):
    old = [comment().pk for _ in range(7)]
    before = threads(page(order=order, comments=2))

    for _ in range(4):
        comment()

    assert len(before) == 2
    assert threads(page(order=order, comments=2)) == before
    assert set(before) <= set(old)


@pytest.mark.parametrize("order", ORDERS)
def test_the_pages_hold_every_thread_once_in_every_order(short_pages, comment, page, client, order):
    numbers = [comment().pk for _ in range(7)]
    Comment.objects.filter(pk=numbers[4]).update(is_pinned=True)

    read, response = [], page(order=order)
    while response:
        read += threads(response)
        link = re.search(r'<a href="([^"]*)" rel="next"', response.text)
        response = client.get(link[1].replace("&amp;", "&")) if link else None

    assert read[0] == numbers[4]
    assert sorted(read) == numbers


@pytest.mark.parametrize("order", ORDERS)
def test_a_permalink_finds_the_comment_in_every_order(
    short_pages, comment, client, page, story, order
):
    StoryDiscussion.objects.update_or_create(article=story, defaults={"order": order})
    comments = [comment() for _ in range(7)]
    printed = re.findall(r'class="comment-time" href="([^"]*)"', page(comments=2).text)

    assert len(printed) == 2
    for link in [*printed, *(comments[place].get_absolute_url() for place in (0, 3, 6))]:
        assert f'id="{link.partition("#")[2]}"' in client.get(link.partition("#")[0]).text


def test_a_permalink_finds_an_answer_deep_in_a_long_thread(case, short_pages, comment, client):
    head = comment()
    answers = [comment(parent=head) for _ in range(10)]

    for place in range(10):
        with case(place=place):
            address = answers[place].get_absolute_url()
            found = client.get(address.partition("#")[0])

            assert f'id="comment-{answers[place].pk}"' in found.text
            assert f'id="comment-{head.pk}"' in found.text
            assert len(outline(found)[0][1]) == (4 if place < 8 else 2)


def test_a_permalink_outlives_the_comment_above(comment, client, moderator):
    first = comment()
    answer = comment(parent=first)
    address = answer.get_absolute_url().partition("#")[0]

    first.reject(by=moderator)

    assert outline(client.get(address)) == [(answer.pk, [])]
