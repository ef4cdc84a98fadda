"""What differs between two texts, as pieces that were kept, removed or added."""

import random

import pytest

from articles import comparing
from articles.templatetags.comparing import listed, marked


def told(pieces):
    """Pieces in one line: [-removed-] and {+added+}."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


def rows(old, new):
    return [told(row.pieces) for row in comparing.bodies(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("The bridge", "The bridge", "The bridge"),
        ("14 metres", "40 metres", "[-14-]{+40+} metres"),
        ("A bridge.", "A new bridge.", "A{+ new+} bridge."),
        ("Mayor says no", "Mayor says", "Mayor says[- no-]"),
        ("ten old boats sank", "two new boats sank", "[-ten old-]{+two new+} boats sank"),
        ("", "Anything", "{+Anything+}"),
        ("Anything", "", "[-Anything-]"),
        ("", "", ""),
        ("naïve café", "naïve cafés", "naïve [-café-]{+cafés+}"),
    ],
)
def test_words_of_a_line_are_marked(old, new, found):
    assert told(comparing.words(old, new)) == found


def test_names_are_kept_removed_or_added_whole():
    pieces = comparing.values(["By Ann Lee", "By Bo Lee"], ["By Bo Lee", "By Cy Lee"])

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("removed", "By Ann Lee"), ("same", "By Bo Lee"), ("added", "By Cy Lee"),
    ]  # fmt: skip


def test_a_paragraph_that_was_rewritten_stands_beside_itself():
    old = "<p>Kept.</p><p>The bridge is 14 metres long.</p><p>Kept, too.</p>"
    new = old.replace("<p>The", "<p>Quite another thing.</p><p>The").replace("14", "40")

    assert rows(old, new) == [
        "Kept.",
        "{+Quite another thing.+}",
        "The bridge is [-14-]{+40+} metres long.",
        "Kept, too.",
    ]


def test_a_paragraph_that_is_quite_another_one_does_not_stand_beside_it():
    assert rows("<p>One thing entirely.</p>", "<p>Some other story.</p>") == [
        "[-One thing entirely.-]",
        "{+Some other story.+}",
    ]


def test_every_block_of_the_editor_is_read():
    body = (
        "<h2>Head</h2><h3>Sub</h3><p>Text<br>goes on</p><ul><li><p>One</p></li></ul>"
        '<blockquote><p>Said</p></blockquote><aside class="pull-quote"><p>Pulled</p></aside>'
        '<aside class="embed"><a href="https://example.org/f">Film</a></aside>'
        '<figure data-picture="7"><figcaption>The <em>pier</em></figcaption></figure>'
        '<aside class="fact-box"><p>In short</p></aside><table><caption>Fares</caption>'
        "<tbody><tr><th><p>From</p></th><td>Quay</td></tr></tbody></table>"
    )

    found = [
        (block.kind, "".join(word.text for word in block.words)) for block in comparing.blocks(body)
    ]

    assert found == [
        ("heading", "Head"), ("subheading", "Sub"), ("paragraph", "Text\ngoes on"),
        ("item", "One"), ("quotation", "Said"), ("pull-quote", "Pulled"), ("embed", "Film"),
        ("picture", "The pier"), ("fact-box", "In short"), ("title", "Fares"),
        ("cell", "From"), ("cell", "Quay"),
    ]  # fmt: skip
    assert comparing.blocks(body)[7].picture == 7
    assert set(comparing.KIND_NAMES) >= {kind for kind, _ in found}


def test_a_caption_is_compared_by_its_words_and_another_picture_is_another_block():
    figure = '<figure data-picture="{}"><figcaption>{}</figcaption></figure>'

    assert rows(figure.format(7, "The pier"), figure.format(7, "The quay")) == [
        "The [-pier-]{+quay+}"
    ]
    assert rows(figure.format(7, "The pier"), figure.format(8, "The pier")) == [
        "[-The pier-]",
        "{+The pier+}",
    ]


def test_marks_and_addresses_of_links_are_part_of_a_word():
    old = '<p>A plain <a href="https://example.org/a">report</a>.</p>'
    new = '<p>A <strong>plain</strong> <a href="https://example.org/b">report</a>.</p>'

    (row,) = comparing.bodies(old, new)

    assert marked(row.pieces) == (
        'A <del>plain </del><del>report <span class="compared-address">'
        "https://example.org/a</span></del><ins><strong>plain</strong></ins><ins> </ins>"
        '<ins>report <span class="compared-address">https://example.org/b</span></ins>.'
    )


def test_a_paragraph_made_a_heading_has_changed_though_its_words_have_not():
    (row,) = comparing.bodies("<p>Who pays</p>", "<h2>Who pays</h2>")

    assert row.is_changed
    assert told(row.pieces) == "Who pays"


def test_each_side_holds_its_own_words():
    pieces = comparing.words("14 metres", "40 metres")

    assert marked(pieces, "old") == "<del>14</del> metres"
    assert marked(pieces, "new") == "<ins>40</ins> metres"
    assert listed(comparing.values(["A", "B"], ["B"]), "old") == "<del>A</del>, B"


def test_markup_among_the_words_is_only_words():
    hostile = "<script>alert(1)</script> & <b onclick=x>"

    shown = marked(comparing.words("", hostile))

    assert "<script" not in shown
    assert "<b onclick" not in shown
    assert "&lt;script&gt;" in shown


def test_markup_that_no_body_may_hold_is_not_even_compared():
    body = '<p onclick="x">Text</p><script>alert(1)</script><img src=x onerror=y>'

    assert rows("", body) == ["{+Text+}"]


@pytest.mark.parametrize("cut", [0, 1])
def test_both_sides_read_in_full_whatever_changed(cut):
    chance = random.Random(cut)
    for _ in range(60):
        old, new = (
            " ".join(chance.choices(["a", "b", "c", "d,"], k=chance.randrange(12))) for _ in "12"
        )
        pieces = comparing.words(old, new)
        assert "".join(p.text for p in pieces if p.kind != comparing.ADDED) == old
        assert "".join(p.text for p in pieces if p.kind != comparing.REMOVED) == new


def test_a_very_long_text_is_compared_in_a_moment():
    chance = random.Random(1)
    paragraphs = [" ".join(chance.choices("abcdefgh", k=80)) for _ in range(250)]
    changed = [text if n % 3 else text + " new" for n, text in enumerate(paragraphs)]

    found = comparing.bodies(
        "".join(f"<p>{text}</p>" for text in paragraphs),
        "".join(f"<p>{text}</p>" for text in changed),
    )

    assert sum(row.is_changed for row in found) == 84
