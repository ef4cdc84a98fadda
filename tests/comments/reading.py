"""What a test reads from the discussion on a page."""

import re
from html.parser import HTMLParser

# What a browser keeps of what its user wrote or gave: a script that names it.
KEPT_OF_COMMENTS = "Object.keys(localStorage).filter(name => name.startsWith('comment-'))"


class Outline(HTMLParser):
    """The comments of a page as nested lists of their numbers, read from its li elements."""

    def __init__(self, html):
        super().__init__()
        self.tree, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        number = re.fullmatch(r"comment-(\d+)", dict(attrs).get("id") or "")
        if tag == "li" and number:
            children = []
            (self.open[-1] if self.open else self.tree).append((int(number[1]), children))
            self.open.append(children)
        elif tag == "li":
            self.open.append([])

    def handle_endtag(self, tag):
        if tag == "li":
            self.open.pop()


def outline(response):
    return Outline(response.text).tree


def threads(response):
    """The numbers of the comments that stand at the left edge."""
    return [number for number, _answers in outline(response)]


def words(html):
    """The text of a piece of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def head_of(comment, response):
    """What stands above the words of `comment`: name, badges, times."""
    html = response.text
    begin = html.index(f'<li class="comment" id="comment-{comment.pk}"')
    return words(html[begin : html.index("</header>", begin)])
