"""What becomes of two changes to one page, as a table: plain values, no story, no database."""

from itertools import product

import pytest

from articles.merging import BOTH, THEIRS, TYPED, join

ONE, TWO, THREE, FOUR = "<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>", "<p>Four.</p>"
TEXT = (ONE, TWO, THREE, FOUR)
MINE, OTHER = "<p>Mine.</p>", "<p>Theirs.</p>"


def joined(field, base, mine, theirs, **choices):
    return join({field: base}, {field: mine}, {field: theirs}, choices)


def value(field, base, mine, theirs):
    """The value where nothing clashes, else the word “clash”."""
    result = joined(field, base, mine, theirs)
    return "clash" if result.clashes else result.values[field]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a", "a", "a", "a"),
        ("a", "b", "a", "b"),
        ("a", "a", "b", "b"),
        ("a", "b", "b", "b"),
        ("a", "b", "c", "clash"),
        ("a", "", "a", ""),
        ("a", "a", "", ""),
        ("a", "", "b", "clash"),
        ("", "a", "b", "clash"),
        (None, "a", "a", "a"),  # the version that the page began with is not kept any more
        (None, "a", "b", "clash"),
    ],
)
def test_a_field_takes_the_value_of_whoever_changed_it(base, mine, theirs, expected):
    assert value("headline", base, mine, theirs) == expected


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("1 2", "1 2 3", "1 2 4", "1 2 3 4"),
        ("1 2", "1", "1 2 3", "1 3"),
        ("1 2", "2", "1", ""),
        ("1 2", "2 3", "2 3", "2 3"),
        ("", "1", "2", "1 2"),
    ],
)
def test_topics_are_joined_as_a_set_and_never_clash(base, mine, theirs, expected):
    sets = [frozenset(side.split()) for side in (base, mine, theirs, expected)]

    assert value("topics", *sets[:3]) == sets[3]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a:w", "a:w b:w", "a:w", "a:w b:w"),
        ("a:w", "a:w b:w", "a:w c:w", "a:w c:w b:w"),
        ("a:w b:w", "b:w a:w", "a:w b:w c:w", "b:w a:w c:w"),
        ("a:w b:w", "a:w b:w c:w", "b:w a:w", "b:w a:w c:w"),
        ("a:w b:w", "a:w", "a:w b:w c:w", "a:w c:w"),
        ("a:w b:w", "a:w", "b:w", ""),
        ("a:w", "a:p", "a:i", "clash"),  # one name in two roles that nobody gave it
        ("a:w", "a:w a:p", "a:w b:w", "a:w b:w a:p"),  # two roles that somebody did give it
        ("a:w b:w c:w", "b:w a:w c:w", "a:w c:w b:w", "clash"),
        ("a:w b:w", "b:w a:w", "b:w a:w", "b:w a:w"),
    ],
)
def test_bylines_are_joined_as_a_list_in_the_order_of_whoever_changed_it(
    base, mine, theirs, expected
):
    lists = [tuple(side.split()) for side in (base, mine, theirs)]

    result = value("bylines", *lists)

    assert result == (expected if expected == "clash" else tuple(expected.split()))


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ((MINE, TWO, THREE, FOUR), (ONE, TWO, OTHER, FOUR), (MINE, TWO, OTHER, FOUR)),
        ((MINE, TWO, THREE, FOUR), (ONE, OTHER, THREE, FOUR), (MINE, OTHER, THREE, FOUR)),
        ((*TEXT, MINE), (OTHER, *TEXT), (OTHER, *TEXT, MINE)),
        ((ONE, MINE, *TEXT[1:]), (ONE, OTHER, THREE, FOUR), (ONE, MINE, OTHER, THREE, FOUR)),
        (TEXT[1:], (*TEXT, OTHER), (*TEXT[1:], OTHER)),
        (TEXT[1:], TEXT[:-1], TEXT[1:-1]),
        ((MINE, *TEXT), (MINE, *TEXT), (MINE, *TEXT)),
        ((), TEXT, ()),
        ((MINE, TWO, THREE, FOUR), (OTHER, TWO, THREE, FOUR), "clash"),
        (TEXT[1:], (OTHER, TWO, THREE, FOUR), "clash"),  # deleted here, rewritten there
        ((*TEXT, MINE), (*TEXT, OTHER), "clash"),  # which of them comes first?
        ((), (*TEXT[:3], OTHER), "clash"),
        ((ONE, TWO, MINE, THREE, FOUR), (ONE, OTHER, FOUR), "clash"),
    ],
)
def test_a_body_is_joined_by_its_paragraphs(mine, theirs, expected):
    assert value("body", TEXT, mine, theirs) == expected


