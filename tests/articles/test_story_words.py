"""The words by which the desk finds a story."""

import pytest
from django.core.management import call_command

from articles import words, workflow
from articles.models import Article
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db


def found(typed):
    return sorted(article.headline for article in Article.objects.matching(typed))


def test_a_story_is_found_by_every_word_it_prints():
    ArticleFactory(headline="Other")
    author = AuthorFactory(name="Mara Lind")
    ArticleFactory(
        headline="Bridge opens", kicker="Sarn", standfirst="After two winters.", slug="crossing",
        body="<p>The <strong>engineers</strong> waited.</p>", byline=author,
    )  # fmt: skip

    for typed in ("bridge", "sarn", "winters", "crossing", "engineers", "mara lind", "OPENS sarn"):
        assert found(typed) == ["Bridge opens"]


def test_the_last_word_may_be_unfinished_and_the_others_not():
    ArticleFactory(headline="Bridge opens")

    assert found("bridge op") == ["Bridge opens"]
    assert found("brid opens") == []


def test_accents_and_case_do_not_matter():
    ArticleFactory(headline="Inês à l’Été")

    assert found("INES ete") == found("inês été") == ["Inês à l’Été"]


def test_markup_is_not_found():
    ArticleFactory(body='<p>Words and a <a href="https://example.org/">link</a>.</p>')

    assert found("strong") == found("href") == found("example") == []


@pytest.mark.parametrize(
    "typed",
    [
        *('"', "'", "AND", "bridge OR", "NEAR(", "-bridge", "*", "bridge*", "a:b", "(", "\\", "%"),
        *("bridge'", "' | 'x", "🙂", "\0", "bridge\0", "x" * 10_000, "a b " * 5000, "\ud800"),
        *("ﷺ", "e\u0301" * 500, "!bridge & :*", "<->", "\u202e", "١٢٣", "नमस्ते"),
    ],
)
def test_nothing_that_is_typed_is_an_error(typed):
    ArticleFactory(headline="Bridge opens")

    assert found(typed) in ([], ["Bridge opens"])


def test_signs_around_a_word_are_no_operators():
    ArticleFactory(headline="Bridge opens")

    assert found("-bridge") == found('"bridge"') == found("bridge*") == ["Bridge opens"]
    assert found("🙂") == []


def test_every_save_brings_its_words_and_takes_the_old_ones(editor):
    article = ArticleFactory(headline="Old")
    article.headline, article.slug = "New", "new"
    article.save()

    workflow.perform("save", article, by=editor)

    assert (found("old"), found("new")) == ([], ["New"])


def test_a_refused_step_leaves_the_words_as_they_were(editor):
    article = ArticleFactory(headline="Old", section=None)
    article.headline = "New"
    article.save()

    with pytest.raises(Exception, match="section"):
        workflow.perform("publish", article, by=editor)

    assert found("old") == ["New"]


def test_a_deleted_story_is_not_found(db):
    article = ArticleFactory(headline="Bridge")
    article.versions.all().delete()
    article.delete()
    other = ArticleFactory(pk=article.pk or 1, headline="Other")

    assert found("bridge") == []
    assert found("other") == [other.headline]


def test_the_longest_story_is_kept_and_found_by_its_beginning():
    body = "<p>" + " ".join(f"wörd{number}" for number in range(200_000)) + "</p>"
    ArticleFactory(headline="Long", body=body)

    assert found("word1") == ["Long"]
    assert len(words.kept(body).encode()) <= words.MOST_KEPT


def test_words_can_be_written_anew(editor):
    author = AuthorFactory(name="Mara Lind")
    ArticleFactory(headline="Bridge", byline=author)
    author.name = "Mara Quist"
    author.save()

    call_command("index_stories", verbosity=0)

    assert found("quist") == ["Bridge"]
    assert found("lind") == []
