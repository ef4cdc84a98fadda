"""What search engines and shared links show of a story, and what the desk says of its length."""

import pytest

from articles import reading
from articles.models import Article
from tests.desk import address, press, state_of
from tests.factories import ArticleFactory
from tests.pages import story_page, structured_data

pytestmark = pytest.mark.django_db

WORDS = {"search_headline": "Ferry stops", "search_summary": "The last boat has gone."}


def test_a_page_gives_search_engines_and_links_the_words_written_for_them(client):
    story = ArticleFactory(headline="Last boat home", standfirst="Farewell.", live=True, **WORDS)

    html = story_page(client, story)

    assert "<title>Ferry stops –" in html
    assert '<meta property="og:title" content="Ferry stops">' in html
    for name in ('name="description"', 'property="og:description"'):
        assert f'<meta {name} content="The last boat has gone.">' in html


def test_readers_and_structured_data_keep_the_true_headline(client):
    html = story_page(client, ArticleFactory(headline="Last boat home", live=True, **WORDS))

    assert '<h1 class="story-headline">Last boat home</h1>' in html
    assert structured_data(html)["headline"] == "Last boat home"


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ({"standfirst": "Farewell."}, "Farewell."),
        ({"standfirst": "", "body": "<p>It <em>began</em>.</p>"}, "It began."),
        ({"standfirst": "", "body": f"<p>{'word ' * 60}</p>"}, "word " * 39 + "word…"),
    ],
    ids=["standfirst", "beginning", "cut between words"],
)
def test_where_nothing_is_written_for_them_the_story_speaks_for_itself(written, summary):
    article = ArticleFactory(headline="Last boat home", **written)

    assert (article.shared_headline, article.shared_summary) == ("Last boat home", summary)


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (344, 1), (345, 2), (575, 3)])
def test_reading_takes_a_minute_for_230_words(words, minutes):
    assert reading.minutes(words) == minutes


def test_the_desk_says_how_long_a_story_is_before_any_script_runs(at_the_desk, reporter):
    desk = at_the_desk(reporter)

    assert "0 words · 1 min read" in desk.get(address()).text
    body = "<p>One, <strong>two</strong>.</p><h2>Three</h2>"
    assert "3 words · 1 min read" in desk.get(address(ArticleFactory(body=body))).text


def test_the_desks_card_shows_what_was_saved_before_any_script_runs(at_the_desk, reporter):
    page = at_the_desk(reporter).get(address(ArticleFactory(**WORDS))).text

    assert page.count("Ferry stops") == 3  # the field, the search result, the shared link


def test_a_long_headline_is_advised_on_and_never_refused(at_the_desk, editor):
    article = ArticleFactory()

    press(at_the_desk(editor), "publish", article, headline="B" * 300)

    assert state_of(article) == "live"


def test_three_megabytes_of_markup_sent_without_a_script_are_kept(at_the_desk, reporter):
    article = ArticleFactory()
    paragraph = (
        "<p class=MsoNormal style='font-family:\"Calibri\"'><span lang=EN-GB>Words.</span></p>"
    )
    markup = paragraph * (3 * 1024 * 1024 // len(paragraph))

    response = press(at_the_desk(reporter), "save", article, body=markup)

    assert response.status_code == 302
    assert Article.objects.get().body.count("Words.") == markup.count("Words.")
