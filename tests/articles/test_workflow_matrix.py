"""
Every role, every step, everywhere a story can stand; and a forged POST of each role for each step.

What is expected stands here, in words of its own; the steps come from the workflow's table, so
that a new one fails until somebody has said who may take it.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import (
    Approval,
    Article,
    Notification,
    OutboxTask,
    Stage,
    Version,
    WorkflowEvent,
)
from tests.desk import address, browser_of, typed_on, undrawn
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

WRITE = {"save", "submit"}
DECIDE = {
    *("request-changes", "approve", "publish", "schedule"),
    *("unschedule", "unpublish", "kill", "reopen"),
}
ROLES = {
    "reporter": WRITE,
    "editor of another section": WRITE,
    "editor of the section": WRITE | DECIDE,
    "editor of the section around it": WRITE | DECIDE,
    "editor": WRITE | DECIDE,
    "administrator": WRITE | DECIDE,
    "moderator": set(),
    "nobody": set(),
    "signed out": set(),
}
# Of those who may decide, one is enough to show that a POST asks the same table as everybody.
FORGERS = [role for role in ROLES if ROLES[role] != WRITE | DECIDE or role == "editor"]
AT_ANY_TIME = {"save", "publish", "schedule", "kill"}
# Where a story stands: what can be done to it there, and its stage after a save.
PLACES = {
    "draft": (AT_ANY_TIME | {"submit"}, Stage.DRAFT),
    "in review": (AT_ANY_TIME | {"request-changes", "approve"}, Stage.IN_REVIEW),
    "changes requested": (AT_ANY_TIME | {"submit"}, Stage.CHANGES_REQUESTED),
    "approved": (AT_ANY_TIME | {"request-changes"}, Stage.IN_REVIEW),
    "scheduled": (AT_ANY_TIME | {"unschedule"}, Stage.DRAFT),
    "live": (AT_ANY_TIME | {"unpublish"}, Stage.DRAFT),
    "live with changes": (AT_ANY_TIME | {"submit", "unpublish"}, Stage.DRAFT),
    "expired": (AT_ANY_TIME, Stage.DRAFT),
    "killed": ({"reopen"}, None),
}
LEADS_TO = {
    "submit": Stage.IN_REVIEW,
    "request-changes": Stage.CHANGES_REQUESTED,
    "approve": Stage.APPROVED,
    "publish": Stage.PUBLISHED,
    "schedule": Stage.PUBLISHED,
    "unschedule": Stage.DRAFT,
    "unpublish": Stage.DRAFT,
    "kill": Stage.KILLED,
    "reopen": Stage.DRAFT,
}


@pytest.fixture
def section():
    return SectionFactory(name="Rowing", parent=SectionFactory(name="Sport"))


def a_person(role, section):
    group = {"reporter": "Reporter", "editor": "Editor", "moderator": "Moderator"}.get(role)
    if role.startswith("editor of"):
        user = UserFactory(group="Section editor")
        of = {
            "editor of the section": section,
            "editor of the section around it": section.parent,
            "editor of another section": SectionFactory(name="Politics"),
        }[role]
        of.editors.add(user)
        return user
    return UserFactory(group=group, is_superuser=role == "administrator")


def a_story(place, section, by):
    states = {"in review": "in_review", "approved": "in_review", "live with changes": "live"}
    state = states.get(place, place)
    known = ("in_review", "live", "scheduled", "expired", "killed")
    article = ArticleFactory(section=section, **({state: True} if state in known else {}))
    steps = {
        "changes requested": ["submit", "request-changes"],
        "approved": ["approve"],
        "live with changes": ["save"],
    }.get(place, [])
    for step in steps:
        workflow.perform(step, article, by=by, note="More.")
    return article


def everything():
    """All that a step could leave behind, as the database has it."""
    kept = []
    with connection.cursor() as cursor:
        for model in (Article, Version, WorkflowEvent, Approval, Notification, OutboxTask):
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
            kept.append(cursor.fetchall())
    return kept


def test_the_expectation_knows_every_step_of_the_workflow():
    assert set(workflow.TRANSITIONS) == WRITE | DECIDE
    assert {step for steps, _stage in PLACES.values() for step in steps} == WRITE | DECIDE
    assert {Stage.DRAFT, *LEADS_TO.values()} == set(Stage)


def expected_stage(step, place):
    """Where a step leads from a place."""
    return (LEADS_TO | {"save": PLACES[place][1]})[step]


def in_two_days():
    return timezone.localtime() + timedelta(days=2)


@pytest.mark.parametrize("place", PLACES)
def test_a_step_happens_where_the_table_allows_it_and_changes_nothing_elsewhere(
    case, admin_user, section, place
):
    article = a_story(place, section, by=admin_user)
    terms = {"note": "A note.", "at": in_two_days(), "change": "silent-fix"}

    def changed():
        story = Article.objects.get(pk=article.pk)
        story.headline = "CHANGED"
        return story

    for role in sorted(set(ROLES) - {"signed out"}):
        person, allowed = a_person(role, section), ROLES[role] & PLACES[place][0]
        before = everything()
        for step in sorted(workflow.TRANSITIONS.keys() - allowed):
            with pytest.raises((PermissionDenied, ValidationError)):
                workflow.perform(step, changed(), by=person, **terms)
            assert everything() == before, f"{step} by {role}"
        for step in sorted(allowed):
            with case(role=role, step=step):
                story = changed()
                story.save()
                event = workflow.perform(step, story, by=person, **terms)
                assert (event.transition, event.by) == (step, person)
                kept = Article.objects.get()
                assert (kept.stage, kept.headline) == (expected_stage(step, place), "CHANGED")


@pytest.mark.parametrize("step", workflow.TRANSITIONS)
def test_a_forged_step_happens_only_where_the_table_allows_it(case, admin_user, section, step):
    place = next(place for place, (steps, _stage) in PLACES.items() if step in steps)
    article = a_story(place, section, by=admin_user)
    page = typed_on(browser_of(admin_user).get(address(article))) | {
        "headline": "FORGED",
        "note": "A note.",
        "change": "silent-fix",
        "publish_at": f"{in_two_days():%Y-%m-%dT%H:%M}",
    }

    for role in FORGERS:
        with case(role=role, step=step):
            person = a_person(role, section)
            browser = Client() if role == "signed out" else browser_of(person)
            before = everything()
            with undrawn():
                response = browser.post(
                    address(article), page | {"opened_by": person.pk, "_transition": step}
                )
            if step in ROLES[role]:
                assert response.status_code == 302
                event = WorkflowEvent.objects.first()
                assert (event.transition, event.by) == (step, person)
                kept = Article.objects.get()
                assert (kept.stage, kept.headline) == (expected_stage(step, place), "FORGED")
            else:
                assert response.status_code in ({401} if role == "signed out" else {200, 403})
                assert everything() == before


@pytest.mark.parametrize("role", FORGERS)
def test_a_new_story_forged_by_a_role_is_kept_only_where_the_role_may_begin_it_so(
    case, admin_user, section, role
):
    person = a_person(role, section)
    author = ArticleFactory(section=section).bylines.get().author
    page = typed_on(browser_of(admin_user).get(address())) | {
        "headline": "FORGED",
        "opened_by": person.pk,
        "body": "<p>Words.</p>",
        "section": section.pk,
        "bylines-0-author": author.pk,
        "note": "A note.",
        "publish_at": f"{in_two_days():%Y-%m-%dT%H:%M}",
    }
    possible = {"save", "submit", "publish", "schedule", "kill"}
    browser = Client() if role == "signed out" else browser_of(person)

    for step in workflow.TRANSITIONS:
        with case(role=role, step=step):
            with undrawn():
                browser.post(address(), page | {"_transition": step})

            kept = Article.objects.filter(headline="FORGED").exists()
            assert kept is (step in ROLES[role] & possible)
