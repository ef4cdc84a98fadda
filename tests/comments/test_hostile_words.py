"""Hostile words are cleaned or shown as the text they are, and never break the page."""

import time
from html.parser import HTMLParser

import pytest

from articles.sanitize import COMMENT_TAGS, clean_comment, show_comment

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    '<svg><style><img src="</style><img src=x onerror=alert(1)>">',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=y'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' jAvAsCrIpT&colon;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a><a href='/local'>x</a><a href='//evil.example'>x</a>",
    "<a href='http://a.example' onclick=x style=x class=x id=x target=_blank rel=opener>x</a>",
    "<p style='position:fixed' class=masthead id=comments onmouseover=x>x</p>",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=a autofocus onfocus=x><button>x</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template><base href=//evil.example><meta refresh=1>",
    "</li></ol></section></main></body></html>",
    "</p></div></article></li><li id=comment-1>forged",
    "<li>stray<li>stray",
    "<ul><li><ol><li>open",
    "<b><i><u><s>open",
    "<blockquote>" * 600,
    "<ul><li>" * 600,
    "<b>" * 9000,
    "<!-- <b>never closed",
    "<![CDATA[ x ]]><?php x ?><!DOCTYPE html>",
    "<a href='http://['>x</a> http://[ http://]",
    "<p <b> <<b>> <b/onclick=x>x",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=x&#62;",
    "\u202e<b>\u2066evil\u200b\ufeff" + "e\u0301\u0302" * 500 + "👩‍👩‍👧",
    "http://a.example/\"onmouseover='alert(1)' https://a.example/<script>",
]
ATTRIBUTES = {"a": {"href", "title", "rel"}, "abbr": {"title"}}
BLOCKS = {"p", "pre", "blockquote", "ul", "ol"}


class Checked(HTMLParser):
    """Fails at the first element, attribute or place that a comment may not have."""

    def __init__(self, html):
        super().__init__()
        self.open, self.deepest = [], 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        parent = self.open[-1] if self.open else None
        assert tag in COMMENT_TAGS
        assert {name for name, _value in attrs} <= ATTRIBUTES.get(tag, set())
        assert tag != "li" or parent in ("ul", "ol")
        assert tag not in BLOCKS or parent in (None, "blockquote", "li")
        if "href" in dict(attrs):
            assert dict(attrs)["href"].lower().startswith(("http://", "https://", "mailto:"))
            assert dict(attrs)["rel"] == "nofollow ugc"
        if tag != "br":
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        pytest.fail("a markup comment came through")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_hold_only_what_comments_may(words):
    html = clean_comment(words)

    assert Checked(html).deepest <= 12
    assert html


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_shown_is_what_was_kept(words):
    html = clean_comment(words)

    assert show_comment(html) == html


@pytest.mark.parametrize("stored", [*HOSTILE, "</div></li><li id=comment-1>", "<p><ul><li>x"])
def test_what_came_into_storage_by_another_way_is_harmless_too(stored):
    Checked(show_comment(stored))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_taken_for_moderation(post, words):
    assert post(comment=words, author=words[:50].replace("\n", " ")).status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One\n\nTwo\nlines", "<p>One</p>\n<p>Two<br>lines</p>"),
        ("<b>one\n\ntwo</b>", "<p><b>one</b></p><p><b>two</b></p>"),
        (
            "<ul><li>a\n\n<li>b</ul>\n\nafter",
            "<ul><li>a\n\n</li><li>b</li></ul>\n<p>after</p>",
        ),
        (
            "<blockquote>one\n\ntwo</blockquote>I agree",
            "<blockquote><p>one</p>\n<p>two</p></blockquote>\n<p>I agree</p>",
        ),
        ("<pre>a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
        ("if a < b & c > d <3", "<p>if a &lt; b &amp; c &gt; d &lt;3</p>"),
        ("see setup.py, write to a@b.example", "<p>see setup.py, write to a@b.example</p>"),
        ("<li>alone", "<p>&lt;li&gt;alone</p>"),
        (
            "www.a.example. (http://b.example/x?y=1&z=2)",
            '<p><a href="https://www.a.example" rel="nofollow ugc">www.a.example</a>. '
            '(<a href="http://b.example/x?y=1&amp;z=2" rel="nofollow ugc">'
            "http://b.example/x?y=1&amp;z=2</a>)</p>",
        ),
    ],
)
def test_what_is_typed_is_kept_as_meant(typed, kept):
    assert clean_comment(typed) == kept


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "&", "<a ", "<b>", "<p>", "</b>", "<!--", "<ul><li>", "<blockquote>", "<b><p></b>"),
        *("a\n\n", "\n", "www.", "http://", "http://a.example ", "a-", "a.", "(", "&amp;", "x=1 "),
        *("<a href=http://a.example>", "<svg><math>", "<pre><code>", "'\"", "😀"),
    ],
)
def test_the_longest_comment_is_cleaned_in_no_time(piece):
    text = (piece * 65525)[:65525]
    spread = (piece * 330)[:2000] + "http://" + "a-" * 31000  # as much markup as is still read
    begun = time.process_time()

    clean_comment(text)
    clean_comment(spread)

    assert time.process_time() - begun < 1
