"""Colleagues to choose from: everybody who can open the desk."""

from django import forms
from django.contrib.auth import get_user_model

from articles.desk import wording


def colleagues():
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    return people.order_by("first_name", "last_name", "username")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return wording.person(person)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return wording.person(person)
