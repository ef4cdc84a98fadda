"""A score learnt from what this newsroom's own moderators decided, and from nothing else."""

import pytest

from comments import bayes
from comments.bayes import Seen
from comments.models import Comment, HouseRules, Moderation, SpamWord, Status
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db

SPAM = "Free casino bonus today, click <a href='https://win.example/{n}'>here</a> number {n}"
GOOD = "The council voted on Thursday and the bridge was shut again, number {n}"


@pytest.fixture
def open_house(story):
    HouseRules(moderation=Moderation.OPEN).save()


def decide(verb, text, count, moderator):
    story = ArticleFactory(live=True)
    for n in range(count):
        getattr(CommentFactory(article=story, text=text.format(n=n)), verb)(by=moderator)


@pytest.fixture
def taught(moderator):
    decide("mark_as_spam", SPAM, 20, moderator)
    decide("approve", GOOD, 20, moderator)


def counts():
    return {row.word: (row.spam, row.approved) for row in SpamWord.objects.all()}


def known():
    return {word: n for word, n in counts().items() if n != (0, 0)}


def test_what_reads_like_earlier_spam_is_spam_and_the_words_that_counted_are_shown(
    post, story, open_house, taught
):
    post(comment="Click for your free casino bonus: https://win.example/x")

    comment = Comment.objects.get(article=story)
    assert comment.status == Status.SPAM
    assert comment.held_because == (
        "It reads like earlier spam, 99 of 100, by its words: (link), bonus, casino, click, free"
    )
    assert comment.decisions.get().reason == "score"


def test_a_few_words_are_held_and_not_called_spam(post, story, open_house, taught):
    post(comment="Free bonus, Mr Holm")

    comment = Comment.objects.get(article=story)
    assert comment.status == Status.PENDING
    assert comment.held_because == (
        "It reads like earlier spam, 99 of 100, by its words: bonus, free"
    )


def test_what_reads_like_the_discussion_appears(post, story, open_house, taught):
    post(comment="On Thursday the council voted. Is the bridge shut again?")

    assert Comment.objects.get(article=story).status == Status.APPROVED


@pytest.mark.parametrize("missing", ["mark_as_spam", "approve"])
def test_it_says_nothing_before_there_is_enough_of_both_kinds(
    post, story, open_house, moderator, missing
):
    many, few = [("approve", GOOD), ("mark_as_spam", SPAM)]
    if missing == "approve":
        many, few = few, many
    decide(*many, 40, moderator)
    decide(*few, 19, moderator)
    sent = {"comment": SPAM.format(n="x")}

    post(**sent)
    decide(*few, 1, moderator)
    post(**sent, author="Another")

    assert Comment.objects.get(name="Ida Holm", article=story).status == Status.APPROVED
    assert Comment.objects.get(name="Another", article=story).status == Status.SPAM


def test_a_decision_that_is_changed_is_learnt_anew(moderator):
    comment = CommentFactory(text="Casino bonus", name="Ida")

    comment.approve(by=moderator)
    assert known() == dict.fromkeys(["", "bonus", "casino", "ida"], (0, 1))
    comment.mark_as_spam(by=moderator)
    assert known() == dict.fromkeys(["", "bonus", "casino", "ida"], (1, 0))
    comment.mark_as_spam(by=moderator)
    assert counts()[""] == (1, 0), "said twice it counts once"
    comment.reject(by=moderator)
    assert known() == {}


def test_what_screening_decides_by_itself_teaches_nothing(post, story, open_house, moderator):
    post(subject="a bot")
    post(comment="Published at once.")
    assert known() == {}

    trapped = Comment.objects.get(status=Status.SPAM)
    trapped.approve(by=moderator)

    assert counts()[""] == (0, 1), "a person saw it, and it was not spam"


def test_what_staff_write_teaches_nothing(moderator):
    CommentFactory(staff=UserFactory()).approve(by=moderator)

    assert known() == {}


def test_a_decision_that_is_not_kept_is_not_learnt(moderator, monkeypatch):
    comment = CommentFactory(text="Casino bonus")
    monkeypatch.setattr(Comment, "_rethread_replies", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        comment.mark_as_spam(by=moderator)

    assert counts() == {}


def test_the_same_words_have_the_same_score_whatever_the_order():
    words = {"b": Seen(9, 1), "a": Seen(9, 1), "c": Seen(1, 9)}
    comments = Seen(50, 50)

    assert bayes.score(words, comments) == bayes.score(dict(reversed(words.items())), comments)
    assert bayes.score(words, comments).words == ["a", "b"]


def test_that_a_word_never_stood_in_a_little_spam_says_little():
    comments = Seen(20, 20_000)

    rare = bayes.score({"bridge": Seen(0, 100)}, comments)
    telling = bayes.score({"bridge": Seen(0, 10_000)}, comments)

    assert (rare.percent, telling.percent) == (45, 5)


def test_a_link_counts_for_the_site_that_it_leads_to():
    html = '<p>See <a href="https://www.win.example/a?b=1&amp;c" rel="nofollow">this</a></p>'

    words = bayes.words_in(html=html, name="Ida", website="http://shop.example/1926")

    assert words == ["(link)", "shop.example/", "win.example/", "ida", "see", "this"]


def test_a_word_in_disguise_is_the_same_word():
    assert bayes.words_in(html="<p>CАSІNO</p>", name="", website="") == ["casino"]


def test_a_very_long_comment_is_learnt_by_its_first_words(moderator):
    CommentFactory(text=" ".join(f"word{n}x" for n in range(9000))).approve(by=moderator)

    assert SpamWord.objects.count() == bayes.MOST_WORDS + 1
