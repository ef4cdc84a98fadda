"""The discussion on a story's page."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import discussion
from comments.models import Comment
from tests.factories import ArticleFactory, CommentFactory


class Outline(HTMLParser):
    """The comments of a page as nested lists of their numbers, read from its li elements."""

    def __init__(self, html):
        super().__init__()
        self.tree, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        number = re.fullmatch(r"comment-(\d+)", dict(attrs).get("id") or "")
        if tag == "li" and number:
            children = []
            (self.open[-1] if self.open else self.tree).append((int(number[1]), children))
            self.open.append(children)
        elif tag == "li":
            self.open.append([])

    def handle_endtag(self, tag):
        if tag == "li":
            self.open.pop()


def outline(response):
    return Outline(response.text).tree


@pytest.fixture
def comment(story):
    """An approved comment under the story, each a minute later than the one before."""
    minutes = iter(range(100_000))
    start = timezone.now() - timedelta(days=30)

    def comment(parent=None, **traits):
        at = start + timedelta(minutes=next(minutes))
        traits = traits or {"approved": True}
        return CommentFactory(article=story, parent=parent, posted_at=at, **traits)

    return comment


def test_the_form_is_the_one_readers_know(page):
    html = page().text
    form = html[html.index('id="respond"') :]

    labels = re.findall(r"<label[^>]*>(.*?)</label>", form)
    assert [re.sub(r"<[^>]*>", "", label) for label in labels] == [
        "Comment *",
        "Name *",
        "Email *",
        "Website",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Leave this field empty",
    ]
    assert re.search(r'id="reply-title">\s*Leave a Reply\s*</h2>', form)
    assert "Your email address will not be published." in form
    limits = re.findall(r'name="(\w+)"[^>]* maxlength="(\d+)"', form)
    assert dict(limits) == {"comment": "65525", "author": "245", "email": "100", "url": "200"}
    assert re.findall(r'autocomplete="(\w+)"', form) == ["name", "email", "url", "off"]


@pytest.mark.parametrize(
    ("count", "title"), [(0, "No comments yet"), (1, "1 Comment"), (3, "3 Comments")]
)
def test_the_title_counts_the_comments(comment, page, count, title):
    comment(rejected=True)
    for _ in range(count):
        comment()

    [heading] = re.findall(r'id="comments-title">\s*(.*?)\s*</h2>', page().text)

    assert heading == title


def test_readers_see_approved_comments_of_the_story_alone(comment, page):
    shown = comment()
    comment(spam=True)
    comment(rejected=True)
    CommentFactory(article=comment().article, name="Waits")
    CommentFactory(approved=True, name="Elsewhere")

    numbers = [number for number, _answers in outline(page())]

    assert numbers[0] == shown.pk
    assert len(numbers) == 2
    assert "Waits" not in page().text
    assert "Elsewhere" not in page().text


def test_answers_nest_in_what_they_answer_the_oldest_first(comment, page):
    a = comment()
    b = comment()
    a1, b1 = comment(parent=a), comment(parent=b)
    a2, a11 = comment(parent=a), comment(parent=a1)

    assert outline(page()) == [
        (a.pk, [(a1.pk, [(a11.pk, [])]), (a2.pk, [])]),
        (b.pk, [(b1.pk, [])]),
    ]


def test_below_the_fifth_level_answers_stand_beside_what_they_answer(comment, page):
    chain = [comment()]
    for _ in range(7):
        chain.append(comment(parent=chain[-1]))
    *outer, fifth, sixth, seventh, eighth = (c.pk for c in chain)

    expected = [(fifth, []), (sixth, []), (seventh, []), (eighth, [])]
    for number in reversed(outer):
        expected = [(number, expected)]
    assert outline(page()) == expected
    assert page().text.count("in reply to") == 3


def test_answers_posted_before_what_they_answer_are_not_lost(comment, page):
    later = comment()
    answer = comment(parent=later)
    deeper = comment(parent=answer)
    Comment.objects.filter(pk=deeper.pk).update(posted_at=later.posted_at - timedelta(days=1))

    assert outline(page()) == [(later.pk, [(deeper.pk, []), (answer.pk, [])])]


def test_an_answer_outlives_what_it_answers(comment, page, moderator):
    first = comment()
    answer = comment(parent=first)

    first.reject(by=moderator)

    assert outline(page()) == [(answer.pk, [])]
    assert "1 Comment" in page().text


def test_a_comment_prints_its_name_time_link_and_words(comment, page, story):
    printed = comment(
        name="Bo & Co", website="https://bo.example/", text="*Well* said", approved=True
    )

    html = page().text

    assert '<a href="https://bo.example/" rel="nofollow ugc">Bo &amp; Co</a>' in html
    moment = timezone.localtime(printed.posted_at).isoformat(timespec="seconds")
    assert f'<time datetime="{moment}"' in html
    assert f'href="{story.versions.live().get().get_absolute_url()}#comment-{printed.pk}"' in html
    assert "<p>*Well* said</p>" in html


# Answering


def test_reply_leads_to_the_form_of_an_answer_without_script(comment, page, client):
    answered = comment(name="Bo Lind", approved=True)
    [link] = re.findall(r'<a href="([^"]*replytocom[^"]*)" rel="nofollow"', page().text)

    html = client.get(link).text

    title = re.search(r'id="reply-title">(.*?)</h2>', html, re.DOTALL)[1]
    assert (
        " ".join(re.sub(r"<[^>]*>", "", title).split()) == "Leave a Reply to Bo Lind Cancel reply"
    )
    assert f'name="comment_parent" type="hidden" value="{answered.pk}"' in html
    assert link.endswith("#respond")
    assert 'aria-label="Reply to Bo Lind"' in html


def test_an_answer_is_stored_under_what_it_answers(comment, post):
    answered = comment()

    post(comment_parent=str(answered.pk))

    assert Comment.objects.pending().get().parent == answered


def unseen(story):
    return {
        "pending": CommentFactory(article=story, name="Unseen").pk,
        "rejected": CommentFactory(article=story, name="Unseen", rejected=True).pk,
        "of another story": CommentFactory(approved=True, name="Unseen").pk,
        "unknown": 4711,
        "not a number": "x' OR 1",
        "huge": "9" * 30,
        "other digits": "١٢",
        "negative": -1,
    }


@pytest.mark.parametrize("kind", unseen.__code__.co_consts[-1])
def test_what_readers_do_not_see_cannot_be_answered(story, page, post, kind):
    number = unseen(story)[kind]

    html = page(replytocom=number).text
    post(comment="An answer", comment_parent=number)

    assert "Unseen" not in html
    assert 'name="comment_parent" type="hidden" value="0"' in html
    assert Comment.objects.get(text="An answer").parent is None


# Pages


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(discussion, "THREADS_A_PAGE", 2)
    monkeypatch.setattr(discussion, "COMMENTS_A_PAGE", 5)


def test_a_long_discussion_has_pages_of_threads(short_pages, comment, page, client):
    a, b, c, d, e = (comment() for _ in range(5))
    answer = comment(parent=c)

    pages = [page()]
    while link := re.search(r'<a href="([^"]*)" rel="next"', pages[-1].text):
        pages.append(client.get(link[1].replace("&amp;", "&")))

    assert [outline(one) for one in pages] == [
        [(a.pk, []), (b.pk, [])],
        [(c.pk, [(answer.pk, [])]), (d.pk, [])],
        [(e.pk, [])],
    ]
    assert all("6 Comments" in one.text for one in pages)
    assert 'rel="prev"' not in pages[0].text
    assert re.search(r'<a href="[^"]*\?comments=2#comments" rel="prev"', pages[2].text)
    assert f"?comments=2&amp;replytocom={c.pk}#respond" in pages[1].text
    assert f'?comments=2#comment-{c.pk}"' in pages[1].text


def test_a_very_long_thread_continues_on_pages_of_its_own(short_pages, comment, page, client):
    head, other = comment(), comment()
    answers = [comment(parent=head) for _ in range(7)]

    first = page()
    [link] = re.findall(r'href="([^"]*\?thread=\d+)#comments"', first.text)
    whole = client.get(link)
    rest = client.get(
        re.search(r'<a href="([^"]*)" rel="next"', whole.text)[1].replace("&amp;", "&")
    )

    numbers = [a.pk for a in answers]
    assert [n for n, _ in outline(first)] == [head.pk, other.pk]
    assert outline(whole) == [(head.pk, [(n, []) for n in numbers[:4]])]
    assert outline(rest) == [(n, []) for n in numbers[4:]]
    assert "9 Comments" in rest.text
    assert "8 comments" in first.text


@pytest.mark.parametrize(
    "query",
    [
        *({"comments": value} for value in ("0", "-1", "x", "99", "9" * 30, "١", "2\0")),
        *({"thread": value} for value in ("0", "x", "4711", "9" * 18)),
    ],
)
def test_a_page_that_is_none_is_the_first(comment, page, query):
    shown = comment()

    if "\0" in "".join(query.values()):
        assert page(**query).status_code == 400
    else:
        assert outline(page(**query)) == [(shown.pk, [])]


def test_the_thread_of_another_story_is_not_shown_here(comment, page):
    shown = comment()
    foreign = CommentFactory(approved=True, name="Elsewhere")

    assert outline(page(thread=foreign.pk)) == [(shown.pk, [])]


def test_a_permalink_finds_the_comment(short_pages, comment, client):
    comments = [comment() for _ in range(5)]

    address = comments[4].get_absolute_url()

    assert f'id="{address.partition("#")[2]}"' in client.get(address.partition("#")[0]).text


# What it costs, and for whom


@pytest.mark.parametrize("number", [0, 1, 100])
def test_the_discussion_is_one_query_however_long_it_is(comment, page, story, number):
    heads = Comment.objects.bulk_create(
        Comment(article=story, name="A", text="x", status="approved") for _ in range(number)
    )
    Comment.objects.bulk_create(
        Comment(article=story, name="B", text="y", status="approved", parent=head) for head in heads
    )

    with CaptureQueriesContext(connection) as queries:
        response = page()

    listing = [query["sql"] for query in queries if "comments_comment" in query["sql"]]
    assert len(listing) == 1
    assert response.text.count('<li class="comment"') == min(2 * number, 100)
    assert "comments_commenter" not in listing[0]
    assert "comments_provenance" not in listing[0]


def test_the_page_is_the_same_for_everybody(comment, page, client, moderator, time_machine):
    time_machine.move_to(timezone.now().replace(minute=10), tick=False)
    comment()
    anonymous = page()
    client.force_login(moderator)
    time_machine.shift(timedelta(minutes=20))

    signed_in = page()

    assert signed_in.content == anonymous.content
    assert "Set-Cookie" not in anonymous
    assert "Cookie" not in anonymous.get("Vary", "")


def test_a_form_that_stood_open_for_a_year_is_still_good(page, post, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    stamp = re.search(r'name="stamp" type="hidden" value="([^"]*)"', page().text)[1]
    time_machine.shift(timedelta(days=365))

    response = post(stamp=stamp)

    assert response.status_code == 303
    assert Comment.objects.get().held_because == "No comment of this person has been approved yet."


def test_a_version_that_readers_do_not_see_has_no_discussion(story, rf):
    hidden = ArticleFactory().latest_version
    tag = Template("{% load comments %}{% comment_section version %}")

    assert tag.render(Context({"version": hidden, "request": rf.get("/")})).strip() == ""
