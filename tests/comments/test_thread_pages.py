"""Which threads a page holds: every one once, and a page keeps what it had."""

import pytest

from comments.thread_pages import TOP, from_the_bottom, from_the_top

SIZE = 5
COUNTS = range(24)


def walk(pages_of, count):
    """The places read from the top on, page by page, as its links lead; and the pages' numbers."""
    page, places, numbers = pages_of(TOP, count=count, size=SIZE), [], []
    while True:
        places.append(list(range(count))[page.first : page.last])
        numbers.append(page.number)
        if page.after is None:
            return places, numbers
        before, page = page, pages_of(page.after, count=count, size=SIZE)
        assert page.before == before.number


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("pages_of", [from_the_top, from_the_bottom])
def test_reading_on_meets_every_thread_once_and_no_page_is_empty(pages_of, count):
    places, numbers = walk(pages_of, count)

    assert [place for page in places for place in page] == list(range(count))
    assert all(places) or count == 0
    assert all(len(page) <= SIZE for page in places)
    assert len(places[0]) == min(SIZE, count)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("number", [TOP, -1, 1, 99, 10**12])
def test_without_threads_every_page_is_the_top(number):
    for pages_of in (from_the_top, from_the_bottom):
        page = pages_of(number, count=0, size=SIZE)

        assert (page.number, page.first, page.before, page.after) == (TOP, 0, None, None)


@pytest.mark.parametrize("count", COUNTS)
def test_newest_first_a_thread_never_leaves_the_page_that_it_fell_onto(count):
    for number in range(1, 6):
        now, later = (
            from_the_bottom(number, count=threads, size=SIZE) for threads in (count, count + 1)
        )
        if now.number == number:
            # The newest has place 0, so a thread's place from the oldest end is what stays.
            held = [count - place for place in range(now.first, now.last)]
            kept = [count + 1 - place for place in range(later.first, later.last)]
            assert set(held) <= set(kept)
