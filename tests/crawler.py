"""A reader who follows every address that any answer names, for tests of what must be nowhere."""

import re

ADDRESS = re.compile(
    r"""(?:href|src|action|content)="(?:http://127\.0\.0\.1:8000)?(/[^"#]*)|(/pictures/\S+?) """
)
FOR_MACHINES = re.compile(r"""http://127\.0\.0\.1:8000(/[^"'<>\\\s#]*)""")


def addresses_in(text, content_type):
    """What a page links to, and what a feed or a sitemap names."""
    if content_type.startswith("text/html"):
        return {a or b for a, b in ADDRESS.findall(text)}
    return set(FOR_MACHINES.findall(text))


def everything_public(client, *, start):
    """Every answer that a reader can get by following addresses, as one text with its headers."""
    waiting, seen, answers = list(start), set(start), []
    while waiting:
        response = client.get(waiting.pop())
        body = b"".join(response) if response.streaming else response.content
        text = f"{response.status_code} {response.headers}\n{body.decode(errors='replace')}"
        answers.append(text)
        if not response.streaming:
            found = addresses_in(text, response.headers.get("Content-Type", ""))
            found = {address.replace("&amp;", "&") for address in found} - seen
            found = {a for a in found if not a.startswith(("/static/", "/admin/"))}
            seen |= found
            waiting += found
    return "\n".join(answers)
