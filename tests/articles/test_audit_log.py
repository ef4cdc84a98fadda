"""Who did what to which story, from where: kept by everything, changed by nobody."""

import csv
import io
import re

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from articles import audit, workflow
from articles.desk import live
from articles.desk.audited import Audited
from articles.models import AuditEntry, Section
from comments.desk.answering_pages import FEATURES
from comments.desk.verbs import VERBS
from newsroom.catalogues.marked import APPS
from tests.desk import press
from tests.factories import (
    ArticleFactory,
    CommentFactory,
    PictureFactory,
    SectionFactory,
    UserFactory,
)
from tests.many import copies

pytestmark = pytest.mark.django_db

LOG = "/admin/articles/auditentry/"
EXPORT = f"{LOG}export/"


@pytest.fixture
def administrator():
    return UserFactory(username="admin", is_superuser=True)


def entries():
    return [(entry.action, entry.about, entry.by and entry.by.username) for entry in logged()]


def logged():
    return AuditEntry.objects.order_by("at", "pk")


def entry(action="publish", **kwargs):
    return AuditEntry.objects.create(action=action, **kwargs)


# What leaves a trace


def test_every_screen_of_the_desk_leaves_traces():
    silent = [s for s in admin.site._registry.values() if not isinstance(s, Audited)]

    assert silent == []


def test_a_step_of_a_story_is_kept_with_who_where_and_why(client, editor):
    client.force_login(editor)
    article = ArticleFactory(headline="Bridge", in_review=True)

    press(client, "request-changes", article, note="Who paid?")

    (kept,) = logged()
    assert (kept.action, kept.by, kept.address) == ("request-changes", editor, "127.0.0.1")
    assert (kept.article, kept.about, kept.detail) == (article, "Bridge", "Who paid?")


def test_a_refused_step_leaves_none(client, editor):
    client.force_login(editor)

    press(client, "publish", ArticleFactory(section=None))

    assert entries() == []


def test_a_bulk_change_leaves_a_trace_for_every_story(client, editor):
    client.force_login(editor)
    stories = [ArticleFactory(headline=headline) for headline in "AB"]

    client.post(
        "/admin/articles/article/bulk/",
        {"action": "submit", "stories": [story.pk for story in stories]},
    )

    assert sorted(entries()) == [("submit", "A", "editor"), ("submit", "B", "editor")]


def test_what_was_changed_on_any_other_screen_is_kept_with_old_and_new(client, administrator):
    client.force_login(administrator)
    world, section = SectionFactory(name="World"), SectionFactory(name="Sprot", slug="sport")

    client.post(
        f"/admin/articles/section/{section.pk}/change/",
        {
            "name": "Sport",
            "slug": "sport",
            "position": 0,
            "approvals_needed": 0,
            "parent": world.pk,
        },
    )

    (kept,) = [entry for entry in logged() if entry.action == "change"]
    assert kept.about == "section: Sport"
    assert kept.detail.splitlines() == ["Name: Sprot → Sport", "Parent section: – → World"]


def test_rights_given_and_accounts_made_are_kept(client, administrator):
    client.force_login(administrator)
    user = UserFactory(username="new")
    group = Group.objects.get(name="Editor")
    sent = {
        "username": "new", "groups": [group.pk], "is_active": "on", "is_staff": "on",
        "date_joined_0": "2026-11-23", "date_joined_1": "12:00:00",
    }  # fmt: skip

    client.post(f"/admin/auth/user/{user.pk}/change/", sent)
    client.post(
        f"/admin/auth/user/{user.pk}/password/",
        {"usable_password": "true", "password1": "horse-battery-1", "password2": "horse-battery-1"},
    )

    assert [action for action, _, _ in entries()] == ["change", "change"]
    assert "Groups: – → Editor" in logged()[0].detail
    assert "horse" not in "".join(kept.detail for kept in logged())


def test_what_is_added_and_deleted_is_kept(client, administrator):
    client.force_login(administrator)
    sport = {"name": "Sport", "slug": "sport", "position": 0, "approvals_needed": 0}
    client.post("/admin/articles/section/add/", sport)
    section = Section.objects.get()
    client.post(f"/admin/articles/section/{section.pk}/delete/", {"post": "yes"})
    one, two = SectionFactory(name="One"), SectionFactory(name="Two")
    selected = {"action": "delete_selected", "_selected_action": [one.pk, two.pk], "post": "yes"}
    client.post("/admin/articles/section/", selected)

    assert [(action, about) for action, about, _ in entries()] == [
        ("add", "section: Sport"),
        ("delete", "section: Sport"),
        *(("delete", f"section: {name}") for name in ("One", "Two")),
    ]


def test_a_moderators_decision_is_kept_once(client, moderator):
    client.force_login(moderator)
    one, two = CommentFactory(name="Ada"), CommentFactory(name="Ben")

    client.post(f"/admin/comments/comment/{one.pk}/change/", {"approve": "Approve"})
    client.post(
        "/admin/comments/comment/",
        {"action": "mark_selected_as_spam", "_selected_action": [two.pk]},
    )

    assert entries() == [
        ("approve-comment", f"Comment {one.pk}", "moderator"),
        ("mark_as_spam-comment", f"Comment {two.pk}", "moderator"),
    ]
    assert logged()[0].article == one.article
    assert one.commenter.email not in str([kept.detail for kept in logged()])


