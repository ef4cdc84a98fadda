"""The body of a story as the blocks it is made of: its paragraphs, headings, lists, pictures."""

import re

from articles import sanitize

_TAG = re.compile(r"""<(/?)(\w+)(?:"[^"]*"|'[^']*'|[^'">])*>""")
# Line ends between the elements of a list, a quote or a picture are the source's, not the text's.
_BETWEEN = re.compile(
    r"(?<=>) (?=</?(?:p|ul|ol|li|figcaption|blockquote|caption|thead|tbody|tr|th|td)\b)"
)


def blocks_of(html: str) -> tuple[str, ...]:
    """
    Return a body's outermost elements, and what stands loose between them, in order.

    The same text makes the same blocks, however its source was broken into lines.
    """
    html = sanitize.clean_body(html)
    blocks, depth, done = [], 0, 0
    for tag in _TAG.finditer(html):
        if tag[2] == "br":
            continue
        if depth == 0:
            blocks.append(html[done : tag.start()])
            done = tag.start()
        depth += -1 if tag[1] else 1
        if depth == 0:
            blocks.append(html[done : tag.end()])
            done = tag.end()
    return tuple(filter(None, map(_on_one_line, [*blocks, html[done:]])))


def _on_one_line(block: str) -> str:
    return _BETWEEN.sub("", re.sub(r"[ \t\r\n]+", " ", block)).strip()
