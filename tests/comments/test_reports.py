"""What readers report about a comment, and what the house does with it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, Decision, HouseRules, Report, ReportTrace, Status
from comments.reporting.forms import ReportForm
from tests.factories import ArticleFactory, CommentFactory


@pytest.fixture
def comment(story):
    return CommentFactory(article=story, name="Bo Lind", text="Buy my bridge.", approved=True)


@pytest.fixture
def send(client, comment):
    """Send the form of a comment: send(reason="spam"), send(of=other), send(REMOTE_ADDR="…")."""

    def send(of=comment, **changed):
        headers = {name: changed.pop(name) for name in list(changed) if name.isupper()}
        page = reverse("comments:report", args=[of.pk])
        stamp = re.findall(r'name="stamp" value="([^"]+)"', client.get(page).text)
        typed = {"reason": "spam", "stamp": stamp[0] if stamp else ""}
        return client.post(page, typed | changed, **headers)

    return send


@pytest.fixture
def report_from(send):
    """Reports of as many readers, each from a network of their own."""
    networks = iter(f"198.51.100.{n}" for n in range(1, 250))

    def report_from(readers, **sent):
        for _ in range(readers):
            assert send(REMOTE_ADDR=next(networks), **sent).status_code == 303

    return report_from


def test_each_comment_leads_to_its_form(page, client, comment):
    shown = page().text

    address = reverse("comments:report", args=[comment.pk])
    link = rf'href="{address}" rel="nofollow" aria-label="Report the comment by Bo Lind">Report<'
    assert re.search(link, shown)
    form = client.get(address)
    assert form.status_code == 200
    assert "Buy my bridge." in form.text
    assert form["X-Robots-Tag"] == "noindex"
    assert not form.cookies
    assert re.findall(r'type="radio" name="reason" value="(\w+)"', form.text) == [
        "spam", "attack", "hate", "personal", "false", "illegal", "other",
    ]  # fmt: skip


def test_a_closed_discussion_can_be_reported_too(page, story, comment):
    story.comments_open = False
    story.save()

    assert reverse("comments:report", args=[comment.pk]) in page().text


def test_a_report_raises_the_comment_and_readers_go_on_seeing_it(send, client, comment, story):
    response = send(reason="attack", note="Third time\r\nthis week", REMOTE_ADDR="192.0.2.7")

    assert response.status_code == 303
    report = comment.reports.get()
    assert (report.reason, report.note) == ("attack", "Third time\nthis week")
    assert report.trace.network == "192.0.2.7"
    comment.refresh_from_db()
    assert (comment.reports_open, comment.reported_at) == (1, pytest.approx(
        report.reported_at, abs=timedelta(seconds=1)
    ))  # fmt: skip
    assert comment.is_approved
    thanks = client.get(response["Location"])
    assert "The moderators have your report" in thanks.text
    assert story.versions.live().get().get_absolute_url() + "#comments" in thanks.text


def test_the_first_open_report_says_since_when(report_from, comment):
    report_from(1)
    comment.refresh_from_db()
    first = comment.reported_at

    report_from(2)

    comment.refresh_from_db()
    assert (comment.reported_at, comment.reports_open) == (first, 3)


def test_one_network_reports_a_comment_once(send, client, comment, story):
    send(REMOTE_ADDR="2001:db8::1")

    again = send(REMOTE_ADDR="2001:db8::2", reason="hate")

    assert again.status_code == 303
    assert "already reported from your network" in client.get(again["Location"]).text
    comment.refresh_from_db()
    assert (comment.reports_open, Report.objects.count()) == (1, 1)
    other = CommentFactory(article=story, approved=True)
    assert "already" not in client.get(send(of=other)["Location"]).text


def test_where_the_network_is_not_known_every_report_counts_and_none_holds(send, comment):
    HouseRules(reports_to_hold=1).save()

    for _ in range(2):
        send(REMOTE_ADDR="")

    comment.refresh_from_db()
    assert (comment.reports_open, comment.status) == (2, Status.APPROVED)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"reason": ""}, "reason_0", "Please choose what is wrong with it."),
        ({"reason": "dull"}, "reason_0", "Please choose what is wrong with it."),
        ({"note": "NUL \0"}, "note", "Null characters are not allowed."),
        (
            {"note": "é" * 1001},
            "note",
            "This is too long: 1000 characters are the most, these are 1001.",
        ),
    ],
)
def test_a_mistake_brings_the_form_back_with_every_word(send, typed, field, message):
    kept = {"reason": "hate", "note": "Look at <b> the second line"} | typed

    response = send(**kept)

    assert response.status_code == 422
    assert f'<li><a href="#{field}">{message}</a></li>' in response.text
    assert response.text.count(" autofocus") == (field == "note")
    form = response.context["form"]
    assert {name: form[name].value() for name in kept} == kept
    assert not Report.objects.exists()


def test_an_invisible_note_is_none(send, comment):
    send(note=" \u200b ")

    assert comment.reports.get().note == ""


@pytest.mark.parametrize("guard", [{"subject": "SEO"}, {"stamp": ""}, {"stamp": "comment 1:x"}])
def test_what_no_person_sends_comes_back_and_a_second_try_succeeds(send, client, comment, guard):
    refused = send(note="Look", **guard)

    assert refused.status_code == 422
    assert "Please send the form once more." in refused.text
    assert "Look</textarea>" in refused.text
    assert not Report.objects.exists()
    stamp = re.search(r'name="stamp" value="([^"]+)"', refused.text)[1]
    address = reverse("comments:report", args=[comment.pk])
    assert client.post(address, {"reason": "spam", "stamp": stamp}).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}]
)
def test_another_site_cannot_send_it(send, headers):
    response = send(note="Look", **headers)

    assert response.status_code == 403
    assert "readonly>Look</textarea>" in response.text
    assert not Report.objects.exists()


def test_no_cookie_is_needed_and_none_is_set(comment):
    strict, address = Client(enforce_csrf_checks=True), f"/comments/report/{comment.pk}/"
    stamp = re.search(r'name="stamp" value="([^"]+)"', strict.get(address).text)[1]

    response = strict.post(address, {"reason": "spam", "stamp": stamp})

    assert response.status_code == 303
    assert not response.cookies


def test_one_network_has_its_share_of_an_hour(send, settings, story, time_machine):
    settings.REPORTS_AN_HOUR = 2
    time_machine.move_to(timezone.now(), tick=False)
    first, second, third = CommentFactory.create_batch(3, article=story, approved=True)
    send(of=first)
    time_machine.shift(60)
    send(of=second)

    hasty = send(of=third, note="Look")

    assert (hasty.status_code, hasty["Retry-After"]) == (429, "3540")
    assert "Look</textarea>" in hasty.text
    assert send(of=second).status_code == 303  # reported before, which takes no share
    assert send(of=third, REMOTE_ADDR="203.0.113.9").status_code == 303
    time_machine.shift(3540)
    assert send(of=third).status_code == 303


# Which comments


@pytest.mark.parametrize("state", [{}, {"rejected": True}, {"spam": True}])
def test_a_comment_that_readers_do_not_see_cannot_be_told_from_none(client, story, state):
    hidden = CommentFactory(article=story, text="CANARY", name="CANARY", **state)
    of_hidden_story = CommentFactory(article=ArticleFactory(killed=True), approved=True)
    page = "/comments/report/{}/"

    answers = [
        ask(page.format(number))
        for number in (hidden.pk, of_hidden_story.pk, 999, "9" * 18)
        for ask in (client.get, client.post)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "CANARY" not in answers[0].text


def test_of_what_was_decided_while_the_report_was_sent_nothing_is_kept(comment, moderator):
    form = ReportForm({"reason": "spam"}, comment=comment)
    form.data = form.data | {"stamp": form.fresh_stamp}
    assert form.is_valid()
    comment.reject(by=moderator)

    assert form.save(network="192.0.2.7")

    assert not Report.objects.exists()
    comment.refresh_from_db()
    assert comment.reports_open == 0


def test_thanks_name_the_story_and_never_a_comment(client, comment, story, moderator):
    comment.reject(by=moderator)

    thanks = client.get(f"/comments/{story.pk}/reported/")

    assert thanks.status_code == 200
    assert "The bridge reopens" in thanks.text
    assert "Buy my bridge." not in thanks.text
    assert client.get(f"/comments/{ArticleFactory(killed=True).pk}/reported/").status_code == 404


# What the house does


def test_so_many_reports_from_different_networks_hold_a_comment(report_from, comment, page):
    HouseRules(reports_to_hold=3).save()

    report_from(2)
    comment.refresh_from_db()
    assert comment.is_approved
    report_from(1)

    comment.refresh_from_db()
    assert (comment.status, comment.decided_by) == (Status.PENDING, None)
    assert comment.held_because == "held: 3 readers reported it"
    assert comment.reports_open == 3
    decision = comment.decisions.get()
    assert (decision.was, decision.became, decision.by) == ("approved", "pending", None)
    assert decision.note == "held: 3 readers reported it"
    assert "Buy my bridge." not in page().text


def test_answers_to_a_held_comment_stay(report_from, comment, page):
    HouseRules(reports_to_hold=1).save()
    CommentFactory(parent=comment, text="Do not buy it.", approved=True)

    report_from(1)

    assert "Do not buy it." in page().text
    assert "Buy my bridge." not in page().text


def test_without_that_rule_reports_hold_nothing(report_from, comment):
    HouseRules(reports_to_hold=0).save()

    report_from(9)

    comment.refresh_from_db()
    assert (comment.status, comment.reports_open) == (Status.APPROVED, 9)
    assert not Decision.objects.exists()


def test_readers_cannot_take_down_what_the_newsroom_itself_wrote(report_from, comment, editor):
    HouseRules(reports_to_hold=1).save()
    Comment.objects.filter(pk=comment.pk).update(staff=editor)

    report_from(2)

    comment.refresh_from_db()
    assert (comment.status, comment.reports_open) == (Status.APPROVED, 2)


@pytest.mark.parametrize("verb", ["approve", "reject", "mark_as_spam"])
def test_a_moderators_decision_answers_the_reports(report_from, comment, moderator, verb):
    report_from(2)
    comment.refresh_from_db()

    getattr(comment, verb)(by=moderator)

    comment.refresh_from_db()
    assert (comment.reports_open, comment.reported_at) == (0, None)
    decision = comment.decisions.get()
    assert {(report.resolved_by, report.resolved_at) for report in Report.objects.all()} == {
        (moderator, decision.at)
    }
    comment.reports.reopen(decision)
    assert comment.reports.open().count() == 2


def test_a_comment_approved_after_reports_is_held_by_as_many_new_ones_and_no_sooner(
    report_from, comment, moderator
):
    HouseRules(reports_to_hold=2).save()
    report_from(2)
    comment.refresh_from_db()
    comment.approve(by=moderator)

    report_from(1)
    comment.refresh_from_db()
    assert (comment.status, comment.reports_open) == (Status.APPROVED, 1)
    report_from(1)

    comment.refresh_from_db()
    assert (comment.status, comment.held_because) == (
        Status.PENDING, "held: 2 readers reported it",
    )  # fmt: skip


def test_a_comment_can_be_reported_again_from_a_network_only_when_that_is_forgotten(
    send, client, comment, time_machine
):
    HouseRules(keep_addresses_days=30).save()
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    send()

    time_machine.move_to(now + timedelta(days=29), tick=False)
    assert "already" in client.get(send()["Location"]).text
    time_machine.move_to(now + timedelta(days=30), tick=False)
    assert "already" not in client.get(send()["Location"]).text

    assert ReportTrace.objects.count() == 1
    assert comment.reports.count() == 2


def test_a_report_has_a_reason(comment):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(comment=comment, reason="dull")


# For the moderators


def test_a_card_prints_reports_by_reason_with_their_notes(report_from, comment, moderator):
    report_from(1, reason="spam", note="<b>Third</b> time")
    comment.refresh_from_db()
    comment.reject(by=moderator)
    comment.approve(by=moderator)
    report_from(2, reason="hate")
    report_from(1, reason="attack", note="<b>Look</b>\nhere")
    report_from(1, reason="hate", note="Line two")

    [shown] = Comment.objects.with_open_reports()
    card = render_to_string("admin/comments/_reports.html", {"comment": shown})

    words = re.sub(r"\s+", " ", re.sub(r"<(?!br)[^>]*>", " ", card)).strip()
    assert words == (
        "Reported by 4 readers. Insult or attack &lt;b&gt;Look&lt;/b&gt;<br>here "
        "Hate against a group of people 3 times Line two"
    )


def test_a_card_without_reports_prints_nothing_of_them(comment):
    [shown] = Comment.objects.with_open_reports()

    assert render_to_string("admin/comments/_reports.html", {"comment": shown}).strip() == ""


def test_the_reports_of_a_page_of_cards_are_one_query(story, django_assert_num_queries):
    comments = CommentFactory.create_batch(20, article=story, approved=True)
    Report.objects.bulk_create(Report(comment=c, reason="spam") for c in comments * 3)

    with django_assert_num_queries(2):
        assert [len(c.open_reports) for c in Comment.objects.with_open_reports()] == [3] * 20


def test_nobody_reads_who_reported(send, client, comment, admin_user):
    send(REMOTE_ADDR="203.0.113.77", note="Look")
    client.force_login(admin_user)

    for page in ("/admin/comments/comment/", f"/admin/comments/comment/{comment.pk}/change/"):
        assert "203.0.113.77" not in client.get(page, follow=True).text
    assert "203.0.113.77" not in f"{ReportTrace.objects.get()} {Report.objects.get()}"
