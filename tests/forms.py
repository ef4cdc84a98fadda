"""What a browser would send of a form that a page holds."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, wanted: str):
        super().__init__()
        self.wanted, self.inside, self.sent, self.open = wanted, False, {}, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = attributes.get("id") == self.wanted
        if self.inside and "disabled" not in attributes:
            self._begin(tag, attributes.get("name"), attributes)

    def _begin(self, tag, name, attributes):
        kind, value = attributes.get("type"), attributes.get("value")
        if tag in ("textarea", "select"):
            self.open = (tag, name)
        if tag == "textarea":
            self.sent[name] = ""
        elif tag == "option" and ("selected" in attributes or self.open[1] not in self.sent):
            self.sent[self.open[1]] = value
        elif tag == "input" and kind not in ("submit", "checkbox"):
            self.sent[name] = value or ""
        elif kind == "checkbox" and "checked" in attributes:
            self.sent[name] = value or "on"

    def handle_data(self, data):
        if self.open and self.open[0] == "textarea":
            self.sent[self.open[1]] += data

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.open = None
        elif tag == "form":
            self.inside = False


def sent_by_browser(response, form: str) -> dict[str, str]:
    """The names and values of the form with the id `form`, as they stand; without its buttons."""
    found = _Form(form)
    found.feed(response.content.decode())
    # HTML drops the line end that Django puts at the start of a textarea, and sends CRLF.
    return {
        name: value.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
        for name, value in found.sent.items()
        if name
    }
