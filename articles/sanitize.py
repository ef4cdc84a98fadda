"""
The only place that makes HTML safe, and the only caller of mark_safe.

Bodies are written in the desk's editor: its schema, below, is also the allow-list that nh3 keeps
to. Comments are typed by strangers: bleach cleans and links them, then nh3, which parses with
another engine, cleans the result, so that a flaw in either alone reaches nobody.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import bleach
import nh3
from bleach.linkifier import Linker
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines, slugify
from django.utils.translation import gettext as _

# Bodies of stories

EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {
        "autolink": False,  # a name with a dot in it is not an address
        "enableTarget": False,
        "protocols": ["http", "https", "mailto"],
    },
    "LibraryPicture": True,
    "PullQuote": True,
    "FactBox": True,
    "EmbedCard": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "TrailingNode": True,  # room to go on writing after a picture
    "NoSpellCheck": False,
}
# Of an entry of live coverage: what is written in a minute, and read on a phone.
ENTRY_EXTENSIONS = {
    name: EDITOR_EXTENSIONS[name]
    for name in (
        *("Bold", "Italic", "BulletList", "OrderedList", "ListItem", "Blockquote", "HardBreak"),
        *("Link", "LibraryPicture", "EmbedCard", "TrailingNode", "NoSpellCheck"),
    )
}
LINK_SCHEMES = {"http", "https", "mailto"}


_NUMBERS = {
    "data-picture": r"[0-9]{1,18}",
    "colspan": r"[2-9]|1[0-9]",
    "rowspan": r"[2-9]|1[0-9]",
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """A picture by its number, a cell over so many others; nh3 looks at the rest itself."""
    wanted = _NUMBERS.get(name)
    return value if wanted is None or re.fullmatch(wanted, value) else None


_body = nh3.Cleaner(
    tags={
        *("p", "h2", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "br", "a"),
        *("figure", "figcaption", "aside"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    },
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg"},
    attributes={
        "a": {"href"},
        "figure": {"data-picture"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    allowed_classes={"aside": {"pull-quote", "fact-box", "embed"}},
    attribute_filter=_attribute,
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)
_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|<br>)*</p>\s*)+\Z")
_FIGURE = re.compile(r'<figure data-picture="(\d+)">(.*?)</figure>', re.DOTALL)
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|figcaption|figure|aside|caption|th|td)>|<br>")
_BEGINS_A_BLOCK = re.compile(r"<(?:p|h2|h3|ul|ol|blockquote|figure|aside|table)[ >]")
_HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a(?: href="([^"]*)")?>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r'(?<=<a href=")([^"]*)(?=")')
_PULL_QUOTE = re.compile(r'<aside class="pull-quote">.*?</aside>', re.DOTALL)
# A table with none in it; one that stands in another's cell is dressed, and the other left plain.
_TABLE = re.compile(r"<table>((?:(?!<table>).)*?)</table>", re.DOTALL)
_TABLE_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
_EMBED = re.compile(r'<aside class="embed"><a href="([^"]*)">(.*?)</a></aside>', re.DOTALL)


def allow_library_pictures(config, allowed):
    """The editor's picture, `<figure data-picture="ID">`: file and alt text are the library's."""
    allowed["tags"] |= {"figure", "figcaption"}
    allowed["attributes"].setdefault("figure", set()).add("data-picture")


def allow_pull_quotes(config, allowed):
    allowed["tags"].add("aside")


def allow_fact_boxes(config, allowed):
    allowed["tags"].add("aside")


def allow_embed_cards(config, allowed):
    allowed["tags"].add("aside")


def clean_body(html: str) -> str:
    """Return what the editor sent with nothing left that its schema does not hold, "" if empty."""
    return _EMPTY.sub("", _body.clean(html.replace("\0", ""))).strip()


def clean_entry(html: str) -> str:
    """
    Likewise what was sent for an entry of live coverage.

    Words without a block around them come from a browser without the editor: blank lines part
    their paragraphs.
    """
    html = clean_body(normalize_newlines(html))
    return html if not html or _BEGINS_A_BLOCK.match(html) else _paragraphs(html)


def picture_ids(html: str) -> list[int]:
    """The library's numbers of the pictures in a body, in reading order."""
    return [int(number) for number, _ in _FIGURE.findall(html)]


def captions(html: str) -> list[tuple[int, SafeString]]:
    """The library's numbers of the pictures in a body with their captions, in reading order."""
    return [(int(number), _caption(inner)) for number, inner in _FIGURE.findall(clean_body(html))]


def _caption(inner: str) -> SafeString:
    caption = _CAPTION.search(inner)
    return mark_safe(caption[1] if caption else "")


def without_pictures(html: str, numbers: set[int]) -> str:
    """A body from which these pictures are taken out, with their captions."""
    return _FIGURE.sub(lambda match: "" if int(match[1]) in numbers else match[0], html)


