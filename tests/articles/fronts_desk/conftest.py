"""At noon an editor sits before the fronts of a paper with six stories in one section."""

import pytest

from tests.factories import ArticleFactory, SectionFactory
from tests.fronts import HOUR, NOON
from tests.many import copies


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


@pytest.fixture
def stories(city):
    newest = ArticleFactory(headline="Story 0", section=city, published_at=NOON - HOUR)
    older = copies(
        newest,
        5,
        headline=lambda n: f"Story {n + 1}",
        published_at=lambda n: NOON - (n + 2) * HOUR,
    )
    return [newest, *older]


@pytest.fixture
def desk(at_the_desk, editor):
    return at_the_desk(editor)
