"""Colleagues to choose from: everybody who can open the desk."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from articles.desk import wording


def colleagues(*, also: int | None = None):
    """All of them, and whoever is chosen already, though their account is closed by now."""
    people = get_user_model().objects.filter(Q(is_active=True, is_staff=True) | Q(pk=also))
    return people.order_by("first_name", "last_name", "username")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return wording.person(person)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return wording.person(person)