def plain_text(html: str) -> str:
    """A body's words; blocks are set apart by spaces."""
    return " ".join(unescape(strip_tags(_BLOCK_END.sub(" ", html))).split())


def running_text(html: str) -> str:
    """A body's words as a line of text, such as an excerpt, in which a dash ends a subhead."""
    return plain_text(_HEADING.sub(r"\2 – ", html))


def headings(html: str) -> list[tuple[int, str]]:
    """The rank and the words of every heading in a body."""
    found = _HEADING.findall(html)
    return [(int(rank), plain_text(words)) for rank, words in found]


def contents(html: str) -> list[tuple[str, str]]:
    """The subheads of the first rank in a body as it is shown: the id and the words of each."""
    return [(name, words) for rank, name, words in _named_headings(html) if rank == 2 and words]


def _named_headings(html: str) -> Iterator[tuple[int, str, str]]:
    """Rank, id and words of every heading; an id is made of the words, and of none but itself."""
    taken = set()
    for rank, words in headings(html):
        name = stem = f"part-{slugify(words, allow_unicode=True)[:60].strip('-')}".rstrip("-")
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield rank, name, words


def links(html: str) -> list[tuple[str, str]]:
    """The address and the words of every link in a body."""
    return [(unescape(href), plain_text(words)) for href, words in _LINK.findall(html)]


def show_body(html: str, figure: Callable[[int, SafeString], str]) -> SafeString:
    """
    Return a body for readers.

    `figure(number, caption)` gives the finished figure of a library picture, or "" for one that
    may not be shown: it then disappears with its caption.
    """
    return _show(html, figure, table=_table_in_a_box)


def _show(html: str, figure, *, table: Callable[[re.Match], str]) -> SafeString:
    def show_figure(match):
        return figure(int(match[1]), _caption(match[2]))

    html = clean_body(html)
    names = iter([name for _rank, name, _words in _named_headings(html)])

    def name_heading(match):
        return f'<h{match[1]} id="{next(names)}">{match[2]}</h{match[1]}>'

    html = _FIGURE.sub(show_figure, _HEADING.sub(name_heading, html))
    return mark_safe(_TABLE.sub(table, _EMBED.sub(_embed_card, html)))


def show_body_elsewhere(html: str, figure: Callable[[int, SafeString], str], *, at: str):
    """
    Return the body of the story at the address `at` for a page that is not ours.

    Its links are absolute. A pull quote, which without our style is a sentence said twice, is
    left out, and so is the box around a table, which without it does not scroll.
    """

    def lead_here(match):
        return escape(_absolute(unescape(match[1]), at))

    html = _PULL_QUOTE.sub("", clean_body(html))
    return mark_safe(_HREF.sub(lead_here, _show(html, figure, table=_table)))


def tables(html: str) -> list[tuple[str, bool]]:
    """The title of every table in a body, and whether it has cells that say what others are."""
    return [(_title(inner), "<th" in inner) for inner in _TABLE.findall(html)]


def _title(inner: str) -> str:
    caption = _TABLE_CAPTION.search(inner)
    return plain_text(caption[1]) if caption else ""


def _table_in_a_box(match) -> str:
    """A table in a box that scrolls by itself, can be reached by key, and is named as it is."""
    name = escape(_title(match[1]) or _("Table"))
    box = f'<div class="table-box" role="group" aria-label="{name}" tabindex="0">'
    return f"{box}{_table(match)}</div>"


def _table(match) -> str:
    """A table that says which cells its headings are for."""
    return f"<table>{_ROW.sub(_row, match[1])}</table>"


def _row(match) -> str:
    """Headings are of their columns where nothing else stands in the row, else of the row."""
    cells = [(tag, more, _cell_words(inner)) for tag, more, inner in _CELL.findall(match[1])]
    scope = "col" if all(tag == "th" or not plain_text(words) for tag, _, words in cells) else "row"
    shown = [
        f'<th{more} scope="{scope}">{words}</th>'
        if tag == "th" and plain_text(words)
        else f"<td{more}>{words}</td>"
        for tag, more, words in cells
    ]
    return f"<tr>{''.join(shown)}</tr>"


def _cell_words(inner: str) -> str:
    """What the one paragraph of a cell says; of several, all of them."""
    one = re.fullmatch(r"\s*<p>((?:(?!<p>).)*)</p>\s*", inner, re.DOTALL)
    return one[1] if one else inner


def _absolute(href: str, at: str) -> str:
    try:
        return urljoin(at, href)
    except ValueError:  # no address that a browser would understand
        return href


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
# The parsers take time with the square of what is nested; beyond these a text stays a text.
_MOST_MARKS, _DEEPEST = 1000, 12
_BLOCKS = {"p", "pre", "blockquote", "ul", "ol"}
_UGC = "nofollow ugc"  # WordPress's word to search engines that a stranger set the link