# Signing in


RIGHT = "correct horse battery"


def sign_in(client, name, password, **extra):
    return client.post("/admin/login/", {"username": name, "password": password}, **extra)


@pytest.fixture
def edith():
    user = UserFactory(username="edith")
    user.set_password(RIGHT)
    user.save()
    return user


def test_signing_in_and_out_is_kept_with_the_address(client, edith):
    sign_in(client, "edith", RIGHT, REMOTE_ADDR="203.0.113.7")
    client.post("/admin/logout/")

    assert entries() == [("sign-in", "", "edith"), ("sign-out", "", "edith")]
    assert logged()[0].address == "203.0.113.7"


def test_a_wrong_password_is_kept_and_neither_it_nor_an_unknown_name_is(client, edith):
    sign_in(client, "edith", "guess")
    sign_in(client, "my-secret-typed-into-the-wrong-box", RIGHT)

    assert entries() == [("failed-sign-in", "edith", None), ("failed-sign-in", "", None)]
    everything = str(list(AuditEntry.objects.values()))
    assert "guess" not in everything
    assert "secret" not in everything


def test_guessing_does_not_fill_the_log(client, edith, settings):
    for _ in range(3 * settings.AXES_FAILURE_LIMIT):
        sign_in(client, "edith", "guess")

    assert AuditEntry.objects.count() <= settings.AXES_FAILURE_LIMIT


# Nobody changes it


def test_nobody_adds_changes_or_deletes_an_entry_at_the_desk(client, administrator, editor):
    kept = entry(by=editor, about="Bridge")
    page = f"{LOG}{kept.pk}/"
    for user in (administrator, editor):
        client.force_login(user)
        for address, sent in (
            (f"{LOG}add/", {"action": "x"}),
            (f"{page}change/", {"action": "x", "about": "Forged"}),
            (f"{page}delete/", {"post": "yes"}),
            (LOG, {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}),
        ):
            assert (address, client.post(address, sent).status_code in (403, 200, 302)) == (
                *(address, True),
            )
        assert "delete_selected" not in client.get(LOG).text

    assert AuditEntry.objects.values_list("action", "about").get() == ("publish", "Bridge")


@pytest.mark.parametrize("deed", ["save", "delete", "update", "delete_all"])
def test_nor_does_any_code_of_ours(deed):
    kept = entry()

    with pytest.raises(TypeError):
        {
            "save": kept.save,
            "delete": kept.delete,
            "update": lambda: AuditEntry.objects.update(action="x"),
            "delete_all": AuditEntry.objects.all().delete,
        }[deed]()


def test_a_person_in_the_log_is_not_deleted_with_it(client, administrator, editor):
    entry(by=editor)
    client.force_login(administrator)

    client.post(f"/admin/auth/user/{editor.pk}/delete/", {"post": "yes"})

    assert get_user_model().objects.filter(pk=editor.pk).exists()


# Reading it


def test_who_may_read_the_log(client, reporter, moderator, editor, administrator):
    entry(address="203.0.113.7")
    for user, status in ((reporter, 403), (moderator, 403), (editor, 200), (administrator, 200)):
        client.force_login(user)
        assert (user.username, client.get(LOG).status_code) == (user.username, status)
        exported = client.get(EXPORT).status_code
        assert (user.username, exported) == (user.username, 200 if user == administrator else 403)


def test_addresses_are_shown_to_those_who_may_see_them_alone(client, editor, administrator):
    entry(address="203.0.113.7")
    client.force_login(administrator)
    assert "203.0.113.7" in client.get(LOG).text
    assert "203.0.113.7" in b"".join(client.get(EXPORT).streaming_content).decode()

    client.force_login(editor)
    assert "203.0.113.7" not in client.get(LOG).text
    page = f"{LOG}{AuditEntry.objects.first().pk}/change/"
    assert "203.0.113.7" not in client.get(page).text
    editor.user_permissions.add(Permission.objects.get(codename="export_audit"))
    assert "203.0.113.7" not in b"".join(client.get(EXPORT).streaming_content).decode()


def found(client, query):
    response = client.get(f"{LOG}?{query}")
    assert response.status_code == 200
    return [kept.about for kept in response.context["cl"].result_list]


def test_the_log_is_narrowed_by_person_story_action_and_day(client, editor, time_machine):
    client.force_login(editor)
    article = ArticleFactory()
    time_machine.move_to("2026-11-22T12:00:00+00:00")
    entry(action="kill", about="Sunday")
    time_machine.move_to("2026-11-23T12:00:00+00:00")
    entry(by=editor, about="Monday", article=article)

    for query in (f"by={editor.pk}", f"article={article.pk}", "action=publish"):
        assert (query, found(client, query)) == (query, ["Monday"])
    assert found(client, "on_from=2026-11-23") == ["Monday"]
    assert found(client, "on_to=2026-11-22") == ["Sunday"]
    assert found(client, "by=x&on_from=never&article=-1") == ["Monday", "Sunday"]


