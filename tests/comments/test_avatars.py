"""The drawings beside names: always the same, and nothing can be told from them."""

import re

import pytest

from comments import avatars
from tests.factories import CommentFactory


def test_a_number_always_has_the_same_drawing():
    first = avatars.drawing(4711)
    avatars.drawing.cache_clear()

    assert avatars.drawing(4711) == first


def test_there_are_thousands_of_drawings():
    assert len({avatars.drawing(number) for number in range(1, 50_000)}) == 8 * (7 * 4) ** 2


@pytest.mark.parametrize("number", [*range(40), 10**6, avatars.LARGEST])
def test_a_drawing_stays_inside_its_frame(number):
    hue, path = avatars.drawing(number)

    assert re.fullmatch(r"[MLAZ\d ]+", path)
    assert {int(n) for n in re.findall(r"\d+", path)} <= set(range(9))
    assert 0 <= hue <= avatars.HUES


def test_nobodys_drawing_is_a_plain_one_that_chance_never_gives():
    assert avatars.drawing(avatars.NOBODY).hue == 0
    assert all(avatars.drawing(number).hue for number in range(1, 100))
    assert all(0 < avatars.random_number() <= avatars.LARGEST for _ in range(100))


@pytest.mark.django_db
def test_the_drawing_does_not_follow_from_the_address_or_the_name():
    typed = {"name": "Ida", "commenter__email": "ida@mail.example"}
    one = CommentFactory(**typed)
    one.commenter.delete()

    assert CommentFactory(**typed).avatar != one.avatar


def test_a_page_carries_the_drawings_itself_and_asks_for_no_file(page, story):
    comment = CommentFactory(article=story, approved=True)

    html = page().text

    assert f'<path d="{comment.drawing.path}"/>' in html
    assert f'<svg class="avatar hue-{comment.drawing.hue}" viewBox="0 0 8 8" aria-hidden' in html
    assert "gravatar" not in html.lower()
