"""What of a body reaches readers: the editor's schema, and nothing else."""

import pytest
from django.utils.html import format_html

from articles import sanitize

KEPT = [
    "<p>Words with <strong>weight</strong> and <em>stress</em>.</p>",
    "<h2>A subhead</h2><h3>A smaller one</h3>",
    "<ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>",
    "<blockquote><p>Said.</p></blockquote>",
    '<aside class="pull-quote"><p>Said again.</p></aside>',
    '<aside class="fact-box"><h3>In short</h3><ul><li><p>One</p></li></ul></aside>',
    "<table><caption>Fares</caption><tbody><tr><th><p>From</p></th><th><p>£</p></th></tr>"
    '<tr><td colspan="2"><p>The <em>quay</em></p></td></tr></tbody></table>',
    '<figure data-picture="17"><figcaption>The <em>harbour</em>.</figcaption></figure>',
    '<p><a href="https://example.org/">A link</a></p>',
    '<aside class="embed"><a href="https://example.org/v">A film</a></aside>',
]
HOSTILE = {
    "script": "<p>a<script>CANARY()</script></p>",
    "handler": '<p onclick="CANARY()">a</p>',
    "javascript link": '<p><a href="javascript:CANARY()">a</a></p>',
    "disguised link": '<p><a href="&#106;ava\tscript:CANARY()">a</a></p>',
    "data link": '<p><a href="data:text/html,CANARY">a</a></p>',
    "style": '<p style="background:url(//CANARY)">a</p><style>CANARY</style>',
    "image": '<p><img src="https://CANARY.example.org/x.png">a</p>',
    "frame": '<iframe src="https://CANARY.example.org/"></iframe><p>a</p>',
    "svg": "<svg><script>CANARY</script></svg><p>a</p>",
    "form": '<form action="https://CANARY.example.org/"><p>a</p></form>',
    "foreign class": '<aside class="CANARY"><p>a</p></aside>',
    "cell": '<table onclick="CANARY"><tbody><tr><td style="x:CANARY" width="CANARY" '
    'colspan="CANARY" rowspan="99999CANARY"><p>a</p></td></tr></tbody></table>',
    "caption": "<table><caption>a<script>CANARY</script></caption></table>",
    "table in a box": '<aside class="fact-box CANARY" id="CANARY"><table><tbody><tr><td>a</td>'
    '<iframe src="//CANARY"></iframe></tr></tbody></table></aside>',
    "picture number": '<figure data-picture="1 onerror=CANARY"><p>a</p></figure>',
}


@pytest.mark.parametrize("html", KEPT)
def test_what_the_editor_can_write_is_kept_as_written(html):
    assert sanitize.clean_body(html) == html


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_what_the_editor_cannot_write_is_gone(html):
    cleaned = sanitize.clean_body(html)

    assert "CANARY" not in cleaned
    assert "a" in cleaned


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_a_body_stored_behind_the_editors_back_is_cleaned_for_readers(html):
    assert "CANARY" not in sanitize.show_body(html, lambda number, caption: "")


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> </p><p>&nbsp;</p>", "<p><br></p>"])
def test_an_empty_body_is_empty(html):
    assert sanitize.clean_body(html) == ""


def test_a_picture_is_shown_by_its_number_with_its_caption():
    html = '<p>a</p><figure data-picture="17"><figcaption>A <em>b</em></figcaption></figure>'

    shown = sanitize.show_body(html, lambda n, c: format_html("<figure>{}:{}</figure>", n, c))

    assert shown == "<p>a</p><figure>17:A <em>b</em></figure>"
    assert sanitize.picture_ids(html) == [17]


def test_a_picture_that_may_not_be_shown_takes_its_caption_with_it():
    html = '<p>a</p><figure data-picture="17"><figcaption>CANARY</figcaption></figure>'

    assert sanitize.show_body(html, lambda number, caption: "") == "<p>a</p>"


def test_an_embed_is_a_card_that_names_where_it_leads():
    html = (
        '<aside class="embed"><a href="https://www.example.org/v?a=1&amp;b=2">A &lt; B</a></aside>'
    )

    shown = sanitize.show_body(html, lambda number, caption: "")

    assert 'href="https://www.example.org/v?a=1&amp;b=2"' in shown
    assert '<span class="embed-title">A &lt; B</span>' in shown
    assert '<span class="embed-host">example.org</span>' in shown


def test_plain_text_is_the_words_alone():
    html = "<h2>A subhead</h2><p>Five &amp; <em>six</em>.</p>"

    assert sanitize.plain_text(html) == "A subhead Five & six."


def test_read_as_one_line_a_subhead_does_not_run_into_the_sentence_after_it():
    html = "<p>It is shut.</p><h2>Who <em>pays</em></h2><p>The barge.</p><h3>And</h3><p>When.</p>"

    assert sanitize.running_text(html) == "It is shut. Who pays – The barge. And – When."


def table_of(*rows, caption=""):
    cells = "".join(f"<tr>{row}</tr>" for row in rows)
    title = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{title}<tbody>{cells}</tbody></table>"


def shown(html):
    return sanitize.show_body(html, lambda number, caption: "")


def test_a_table_says_of_which_cells_its_headings_are_and_scrolls_by_itself():
    html = table_of(
        "<th><p>Stop</p></th><th><p>Rent</p></th>",
        "<th><p>Hallam &amp; Co</p></th><td><p>£1,040</p></td>",
        "<td><p>One</p><p>Two</p></td><td></td>",
        caption="Rents <em>now</em>",
    )

    assert shown(html) == (
        '<div class="table-box" role="group" aria-label="Rents now" tabindex="0">'
        "<table><caption>Rents <em>now</em></caption><tbody>"
        '<tr><th scope="col">Stop</th><th scope="col">Rent</th></tr>'
        '<tr><th scope="row">Hallam &amp; Co</th><td>£1,040</td></tr>'
        "<tr><td><p>One</p><p>Two</p></td><td></td></tr></tbody></table></div>"
    )


def test_a_heading_without_words_is_no_heading():
    html = table_of("<th></th><th><p>Rent</p></th>", "<th><p>Quay</p></th><td><p>1</p></td>")

    assert '<tr><td></td><th scope="col">Rent</th></tr>' in shown(html)


@pytest.mark.parametrize(
    "html",
    [
        table_of("<td>" + table_of("<td>a</td>") + "</td>"),
        table_of("<td>" + table_of("<td>a</td>")),
        "<table><table><tr><td>a",
        '<aside class="fact-box">' + table_of("<td>a</td>"),
        table_of("<td>a</td>", caption='"><script>CANARY</script>'),
    ],
)
def test_however_tables_are_broken_every_box_is_closed(html):
    boxes = shown(html)

    assert boxes.count("<div") == boxes.count("</div>") == boxes.count("table-box")
    assert boxes.count("<table") == boxes.count("</table>")
    assert "CANARY" not in boxes
    assert "a" in sanitize.plain_text(boxes)


def test_the_words_of_cells_do_not_run_together():
    html = table_of("<td><p>One</p></td><td>two</td>", caption="Fares")

    assert sanitize.plain_text(html) == "Fares One two"
