"""At noon an editor sits before the fronts of a paper with six stories in one section."""

import pytest

from tests.factories import ArticleFactory, SectionFactory
from tests.fronts import HOUR, NOON


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def city():
    return SectionFactory(name="City", slug="city")


@pytest.fixture
def stories(city):
    return [
        ArticleFactory(headline=f"Story {n}", section=city, published_at=NOON - (n + 1) * HOUR)
        for n in range(6)
    ]


@pytest.fixture
def desk(at_the_desk, editor):
    return at_the_desk(editor)
