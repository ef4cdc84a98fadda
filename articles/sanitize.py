"""
The only place that makes HTML safe, and the only caller of mark_safe.

Bodies are written in the desk's editor: its schema, below, is also the allow-list that nh3 keeps
to. Comments are typed by strangers: bleach cleans and links them, then nh3, which parses with
another engine, cleans the result, so that a flaw in either alone reaches nobody.
"""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

import bleach
import nh3
from bleach.linkifier import Linker
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines

# Bodies of stories

EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "LibraryPicture": True,
    "PullQuote": True,
    "EmbedCard": True,
}
LINK_SCHEMES = {"http", "https", "mailto"}


def _library_number(value: str) -> str | None:
    return value if re.fullmatch(r"[0-9]{1,18}", value) else None


_body = nh3.Cleaner(
    tags={
        *("p", "h2", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "br", "a"),
        *("figure", "figcaption", "aside"),
    },
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg"},
    attributes={"a": {"href"}, "figure": {"data-picture"}},
    allowed_classes={"aside": {"pull-quote", "embed"}},
    attribute_filter=lambda tag, name, value: _library_number(value) if tag == "figure" else value,
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)
_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|<br>)*</p>\s*)+\Z")
_FIGURE = re.compile(r'<figure data-picture="(\d+)">(.*?)</figure>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_EMBED = re.compile(r'<aside class="embed"><a href="([^"]*)">(.*?)</a></aside>', re.DOTALL)


def allow_library_pictures(config, allowed):
    """The editor's picture, `<figure data-picture="ID">`: file and alt text are the library's."""
    allowed["tags"] |= {"figure", "figcaption"}
    allowed["attributes"].setdefault("figure", set()).add("data-picture")


def allow_pull_quotes(config, allowed):
    allowed["tags"].add("aside")


def allow_embed_cards(config, allowed):
    allowed["tags"].add("aside")


def clean_body(html: str) -> str:
    """Return what the editor sent with nothing left that its schema does not hold, "" if empty."""
    return _EMPTY.sub("", _body.clean(html.replace("\0", ""))).strip()


def picture_ids(html: str) -> list[int]:
    """The library's numbers of the pictures in a body, in reading order."""
    return [int(number) for number, _ in _FIGURE.findall(html)]


def plain_text(html: str) -> str:
    """A body's words; blocks are set apart by spaces."""
    return " ".join(unescape(strip_tags(re.sub(r"(</\w+>|<br>)", r"\1 ", html))).split())


def show_body(html: str, figure: Callable[[int, SafeString], str]) -> SafeString:
    """
    Return a body for readers.

    `figure(number, caption)` gives the finished figure of a library picture, or "" for one that
    may not be shown: it then disappears with its caption.
    """

    def show_figure(match):
        caption = _CAPTION.search(match[2])
        return figure(int(match[1]), mark_safe(caption[1] if caption else ""))

    return mark_safe(_EMBED.sub(_embed_card, _FIGURE.sub(show_figure, clean_body(html))))


def _embed_card(match) -> str:
    host = (urlsplit(unescape(match[1])).hostname or "").removeprefix("www.")
    return format_html(
        '<aside class="embed"><a href="{}"><span class="embed-title">{}</span> '
        '<span class="embed-host">{}</span></a></aside>',
        unescape(match[1]),
        unescape(strip_tags(match[2])),
        host,
    )


# Comments of readers

COMMENT_TAGS = {
    *("p", "br", "a", "em", "strong", "b", "i", "u", "s", "del", "ins", "code", "pre"),
    *("blockquote", "q", "cite", "ul", "ol", "li", "abbr", "small", "sup", "sub"),
}
COMMENT_ATTRIBUTES = {"a": ["href", "title"], "abbr": ["title"]}
_UGC = "nofollow ugc"  # WordPress's word to search engines that a stranger set the link


def _mark_link(attributes, new=False):
    href = attributes.get((None, "href"), "")
    if urlsplit(href).scheme not in LINK_SCHEMES:
        return None
    return attributes | {(None, "rel"): _UGC}


_bleach = bleach.Cleaner(
    tags=COMMENT_TAGS, attributes=COMMENT_ATTRIBUTES, protocols=LINK_SCHEMES, strip=False
)
_linker = Linker(callbacks=[_mark_link], skip_tags={"pre", "code"}, parse_email=False)
_comment = nh3.Cleaner(
    tags=COMMENT_TAGS,
    attributes={tag: set(names) for tag, names in COMMENT_ATTRIBUTES.items()},
    url_schemes=LINK_SCHEMES,
    link_rel=_UGC,
)
_BLOCK = re.compile(r"\s*<(p|pre|blockquote|ul|ol)\b", re.IGNORECASE)


def clean_comment(text: str) -> str:
    """
    Return a reader's words as the HTML kept of them.

    Blank lines part paragraphs, line ends break, addresses become links; markup outside
    COMMENT_TAGS stays visible as the text it is.
    """
    cleaned = _bleach.clean(normalize_newlines(text.replace("\0", "")).strip())
    return _comment.clean(_linker.linkify(_paragraphs(cleaned)))


def _paragraphs(html: str) -> str:
    blocks = re.split(r"\n{2,}", html)
    return "\n".join(
        block if _BLOCK.match(block) else f"<p>{block.strip().replace(chr(10), '<br>')}</p>"
        for block in blocks
        if block.strip()
    )


def show_comment(html: str) -> SafeString:
    """Return a kept comment for readers, cleaned once more: storage is not trusted."""
    return mark_safe(_comment.clean(html))
