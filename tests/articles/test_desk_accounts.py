"""Accounts and what they may, on Django's own screens of them at the desk."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.accessibility import is_accessible
from tests.browser import sign_in
from tests.desk import typed_on
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGES = ["user/add/", "user/{0.pk}/change/", "group/add/", "group/{1.pk}/change/"]


@pytest.fixture
def administrator():
    return UserFactory(username="administrator", is_superuser=True)


@pytest.fixture
def desk(at_the_desk, administrator):
    return at_the_desk(administrator)


def test_groups_are_given_and_taken_by_boxes_and_dates_are_only_read(desk, reporter):
    address = f"/admin/auth/user/{reporter.pk}/change/"
    given = Group.objects.get(name="Editor")
    joined = reporter.date_joined

    page = desk.get(address)
    sent = typed_on(page) | {"groups": [given.pk], "date_joined_0": "2001-01-01"}
    desk.post(address, sent | {"date_joined_1": "00:00"})

    assert 'type="checkbox" name="groups"' in page.text
    reporter.refresh_from_db()
    assert list(reporter.groups.all()) == [given]
    assert reporter.date_joined == joined


def test_what_a_group_may_is_ticked_under_the_kind_of_thing_it_is_about(desk):
    group = Group.objects.get(name="Editor")
    address = f"/admin/auth/group/{group.pk}/change/"
    before = set(group.permissions.all())
    given = Permission.objects.exclude(pk__in=[p.pk for p in before]).first()

    page = desk.get(address)
    typed = typed_on(page)
    desk.post(address, typed | {"permissions": [*typed["permissions"], given.pk]})

    kinds = [
        kind for kind, _choices in page.context["adminform"].form.fields["permissions"].choices
    ]
    assert "Stories | article" in kinds
    assert len(kinds) == len(set(kinds))
    assert set(group.permissions.all()) == before | {given}


def test_a_group_costs_the_same_with_no_permission_and_with_all(desk, django_assert_num_queries):
    empty, full = Group.objects.create(name="Empty"), Group.objects.create(name="Full")
    full.permissions.set(Permission.objects.all())
    desk.get("/admin/auth/group/add/")

    for group in (empty, full):
        with django_assert_num_queries(6):
            desk.get(f"/admin/auth/group/{group.pk}/change/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_accounts_and_groups_are_looked_after_by_everybody(person, administrator, reporter):
    page = person()
    sign_in(page, administrator)

    for address in PAGES:
        page.goto("/admin/auth/" + address.format(reporter, reporter.groups.get()))
        for closed in page.locator("#content details:not([open]) > summary").all():
            closed.click()
        is_accessible(page, address)