def _mark_link(attributes, new=False):
    href = attributes.get((None, "href"), "")
    if not href.lower().startswith(tuple(f"{scheme}:" for scheme in LINK_SCHEMES)):
        return None
    if new and attributes["_text"].lower().startswith("www."):
        href = href.replace("http://", "https://", 1)
    return attributes | {(None, "href"): href, (None, "rel"): _UGC}


_bleach = bleach.Cleaner(
    tags=COMMENT_TAGS, attributes=COMMENT_ATTRIBUTES, protocols=LINK_SCHEMES, strip=False
)
_linker = Linker(
    callbacks=[_mark_link],
    skip_tags={"pre", "code"},
    # Bleach's own expression also links "setup.py" and takes seconds over a long made-up host.
    url_re=re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"'`\[\]]{1,2000}", re.IGNORECASE),
)
_comment = nh3.Cleaner(
    tags=COMMENT_TAGS,
    # Without "*" nh3 lets title and lang stand anywhere.
    attributes={"*": set()} | {tag: set(names) for tag, names in COMMENT_ATTRIBUTES.items()},
    url_schemes=LINK_SCHEMES,
    url_relative="deny",
    link_rel=_UGC,
)
_TAG = re.compile(r"""<(/?)(\w+)(?:"[^"]*"|'[^']*'|[^'">])*>""")
_EMPTY_ELEMENT = re.compile(r"<(p|b|i|em|strong|u|s|q)>(?:\s|<br>)*</\1>")


def clean_comment(text: str) -> str:
    """
    Return a reader's words as the HTML kept of them.

    Blank lines part paragraphs, line ends break, addresses become links. Markup outside
    COMMENT_TAGS, and all of it where it is not in order, stays visible as the text it is.
    """
    text = normalize_newlines(text.replace("\0", "")).strip()
    if len(re.findall(r"[<>&\n]", text)) <= _MOST_MARKS:
        html = _comment.clean(_linker.linkify(_blocks(_bleach.clean(text))))
        html = _EMPTY_ELEMENT.sub("", _EMPTY_ELEMENT.sub("", html)).strip()
        if html and _is_in_order(html):
            return html
    return _comment.clean(_paragraphs(escape(text)))


def _blocks(html: str) -> str:
    """Put what stands between block elements into paragraphs; the blocks stay as they are."""
    depth = done = 0
    parts = []
    for tag in _TAG.finditer(html):
        if tag[2] not in _BLOCKS:
            continue
        if depth == 0:
            parts.append(_paragraphs(html[done : tag.start()]))
            done = tag.start()
        depth += -1 if tag[1] else 1
        if depth == 0:
            parts.append(_block(html[done : tag.end()]))
            done = tag.end()
    return "\n".join(filter(None, [*parts, _paragraphs(html[done:])]))


def _block(html: str) -> str:
    quote = re.fullmatch(r"<blockquote>(.*)</blockquote>", html, re.DOTALL)
    return f"<blockquote>{_blocks(quote[1])}</blockquote>" if quote else html


def _paragraphs(html: str) -> str:
    blocks = filter(None, (block.strip() for block in re.split(r"\n\s*\n", html)))
    return "\n".join("<p>" + block.replace("\n", "<br>") + "</p>" for block in blocks)


def _is_in_order(html: str) -> bool:
    """Whether every element stands where HTML lets it: a stray <li> would close the page's own."""
    inside = []
    for tag in _TAG.finditer(html):
        if tag[1]:
            inside.pop()
        elif not _may_stand_in(tag[2], inside[-1:]) or len(inside) >= _DEEPEST:
            return False
        elif tag[2] != "br":
            inside.append(tag[2])
    return True


def _may_stand_in(tag: str, parent: list[str]) -> bool:
    if tag == "li" or parent in (["ul"], ["ol"]):
        return tag == "li" and parent in (["ul"], ["ol"])
    return tag not in _BLOCKS or parent in ([], ["blockquote"], ["li"])


def show_comment(html: str) -> SafeString:
    """Return a kept comment for readers, checked once more: storage is not trusted."""
    html = _comment.clean(html)
    return mark_safe(html if _is_in_order(html) else _paragraphs(escape(html)))


# What a search found


def marked(text: str, places: list[tuple[int, int]]) -> SafeString:
    """A text whose parts between `places`, in order and apart, are marked; all of it is escaped."""
    parts, done = [], 0
    for start, end in places:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*parts, escape(text[done:])]))


# Data for machines

_INSIDE_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_for_script(data: dict) -> SafeString:
    """Return `data` as JSON that can stand inside a script element and cannot end it."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_INSIDE_SCRIPT))