def test_the_log_takes_the_same_queries_for_one_entry_and_for_a_hundred(
    client, editor, django_assert_num_queries
):
    client.force_login(editor)
    article = ArticleFactory()
    entry(by=editor, article=article)
    with django_assert_num_queries(8):
        client.get(LOG)
    for other in copies(article, 99):
        entry(by=UserFactory(), article=other)

    with django_assert_num_queries(8):
        response = client.get(LOG)
    assert len(response.context["cl"].result_list) == 100
    assert response.context["cl"].newer == response.context["cl"].older == ""


def test_the_log_goes_on_page_by_page(client, editor):
    client.force_login(editor)
    for number in range(150):
        entry(about=f"{number}")

    first = client.get(LOG)
    second = client.get(LOG + first.context["cl"].older)

    assert len(second.context["cl"].result_list) == 50
    assert "COUNT" not in first.text


RECORDED = re.compile(r"""\b(?:_?record|_trace|_log)\(\s*(?:self\.)?request,\s*"([\w-]+)\"""")


def test_every_action_has_a_name_that_people_read(settings):
    sources = [file for app in APPS for file in (settings.BASE_DIR / app).rglob("*.py")]
    actions = {action for file in sources for action in RECORDED.findall(file.read_text())}
    assert {"add", "take-over", "erase-commenter", "sign-in"} < actions
    actions |= {*workflow.TRANSITIONS, workflow.UNDO, "undo-comment", "explain-comment"}
    actions |= {"answer-comment", "resolve-note", "reopen-note", "failed-sign-in"}
    actions |= {
        "draft-entry",
        "schedule-entry",
        "publish-entry",
        *(f"{verb}-entry" for verb in live.ACTS),
    }
    actions |= {"show-banner", "change-banner", "arrange-front", "take-back-front"}
    actions |= {f"{verb}-comment" for verb in (*VERBS, *FEATURES)}

    assert actions - set(audit.ACTIONS) == set()


def test_the_log_and_its_file_name_actions_in_the_newsrooms_language(
    client, administrator, settings
):
    settings.LANGUAGE_CODE = "de"
    client.force_login(administrator)
    entry(about="Brücke")

    page = client.get(LOG)

    assert '<td class="field-what">Veröffentlicht</td>' in page.text
    assert '<option value="publish">Veröffentlicht</option>' in page.text
    head, row = exported(client, "?action=publish")
    assert head[:4] == ["Zeitpunkt", "Person", "von wo", "Vorgang"]
    assert row[3] == "Veröffentlicht"


def test_an_action_that_nobody_takes_any_more_keeps_its_word():
    assert audit.name_of("burn-after-reading") == "burn-after-reading"


# The file


def exported(client, query=""):
    response = client.get(EXPORT + query)
    assert response.streaming
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_the_log_is_exported_as_it_is_filtered(client, administrator, editor):
    client.force_login(administrator)
    article = ArticleFactory()
    entry(by=editor, article=article, about="Bridge, “north”", detail="one\ntwo")
    entry(action="kill")

    head, row = exported(client, "?action=publish")

    assert head == ["when", "who", "from where", "what", "story", "about", "detail"]
    assert row[1:] == ["editor", "", "Published", str(article.pk), "Bridge, “north”", "one\ntwo"]
    assert AuditEntry.objects.latest("pk").action == "export-audit"


@pytest.mark.parametrize(
    "words", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =HYPERLINK()"]
)
def test_nothing_in_the_file_is_a_formula(client, administrator, words):
    client.force_login(administrator)
    entry(about=words, detail=words)

    row = exported(client, "?action=publish")[1]

    assert [cell[0] for cell in row[-2:]] == ["'", "'"]


def test_the_file_is_no_way_round_the_desk(client):
    entry()

    assert client.get(EXPORT).status_code == 302
    client.force_login(UserFactory(is_staff=False))
    assert client.get(EXPORT).status_code == 302


def test_replacing_words_of_a_picture_is_kept(client, editor):
    client.force_login(editor)
    picture = PictureFactory(alt_text="Old")

    client.post(
        reverse("admin:articles_picture_change", args=[picture.pk]),
        {"alt_text": "New", "caption": picture.caption, "credit": picture.credit,
         "focal_x": 0.5, "focal_y": 0.5},
    )  # fmt: skip

    assert "Old → New" in logged().get().detail


def test_undoing_is_kept(client, editor):
    client.force_login(editor)
    article = ArticleFactory(headline="Bridge")
    sent = {"action": "submit", "stories": [article.pk]}
    told = client.post("/admin/articles/article/bulk/", sent).headers["Location"]

    client.post(f"{told}undo/")

    assert [action for action, _, _ in entries()] == ["submit", workflow.UNDO]
    assert timezone.now() >= logged().last().at
