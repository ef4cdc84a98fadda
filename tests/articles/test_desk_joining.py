"""Two browsers in one story: whatever the order of saves, nothing is silently overwritten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk import address, answers, browser_of, press, said, told, typed_on, undrawn
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, TopicFactory

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "<p>First.</p>", "<p>Second.</p>", "<p>Third.</p>"
BODY = FIRST + SECOND + THIRD


@pytest.fixture
def mara(reporter):
    return browser_of(reporter)


@pytest.fixture
def edith(editor):
    return browser_of(editor)


def path_of_a_live_story():
    return ArticleFactory(live=True).versions.get().path


def in_two_days():
    return f"{timezone.localtime() + timedelta(days=2):%Y-%m-%dT%H:%M}"


# Every order of two saves, over every field


def changes():
    """For each field: what one types there, what the other types, and what the story says then."""
    sections = SectionFactory(), SectionFactory()
    topics, authors = TopicFactory(), AuthorFactory(name="Another")
    return {
        "kicker": ({"kicker": "Harbour"}, {"kicker": "Port"}),
        "headline": ({"headline": "Mine"}, {"headline": "Theirs"}),
        "standfirst": ({"standfirst": "Mine."}, {"standfirst": "Theirs."}),
        "slug": ({"slug": "mine"}, {"slug": "theirs"}),
        "section": tuple({"section": section.pk} for section in sections),
        "label": ({"label": "opinion"}, {"label": "analysis"}),
        "search_headline": ({"search_headline": "Mine"}, {"search_headline": "Theirs"}),
        "sources": ({"sources": "Mine"}, {"sources": "Theirs"}),
        "related": tuple({"related": path_of_a_live_story()} for _ in range(2)),
        "search_summary": ({"search_summary": "Mine"}, {"search_summary": "Theirs"}),
        "expires_at": ({"expires_at": in_two_days()}, {"expires_at": "2099-01-01T06:00"}),
        "comments_open": ({"comments_open": "True"}, {"comments_open": "False"}),
        "topics": ({"topics": [topics.pk]}, {"topics": [TopicFactory().pk]}),
        "bylines": ({"bylines-1-author": authors.pk, "bylines-1-role": "reporting"},
                    {"bylines-1-author": authors.pk, "bylines-1-role": "photographer"}),
        "body": ({"body": "<p>Mine.</p>" + SECOND + THIRD},
                 {"body": "<p>Theirs.</p>" + SECOND + THIRD}),
    }  # fmt: skip


FIELDS = [
    "kicker", "headline", "standfirst", "slug", "section", "label", "search_headline",
    "search_summary", "sources", "related", "expires_at", "comments_open", "topics", "bylines",
    "body",
]  # fmt: skip


def kept(article):
    """What the story says, in the form of `changes`."""
    article.refresh_from_db()
    bylines = article.bylines.values_list("author_id", "role")
    expires = article.expires_at and f"{timezone.localtime(article.expires_at):%Y-%m-%dT%H:%M}"
    return {
        **{name: getattr(article, name) for name in FIELDS if hasattr(article, name)},
        "section": article.section_id,
        "topics": sorted(topic.pk for topic in article.topics.all()),
        "expires_at": expires,
        "comments_open": "" if article.comments_open is None else str(article.comments_open),
        "bylines": list(bylines)[1:],
    }


def as_kept(changed):
    if "bylines-1-author" in changed:
        return [(changed["bylines-1-author"], changed["bylines-1-role"])]
    return next(iter(changed.values()))


@pytest.mark.parametrize("comes_first", ["the one", "the many"])
def test_what_two_people_changed_in_different_fields_is_all_kept(case, comes_first, mara, edith):
    article, offered = ArticleFactory(body=BODY), changes()
    stale, fresh = mara.get(address(article)), edith.get(address(article))

    for field in FIELDS:
        one = {field: offered[field][0]}
        many = {name: changed[1] for name, changed in offered.items() if name != field}
        first, second = (one, many) if comes_first == "the one" else (many, one)
        with case(field=field):
            press(edith, "save", page=fresh, **together(first))
            response = press(mara, "save", page=stale, **together(second))

            assert response.status_code == 302
            stands = kept(article)
            assert {name: stands[name] for name in FIELDS} == {
                name: as_kept(changed) for name, changed in (one | many).items()
            }
            assert "Joined with what editor saved" in said(response)


def together(changed):
    return {name: value for typed in changed.values() for name, value in typed.items()}


def test_where_both_changed_the_same_the_person_chooses(case, mara, edith):
    article, offered = ArticleFactory(body=BODY), changes()
    stale, fresh = mara.get(address(article)), edith.get(address(article))

    for field in sorted(set(FIELDS) - {"topics", "bylines"}):
        mine, theirs = offered[field]
        with case(field=field):
            press(edith, "save", page=fresh, **theirs)

            with undrawn():
                refused = press(mara, "save", page=stale, **mine)

            assert "Nothing was saved" in told(refused)["__all__"][0]
            assert kept(article)[field] == as_kept(theirs)
            assert article.versions.count() == 2
            assert str(typed_on(refused)[field]) == str(as_kept(mine))
            for choice, stands in (("typed", mine), ("theirs", theirs)):
                with case(field=field, choice=choice):
                    response = press(mara, "save", page=refused, **answers(refused, choice))
                    assert response.status_code == 302
                    assert kept(article)[field] == as_kept(stands)
                    assert article.versions.count() == 3


def test_it_asks_until_there_is_an_answer(mara, edith):
    article = ArticleFactory(headline="Ours")
    stale = mara.get(address(article))
    press(edith, "save", article, headline="Theirs")

    refused = press(mara, "save", page=stale, headline="Mine")
    again = press(mara, "save", page=refused)

    assert "Nothing was saved" in told(again)["__all__"][0]
    assert article.versions.count() == 2
    assert press(mara, "save", page=again, **answers(again, "typed")).status_code == 302
    assert article.latest_version.headline == "Mine"


def test_topics_of_both_are_joined(mara, edith):
    article = ArticleFactory()
    mine, theirs = changes()["topics"]
    stale = mara.get(address(article))

    press(edith, "save", article, **theirs)
    press(mara, "save", page=stale, **mine)

    assert kept(article)["topics"] == sorted(mine["topics"] + theirs["topics"])


def test_names_that_both_added_to_a_byline_are_joined(mara, edith):
    article = ArticleFactory(byline=AuthorFactory(name="First"))
    stale = mara.get(address(article))
    press(edith, "save", article, **{"bylines-1-author": AuthorFactory(name="Theirs").pk})

    press(mara, "save", page=stale, **{"bylines-1-author": AuthorFactory(name="Mine").pk})

    assert [line["name"] for line in article.latest_version.bylines] == ["First", "Theirs", "Mine"]


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("typed", ["First", "Mine as photographer"]),
        ("theirs", ["First", "Mine as reporting"]),
        ("both", ["First", "Mine as photographer", "Mine as reporting"]),
    ],
)
def test_a_name_that_both_added_in_another_role_is_asked_about(choice, names, mara, edith):
    article = ArticleFactory(byline=AuthorFactory(name="First"))
    another = AuthorFactory(name="Mine").pk
    stale = mara.get(address(article))
    theirs = {"bylines-1-author": another, "bylines-1-role": "reporting"}
    press(edith, "save", article, **theirs)

    refused = press(mara, "save", page=stale, **theirs | {"bylines-1-role": "photographer"})
    press(mara, "save", page=refused, **answers(refused, choice))

    assert [
        line["name"] + (f" as {line['role']}" if line["role"] != "writer" else "")
        for line in article.latest_version.bylines
    ] == names


def test_two_paragraphs_of_two_people_are_joined(mara, edith):
    article = ArticleFactory(body=BODY)
    stale = mara.get(address(article))

    press(edith, "save", article, body=FIRST + "<p>Theirs.</p>" + THIRD)
    press(mara, "save", page=stale, body="<p>Mine.</p>" + SECOND + THIRD + "<p>More.</p>")

    assert kept(article)["body"] == "<p>Mine.</p><p>Theirs.</p>" + THIRD + "<p>More.</p>"


def test_one_paragraph_of_two_people_can_stand_in_both_their_words(mara, edith):
    article = ArticleFactory(body=BODY)
    stale = mara.get(address(article))
    press(edith, "save", article, body=FIRST + "<p>Theirs.</p>" + THIRD)

    refused = press(mara, "save", page=stale, body=FIRST + "<p>Mine.</p>" + THIRD + "<p>More.</p>")
    assert "<mark>Theirs.</mark>" in refused.text
    press(mara, "save", page=refused, **answers(refused, "both"))

    assert kept(article)["body"] == FIRST + "<p>Mine.</p><p>Theirs.</p>" + THIRD + "<p>More.</p>"


def test_a_text_whose_source_has_other_line_ends_is_the_same_text(mara, edith):
    article = ArticleFactory(body="<p>First.</p>\n<ul>\n<li><p>A</p></li>\n</ul>")
    stale = mara.get(address(article))
    press(edith, "save", article, body="<p>Theirs.</p><ul><li><p>A</p></li></ul>")

    response = press(mara, "save", page=stale, body="<p>First.</p><ul><li><p>A</p></li></ul>")

    assert response.status_code == 302
    assert kept(article)["body"].startswith("<p>Theirs.</p>")


def test_markup_in_the_others_words_is_shown_as_text(mara, edith):
    article = ArticleFactory()
    stale = mara.get(address(article))
    press(edith, "save", article, headline="<script>alert(1)</script> one")

    refused = press(mara, "save", page=stale, headline='"><img src=x onerror=alert(1)> two')

    assert refused.status_code == 200
    assert "<script>alert" not in refused.text
    assert "<img src=x" not in refused.text


def test_both_saving_the_same_words_is_no_question(mara, edith):
    article = ArticleFactory()
    stale = mara.get(address(article))
    press(edith, "save", article, headline="The same")

    response = press(mara, "save", page=stale, headline="The same")

    assert response.status_code == 302
    assert "Joined" not in said(response)


def test_three_who_save_over_each_other_lose_nothing(mara, edith):
    article = ArticleFactory(body=BODY)
    third = browser_of(article.latest_version.saved_by)
    pages = {client: client.get(address(article)) for client in (mara, edith, third)}

    press(mara, "save", page=pages[mara], body="<p>M.</p>" + SECOND + THIRD)
    press(edith, "save", page=pages[edith], body=FIRST + "<p>E.</p>" + THIRD)
    response = press(third, "save", page=pages[third], body=FIRST + SECOND + "<p>T.</p>")

    assert kept(article)["body"] == "<p>M.</p><p>E.</p><p>T.</p>"
    assert "Joined with what reporter and editor saved" in said(response)


def test_another_save_while_somebody_chooses_is_asked_about_too(mara, edith):
    article = ArticleFactory()
    stale = mara.get(address(article))
    press(edith, "save", article, headline="Theirs")
    refused = press(mara, "save", page=stale, headline="Mine")
    press(edith, "save", article, headline="Theirs again")

    response = press(mara, "save", page=refused, **answers(refused, "typed"))

    assert response.status_code == 200
    assert kept(article)["headline"] == "Theirs again"


def test_a_page_whose_version_is_not_kept_any_more_asks(mara, edith):
    article = ArticleFactory(headline="Old")
    stale = mara.get(address(article))
    press(edith, "save", article, headline="Theirs")
    article.events.filter(version__number=1).delete()
    article.versions.filter(number=1).delete()

    refused = press(mara, "save", page=stale)

    assert refused.status_code == 200
    assert kept(article)["headline"] == "Theirs"
    press(mara, "save", page=refused, **answers(refused, "typed"))
    assert kept(article)["headline"] == "Old"


def test_a_page_that_does_not_say_what_it_began_with_overwrites_nothing(mara):
    article = ArticleFactory(headline="As it is")

    response = press(mara, "save", article, headline="Other", opened_version="")

    assert response.status_code == 200
    assert kept(article)["headline"] == "As it is"
