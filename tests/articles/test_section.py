"""Sections nest, and the database refuses the ones that cannot be."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from articles.models import Section
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db


def test_a_nested_section_lives_under_its_parents_address():
    europe = SectionFactory(slug="europe", parent=SectionFactory(slug="world"))

    assert europe.get_absolute_url() == "/world/europe/"


def test_moving_a_section_moves_everything_in_it():
    world = SectionFactory(slug="world")
    france = SectionFactory(slug="france", parent=SectionFactory(slug="europe", parent=world))

    world.slug = "planet"
    world.save()

    assert Section.objects.get(pk=france.pk).path == "planet/europe/france"


def test_a_section_knows_all_that_is_nested_in_it_and_nothing_else():
    world = SectionFactory(slug="world")
    europe = SectionFactory(slug="europe", parent=world)
    france = SectionFactory(slug="france", parent=europe)
    SectionFactory(slug="sport")

    assert set(Section.objects.within(world)) == {world, europe, france}
    assert set(Section.objects.within(france)) == {france}


def test_the_database_refuses_a_section_that_is_its_own_ancestor():
    world = SectionFactory(slug="world")
    europe = SectionFactory(slug="europe", parent=world)

    world.parent = europe
    with pytest.raises(IntegrityError, match="section_is_not_its_own_ancestor"):
        world.save()


@pytest.mark.parametrize("generation", ["itself", "child"])
def test_the_database_refuses_a_loop_behind_the_models_back(generation):
    world = SectionFactory(slug="world")
    europe = SectionFactory(slug="europe", parent=world)

    with pytest.raises(IntegrityError, match="section_"):
        Section.objects.filter(pk=world.pk).update(
            parent={"itself": world, "child": europe}[generation]
        )


def test_the_desk_says_in_words_that_a_section_cannot_be_nested_in_itself():
    world = SectionFactory(slug="world")
    world.parent = SectionFactory(slug="europe", parent=world)

    with pytest.raises(ValidationError) as refused:
        world.full_clean()

    assert "parent" in refused.value.message_dict


@pytest.mark.parametrize("slug", ["search", "admin", "topics", "feed", "static", "comments"])
def test_a_section_cannot_shadow_a_fixed_path(slug):
    with pytest.raises(IntegrityError, match="section_slug_does_not_shadow_a_fixed_path"):
        SectionFactory(slug=slug)


@pytest.mark.parametrize("slug", ["2025", "-dash", ""])
def test_a_section_cannot_shadow_the_archive_of_a_year(slug):
    with pytest.raises(IntegrityError, match="section_slug_begins_with_a_letter"):
        SectionFactory(slug=slug)
