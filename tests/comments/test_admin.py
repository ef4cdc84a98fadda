"""The moderators' queue at the desk: its cards, tabs and filters, and who may see what."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.desk import tabs
from comments.desk.comment import CommentAdmin
from comments.models import Comment, Provenance, Status
from tests.factories import ArticleFactory, CommenterFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"


@pytest.fixture
def queue(client, moderator):
    client.force_login(moderator)
    return lambda **query: client.get(LIST, query)


def results(response):
    return list(response.context["cl"].result_list)


def change(comment):
    return reverse("admin:comments_comment_change", args=[comment.pk])


def count_of(response, name):
    return next(tab["count"] for tab in response.context["cl"].tabs if tab["name"] == name)


# Tabs


def test_the_queue_opens_with_what_waits_the_newest_first(queue):
    CommentFactory(approved=True)
    longer, shorter = CommentFactory(), CommentFactory()
    CommentFactory(spam=True)

    assert results(queue()) == [shorter, longer]
    assert results(queue(order="oldest")) == [longer, shorter]


@pytest.mark.parametrize("status", Status.values)
def test_each_status_has_its_tab(queue, status):
    of = {each: CommentFactory(status=each) for each in Status.values}

    assert results(queue(tab=status)) == [of[status]]


def test_all_comments_have_a_tab(queue):
    comments = [CommentFactory(status=status) for status in Status.values]

    assert results(queue(tab="all")) == comments[::-1]


def test_what_readers_reported_has_a_tab_the_latest_report_first(queue):
    hour = timedelta(hours=1)
    first = CommentFactory(approved=True, reports_open=1, reported_at=timezone.now() - hour)
    last = CommentFactory(reports_open=3, reported_at=timezone.now())
    CommentFactory()

    page = queue(tab="reported")

    assert results(page) == [last, first]
    assert results(queue(tab="reported", order="oldest")) == [first, last]
    assert "Reported by 3 readers." in page.text
    assert count_of(page, "reported") == "2"


def test_a_tab_that_there_is_not_is_the_first_one(queue):
    comment = CommentFactory()

    assert results(queue(tab="nonsense")) == [comment]


def test_tabs_tell_how_much_is_in_them_up_to_a_thousand(queue, monkeypatch):
    monkeypatch.setattr(tabs, "MOST", 2)
    story = ArticleFactory(live=True)
    for status, number in (("pending", 2), ("spam", 3), ("approved", 1)):
        Comment.objects.bulk_create(
            Comment(article=story, name="A", text="x", status=status) for _ in range(number)
        )

    page = queue()

    found = {name: count_of(page, name) for name in ("pending", "spam", "approved", "rejected")}
    assert found == {"pending": "2", "spam": "2+", "approved": "1", "rejected": "0"}


# Cards


def test_a_card_shows_words_name_story_status_and_reason(queue):
    story = ArticleFactory(live=True, headline="The bridge reopens")
    CommentFactory(article=story, text="<b>Well</b> said", name="Ida", held_because="Two links.")

    html = queue().text

    for shown in ("<b>Well</b> said", "Ida", "The bridge reopens", "Pending", "Two links."):
        assert shown in html
    assert story.versions.live().get().get_absolute_url() in html


def test_a_card_shows_what_the_comment_answers(queue):
    asked = CommentFactory(text="Who pays for it?", name="Ada")
    CommentFactory(parent=asked, text="The city.")
    asked.approve(by=UserFactory())

    html = queue().text

    assert "Who pays for it?" in html
    assert "Ada" in html


def test_a_long_comment_is_shown_whole_in_a_box_of_its_own(queue):
    CommentFactory(text="word " * 13000)

    html = queue().text

    assert html.count("word ") >= 12999
    assert 'class="comment-shown is-long" tabindex="0" role="region"' in html


def test_a_card_tells_the_record_of_the_person(queue):
    person = CommenterFactory()
    since = timezone.now() - timedelta(days=400)
    for trait, number in (("approved", 3), ("rejected", 1)):
        for _ in range(number):
            CommentFactory(commenter=person, **{trait: True})
    Comment.objects.update(posted_at=since)
    comment = CommentFactory(commenter=person)

    [card] = queue().context["cl"].cards

    assert card.comment == comment
    assert card.record.counts == [("Approved", "3"), ("Rejected", "1")]
    assert card.record.first_seen == since


def test_a_card_says_who_decided_and_who_edited(queue, editor):
    editor.first_name, editor.last_name = "Mara", "Lind"
    editor.save()
    comment = CommentFactory()
    comment.approve(by=editor)
    comment.edit("Other words", by=editor)

    html = queue(tab="approved").text

    assert "Approved by Mara Lind" in html
    assert "Edited by Mara Lind" in html


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        ("pending", ["approve", "reject", "mark_as_spam"]),
        ("approved", ["reject", "mark_as_spam", "hold"]),
        ("rejected", ["approve", "mark_as_spam", "hold"]),
        ("spam", ["approve", "reject", "hold"]),
        ("withdrawn", []),
    ],
)
def test_a_card_has_the_verbs_that_would_change_something(queue, status, verbs):
    CommentFactory(status=status)

    [card] = queue(tab=status).context["cl"].cards

    assert [verb.name for verb in card.verbs] == verbs


def test_a_reported_comment_can_be_approved_again_which_answers_the_reports(queue):
    CommentFactory(approved=True, reports_open=1, reported_at=timezone.now())

    [card] = queue(tab="reported").context["cl"].cards

    assert card.verbs[0].name == "approve"


def test_hostile_words_are_only_words_at_the_desk(queue, client):
    asked = CommentFactory(text="<script>alert(2)</script>", name="<svg onload=z>")
    comment = CommentFactory(
        parent=asked, text="<script>alert(1)</script><b>x", name="<img src=x onerror=y>",
        held_because="<script>alert(3)</script>", website="https://a.example/\"><script>alert(4)",
    )  # fmt: skip

    html = queue().text + client.get(change(comment)).text

    assert html.count("&lt;script&gt;alert(1)") >= 2
    for tag in ("<script>alert", "<img src=x", "<svg onload"):
        assert tag not in html


# Filters


def test_the_queue_is_narrowed_to_a_story_a_person_and_words(queue):
    story, person = ArticleFactory(live=True, headline="The bridge reopens"), CommenterFactory()
    wanted = CommentFactory(article=story, commenter=person, text="Oystercatchers!", name="Zoë")
    CommentFactory()

    for query in (
        {"article": story.pk}, {"person": person.pk}, {"q": "oyster"}, {"q": "zoe"},
        {"story": "bridge"}, {"q": "oystercatchers", "article": story.pk, "person": person.pk},
    ):  # fmt: skip
        assert (query, results(queue(**query))) == (query, [wanted])


def test_a_filter_and_a_tab_go_together(queue):
    waiting, spam = CommentFactory(text="Bridge"), CommentFactory(text="Bridge", spam=True)

    assert results(queue(q="bridge")) == [waiting]
    assert results(queue(q="bridge", tab="spam")) == [spam]


def test_a_narrowed_list_says_to_what_and_leads_back(queue):
    comment = CommentFactory(name="Ida Holm")
    CommentFactory()

    page = queue(person=comment.commenter_id, q="bridge", tab="pending")
    [chip] = page.context["cl"].form.chips

    assert chip.label == "Person: Ida Holm"
    assert len(results(queue(**dict(pair.split("=") for pair in chip.address[1:].split("&"))))) == 2


def test_words_of_drafts_are_not_found_by_the_headline(queue):
    story = ArticleFactory(live=True, headline="The bridge reopens")
    CommentFactory(article=story)
    story.headline = "Mayor resigns"
    story.save()

    assert results(queue(story="mayor")) == []
    assert len(results(queue(story="bridge"))) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"article": "x"}, {"article": "9" * 30}, {"person": "-1"}, {"q": "\0"}, {"q": "'"},
        {"network": "nonsense"}, {"before": "x"}, {"story": "%"}, {"unknown": "1"},
    ],
)  # fmt: skip
def test_an_address_that_no_list_gave_is_no_error(queue, query):
    CommentFactory()

    assert queue(**query).status_code in (200, 302, 400)


def test_pages_hold_every_comment_once(queue, monkeypatch):
    monkeypatch.setattr(CommentAdmin, "list_per_page", 2)
    story, now = ArticleFactory(live=True), timezone.now()
    comments = Comment.objects.bulk_create(
        Comment(article=story, name=f"Reader {number}", text="x", posted_at=now)
        for number in range(5)
    )

    pages, query = [], ""
    while query is not None:
        page = queue(**dict([pair.split("=", 1) for pair in query[1:].split("&")] if query else []))
        pages += results(page)
        query = page.context["cl"].older.replace("%3A", ":").replace("%2B", "+") or None

    assert pages == comments[::-1]


# What it costs


@pytest.mark.parametrize(
    "query",
    [
        {}, {"q": "word"}, {"tab": "all"}, {"story": "headline"}, {"network": "203.0.113.7"},
        {"q": "@mail.example"},
    ],
)  # fmt: skip
def test_the_queue_costs_the_same_for_one_and_a_hundred(queue, query, moderator, monkeypatch):
    monkeypatch.setattr(CommentAdmin, "list_per_page", 100)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = queue(**query)
        return len(queries), len(results(page))

    def comments(times):
        stories = [ArticleFactory(live=True, headline=f"A headline {times} {n}") for n in range(3)]
        for number in range(times):
            commenter = CommenterFactory(email=f"reader{number}-{times}@mail.example")
            above = CommentFactory(article=stories[number % 3], commenter=commenter)
            Provenance.objects.create(comment=above, address="203.0.113.9")
        Comment.objects.filter(text__startswith="I saw").update(text="A word", parent=None)
        for comment in Comment.objects.all():
            comment.edit("A word.", by=moderator)

    comments(1)
    one, listed_one = cost()
    comments(25)
    many, listed = cost()

    assert (one, listed_one, listed) == (many, 1, 26)


def test_no_page_of_the_queue_counts_comments_without_an_end(queue):
    CommentFactory(text="word")

    with CaptureQueriesContext(connection) as queries:
        for query in ({}, {"tab": "approved"}, {"q": "word"}, {"tab": "all", "order": "oldest"}):
            queue(**query)

    counted = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert counted
    assert all("LIMIT" in sql for sql in counted if "comments_" in sql)


# Who may


def test_moderators_may_moderate_and_nothing_else():
    held = Permission.objects.filter(group__name="Moderator").values_list("codename", flat=True)

    assert set(held) == {
        *("view_comment", "change_comment", "view_commenter", "view_decision"),
        *("answer_comment", "edit_comment", "feature_comment", "view_houserules"),
    }


def test_editors_may_moderate_and_reporters_may_not(client, editor, reporter):
    CommentFactory()

    client.force_login(editor)
    assert client.get(LIST).status_code == 200
    client.force_login(reporter)
    assert client.get(LIST).status_code == 403


def test_the_index_of_the_desk_links_the_queue(queue, client):
    assert f'href="{LIST}">Comments</a>' in client.get("/admin/").text


@pytest.fixture
def looker(db):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_comment"))
    return user


def test_who_may_only_look_sees_no_button_and_cannot_decide(client, looker):
    client.force_login(looker)
    comment = CommentFactory()

    assert 'name="approve"' not in client.get(LIST).text
    client.post(LIST, {"action": "approve_selected", "_selected_action": [comment.pk]})
    sent = {"approve": comment.pk, "answer": comment.pk, "pick": comment.pk, "batch": "x"}
    for address in ("decide", "undo", "reason", "answer", "feature"):
        assert client.post(f"{LIST}{address}/", sent).status_code == 403
    assert client.post(change(comment), {"approve": "x"}).status_code == 403
    assert client.post(f"{LIST}{comment.pk}/words/", {"text": "Forged"}).status_code == 403

    comment.refresh_from_db()
    assert (comment.status, comment.text) == (Status.PENDING, "I saw it too, from the bridge.")


@pytest.mark.parametrize(
    ("permission", "shown"),
    [
        ("answer_comment", 'name="answer"'),
        ("edit_comment", "/words/"),
        ("feature_comment", 'name="pick"'),
    ],
)
def test_answering_editing_and_picking_each_have_their_permission(queue, permission, shown):
    CommentFactory(approved=True)
    assert shown in queue(tab="approved").text

    Group.objects.get(name="Moderator").permissions.remove(
        Permission.objects.get(codename=permission)
    )

    assert shown not in queue(tab="approved").text


def test_addresses_are_seen_and_searched_with_their_permission_alone(client, moderator):
    comment = CommentFactory(commenter=CommenterFactory(email="Ida@Secret.Example"))
    Provenance.objects.create(comment=comment, address="203.0.113.77", user_agent="Planted/1.0")
    CommentFactory()
    client.force_login(moderator)
    network = {"network": "203.0.113.0/24", "tab": "all"}
    seen = client.get(change(comment)).text
    card = client.get(LIST).text
    found = results(client.get(LIST, {"q": "ida@secret"}))
    found_by_network = results(client.get(LIST, network))

    Group.objects.get(name="Moderator").permissions.remove(
        Permission.objects.get(codename="view_commenter")
    )
    hidden = client.get(change(comment)).text + client.get(LIST).text
    not_found = results(client.get(LIST, {"q": "ida@secret"}))
    not_narrowed = results(client.get(LIST, network))

    for trace in ("Ida@Secret.Example", "203.0.113.77", "Planted/1.0"):
        assert trace in seen
    assert "Ida@Secret.Example" in card
    assert found == found_by_network == [comment]
    for trace in ("secret.example", "203.0.113", "planted"):
        assert trace not in hidden.lower()
    assert not_found == []
    assert len(not_narrowed) == 2


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("203.0.113.77", "203.0.113.5"),
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.5"),
        ("2001:db8:0:5::1", "2001:db8::"),
        ("2001:db8:77:5::1", "2001:DB8:77::/48"),
    ],
)
def test_a_network_is_what_one_household_has(queue, address, asked):
    comment, other = CommentFactory(), CommentFactory()
    Provenance.objects.create(comment=comment, address=address)
    Provenance.objects.create(comment=other, address="203.0.114.77")

    assert results(queue(network=asked)) == [comment]