def test_what_clashes_is_the_paragraph_and_not_the_text():
    mine = (MINE, TWO, THREE, "<p>Mine, too.</p>")
    theirs = (ONE, TWO, THREE, OTHER)

    result = joined("body", TEXT, mine, theirs)

    [clash] = result.clashes
    assert (clash.base, clash.mine, clash.theirs) == ((FOUR,), ("<p>Mine, too.</p>",), (OTHER,))
    assert result.values["body"] == mine
    assert result.taken == []


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (TYPED, (MINE, TWO, THREE, FOUR)),
        (THEIRS, (OTHER, TWO, THREE, FOUR)),
        (BOTH, (MINE, OTHER, TWO, THREE, FOUR)),
    ],
)
def test_a_clash_is_settled_by_an_answer(choice, expected):
    sides = TEXT, (MINE, TWO, THREE, FOUR), (OTHER, TWO, THREE, FOUR)
    [clash] = joined("body", *sides).clashes

    result = joined("body", *sides, **{clash.key: choice})

    assert result.clashes == []
    assert result.values["body"] == expected
    assert result.taken == []


def test_an_answer_holds_while_its_page_is_typed_on_and_not_for_another_save_of_theirs():
    [clash] = joined("headline", "a", "b", "c").clashes
    answer = {clash.key: TYPED}

    assert joined("headline", "a", "b, and more", "c", **answer).clashes == []
    assert len(joined("headline", "a", "b", "d", **answer).clashes) == 1


def test_what_was_not_on_the_page_is_named():
    base = {"headline": "a", "kicker": "k", "topics": frozenset()}
    mine = base | {"headline": "mine", "topics": frozenset("1")}
    theirs = base | {"kicker": "theirs", "topics": frozenset("2")}

    result = join(base, mine, theirs)

    assert result.values == {"headline": "mine", "kicker": "theirs", "topics": frozenset("12")}
    assert result.taken == ["kicker", "topics"]


SHAPES = [
    TEXT,
    TEXT[1:],
    TEXT[:-1],
    (),
    (MINE, *TEXT[1:]),
    (ONE, MINE, *TEXT[2:]),
    (ONE, MINE, *TEXT[1:]),
    (*TEXT, MINE),
    (TWO, ONE, THREE, FOUR),
    (ONE, MINE, MINE, FOUR),
]


@pytest.mark.parametrize("mine", SHAPES)
@pytest.mark.parametrize("theirs", [tuple(b.replace("Mine", "Theirs") for b in s) for s in SHAPES])
def test_no_word_of_either_disappears_unless_it_was_there_before_or_is_asked_about(mine, theirs):
    result = joined("body", TEXT, mine, theirs)
    asked = [block for clash in result.clashes for block in (*clash.mine, *clash.theirs)]

    for block in {*mine, *theirs} - set(TEXT):
        assert block in (*result.values["body"], *asked)
    for block in set(TEXT) - (set(mine) & set(theirs)):  # what one of them took out stays out
        assert block not in result.values["body"] or asked


@pytest.mark.parametrize("order", list(product(SHAPES, repeat=2)))
def test_joining_again_changes_nothing(order):
    mine, theirs = order
    result = joined("body", TEXT, mine, theirs)

    if not result.clashes:
        assert value("body", theirs, result.values["body"], theirs) == result.values["body"]
        assert value("body", TEXT, theirs, mine) == result.values["body"]
