"""Which words a line of the newsroom's lists finds, however they are written, and which not."""

import time

import pytest

from comments.folding import fingerprint, fold
from comments.word_list import WordList, Words


def found(line, text):
    return WordList.of(line).find(Words(text))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("press", "Stop the press!"),
        ("press", "PRESS"),
        ("press", "a press-gang"),
        ("buy now", "Buy   NOW."),
        ("spam.example", "see https://spam.example/x"),
        ("4chan", "on 4chan"),
        ("ass", "the ass"),
    ],
)
def test_a_word_is_found_whole_whatever_its_case_and_what_stands_around_it(line, text):
    assert found(line, text).line == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("press", "WordPress"),
        ("press", "pressure, and to suppress"),
        ("ass", "a class of passengers"),
        ("buy now", "buy it now"),
        ("god", "good"),
        ("boob", "Bob"),
        ("cop", "coop"),
        ("hell", "hello he'll"),
        ("ship", "s.h"),
        ("abcd", "a, b, c and d"),
        ("viagra", "via gra"),
        ("100", "1000"),
        ("ioo", "100"),
    ],
)
def test_a_part_of_a_word_is_another_word(line, text):
    assert found(line, text) is None


@pytest.mark.parametrize(
    "dressed",
    [
        "VIАGRА",  # in Cyrillic
        "νιagrα",  # in Greek
        "ｖｉａｇｒａ",
        "𝓿𝓲𝓪𝓰𝓻𝓪",
        "ⓥⓘⓐⓖⓡⓐ",
        "🅥🅘🅐🅖🅡🅐",
        "ᴠɪᴀɢʀᴀ",
        "víägrą",
        "v\u0338i\u0338a\u0338g\u0338r\u0338a\u0338",
        "vi\u200bag\u00adra\u2060",
        "v\u202eiagra",
        "v1agra",
        "vi@gra",
        "V!AGR4",
        "viiiiagraaaa",
        "v i a g r a",
        "v.i.a.g.r.a",
        "v-i-a-g-r-a",
        "_viagra_",
    ],
)
def test_a_word_is_found_in_look_alike_dress(dressed):
    assert found("viagra", f"Buy {dressed} today").line == "viagra"


@pytest.mark.parametrize("listed", ["VIАGRА", "víagra", "viagra"])
def test_a_line_may_be_dressed_up_itself(listed):
    assert found(listed, "viagra").line == listed


@pytest.mark.parametrize(
    ("line", "text", "is_found"),
    [
        ("casino*", "casino", True),
        ("casino*", "casinos", True),
        ("casino*", "my-casino", True),
        ("casino*", "mycasino", False),
        ("*casino", "mycasino", True),
        ("*pill*", "painpills", True),
        ("c*o", "casino", True),
        ("c*o", "casinos", False),
        ("c*o", "c", False),
        ("aba*ba", "aba", False),
        ("buy * gold", "buy some gold", True),
        ("buy * gold", "buy gold", False),
        ("*s for free", "pills for free", True),
        ("casino*", "c@s1nos", True),
    ],
)
def test_a_star_stands_for_letters_of_one_word(line, text, is_found):
    assert (found(line, text) is not None) is is_found


def test_scripts_without_spaces_are_looked_through_sign_by_sign():
    assert found("赌博", "我们赌博吧").line == "赌博"
    assert found("*赌博*", "赌博").line == "*赌博*"
    assert found("赌博", "赌一博") is None


def test_words_of_other_scripts_are_found_in_their_own():
    assert found("скидк*", "Большие СКИДКИ!").line == "скидк*"
    assert found("скидки", "скидка") is None


def test_what_was_found_is_told_as_it_was_written():
    text = "Try the C@s1nos, friends"

    assert found("casino*", text).written_in(text) == "C@s1nos,"


def test_the_first_listed_word_of_the_text_is_told():
    assert found("one\ntwo", "Two and one").line == "two"


def test_thousands_of_lines_are_looked_up_at_once():
    listed = WordList(
        [f"word{n}" for n in range(20_000)] + [f"*part{n}*" for n in range(199, 2_000)]
    )
    words = Words("The council voted to shut the bridge. " * 50 + "apart1999s")

    begun = time.perf_counter()
    assert listed.find(words).line == "*part199*"
    assert time.perf_counter() - begun < 0.2


@pytest.mark.parametrize("part", ["a", "a ", "!@", "a!", "1", "*", "й", "赌", "\u0301", "a.b"])
def test_no_text_makes_the_search_slow(part):
    text = (part * 65525)[:65525]
    listed = WordList(["viagra", "c*s*n*", "buy now", "* now", "赌博", "a b c"])

    begun = time.perf_counter()
    listed.find(Words(text))
    assert time.perf_counter() - begun < 1.5


def test_folding_leaves_plain_words_as_they_are():
    assert fold("The bridge, 1926: ÆØ ß") == "the bridge, 1926: æo ss"


def test_texts_of_the_same_letters_share_a_fingerprint_and_short_ones_have_none():
    text = "The council should have repaired the bridge years ago."

    assert fingerprint(text) == fingerprint(f"  {text.upper()}!!! \u200b")
    assert fingerprint(text) != fingerprint(text.replace("years", "months"))
    assert fingerprint("Well said!") is None
