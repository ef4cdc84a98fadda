"""What a browser kept by itself while the desk did not answer arrives later, and is offered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Autosave
from tests.desk import address, autosave
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(reporter):
    client = Client()
    client.force_login(reporter)
    return client


def test_a_copy_is_offered_with_the_hour_at_which_it_was_typed(mara):
    article = ArticleFactory()
    page = mara.get(address(article))

    answer = autosave(mara, page, article=article, headline="Typed", copy="1", age="7200")

    age = timezone.now() - Autosave.objects.get().saved_at
    assert timedelta(hours=2) <= age < timedelta(hours=2, minutes=1)
    assert f"{timezone.localtime() - age:%H:%M}" in answer.json()["offers"]


@pytest.mark.parametrize("age", ["", "soon", "-7200", "1e400", "nan", "\u0663", "9" * 400])
def test_a_copy_of_no_age_was_typed_now(mara, age):
    article = ArticleFactory()

    autosave(mara, mara.get(address(article)), article=article, headline="Typed", age=age)

    assert timezone.now() - Autosave.objects.get().saved_at < timedelta(minutes=1)


def test_a_copy_of_what_the_desk_has_is_not_kept_a_second_time(mara):
    article = ArticleFactory()
    page = mara.get(address(article))
    autosave(mara, page, article=article, headline="Typed")

    answer = autosave(mara, page, article=article, window="later", headline="Typed", copy="1")

    assert "Typed" not in answer.json()
    assert answer.json()["offers"].count("Continue with them") == 1
    assert Autosave.objects.get().headline == "Typed"
