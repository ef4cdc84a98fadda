"""“Your email address will not be published”: an address is planted, and looked for everywhere."""

import codecs
import hashlib
import logging
import re
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from comments import signatures
from comments.models import Comment, HouseRules
from tests.crawler import everything_public
from tests.factories import ArticleFactory, CommentFactory, SectionFactory

pytestmark = pytest.mark.django_db

ADDRESS = "Ida.Planted@Secret-Mail.Example"
NETWORK = "203.0.113.77"
BROWSER = "Planted-Browser/1.0"
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_256")


def traces(address):
    """All that an address may look like where it comes out, in texts that may be cut short."""
    for spelling in {address, address.lower(), address.upper(), f" {address} ", f"{address}\n"}:
        data, plain = spelling.encode(), spelling.strip()
        yield from (plain, plain[::-1], codecs.encode(plain, "rot13"))
        yield from (quote(plain), "".join(f"%{byte:02x}" for byte in data))
        yield from (
            plain.replace("@", at) for at in ("&#64;", "&#x40;", "&commat;", "=40", "\\u0040")
        )
        yield from (plain.replace("@", at) for at in (" at ", "[at]", "(at)", "%2540"))
        yield from (
            "".join(f"&#{ord(c)};" for c in plain),
            "".join(f"&#x{ord(c):x};" for c in plain),
        )
        yield data.hex()
        for offset in range(3):  # wherever it begins in what is encoded
            yield b64encode(b"." * offset + data).decode()[4 if offset else 0 : -4]
            yield urlsafe_b64encode(b"." * offset + data).decode()[4 if offset else 0 : -4]
        for name in HASHES:
            digest = hashlib.new(name, data)
            yield digest.hexdigest()[:12]
            yield b64encode(digest.digest()).decode()[:16]
    local, _at, domain = address.lower().partition("@")
    yield from (local, domain, domain.partition(".")[0])


TRACES = {*traces(ADDRESS), NETWORK, NETWORK[::-1], BROWSER}


def found_in(text):
    lower = text.lower()
    return sorted(trace for trace in TRACES if trace in text or trace.lower() in lower)


@pytest.fixture
def story(settings):
    settings.COMMENT_FLOOD_SECONDS = 0
    HouseRules(flood_seconds=0).save()
    return ArticleFactory(live=True, section=SectionFactory(name="City", slug="city"))


@pytest.fixture
def post(client, story):
    def post(text, email=ADDRESS, **headers):
        form = {"comment": text, "author": "Ida Holm", "email": email, "comment_parent": "0"}
        form["stamp"] = signatures.stamp(story)
        its = {"REMOTE_ADDR": NETWORK, "HTTP_USER_AGENT": BROWSER} | headers
        return client.post(reverse("comments:post", args=[story.pk]), form, **its)

    return post


@pytest.fixture
def planted(client, post, story, moderator):
    """Comments in every state, an answer, a report and an error report, all from one address."""
    for verb in ("approve", "reject", "mark_as_spam", None):
        post(f"VISIBLE when approved, now: {verb}")
        comment = Comment.objects.latest("pk")
        if verb:
            getattr(comment, verb)(by=moderator)
    shown = Comment.objects.approved().get()
    CommentFactory(parent=shown, commenter=shown.commenter, name="Bo", approved=True)
    page = story.versions.get().get_absolute_url()
    for form, typed in (
        (f"{page}report/", {"text": "Wrong.", "name": "Ida Planted", "email": ADDRESS}),
        (reverse("comments:report", args=[shown.pk]), {"reason": "spam"}),
    ):
        stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(form).text)[1]
        sent = client.post(
            form, typed | {"stamp": stamp}, REMOTE_ADDR=NETWORK, HTTP_USER_AGENT=BROWSER
        )
        assert sent.status_code == 303
    return shown


def told(response):
    return f"{response.status_code} {response.headers} {response.cookies}\n{response.text}"


def test_an_address_that_was_planted_is_found_nowhere_public(client, planted, post, story, caplog):
    caplog.set_level(logging.DEBUG)
    client.raise_request_exception = False
    page, number = story.versions.get().get_absolute_url(), planted.pk

    public = everything_public(
        client,
        start=[
            "/", "/city/", "/feed/", "/feed/atom/", "/feed/json/", f"{page}feed/",
            "/comments/feed/", "/sitemap.xml", "/sitemap-news.xml", "/robots.txt",
            "/search/?q=ida", page, f"{page}?replytocom={number}", f"{page}?thread={number}",
            f"{page}?comments=2", planted.get_absolute_url(), f"{page}report/", f"{page}reported/",
            f"{page}changes/", f"/comments/report/{number}/", f"/comments/{story.pk}/reported/",
            f"/comments/{story.pk}/", "/comments/report/999/", "/comments/receipt/forged:x/",
            "/no/such/page/", "/healthz",
        ],
    )  # fmt: skip
    elsewhere = {"REMOTE_ADDR": "198.51.100.9", "HTTP_USER_AGENT": "Another/2.0"}
    another = post("Else", email="bo@mail.example", **elsewhere)
    answers = [another, client.get(another["Location"])]
    answers += [post("", email="bo@mail.example", **elsewhere)]
    answers += [
        post("Else", email="bo@mail.example", HTTP_ORIGIN="https://evil.example", **elsewhere)
    ]
    with connection.execute_wrapper(unreachable):
        answers += [client.get(page), post("Else", email="bo@mail.example", **elsewhere)]
    everything = public + " ".join(map(told, answers)) + caplog.text

    assert "VISIBLE when approved, now: approve" in everything
    assert {answer.status_code for answer in answers} == {303, 200, 422, 403, 503}
    assert found_in(everything) == []


def unreachable(*args):
    raise OperationalError("no connection")


def test_what_is_looked_for_would_be_found(client, post):
    """The page that a mistake brings back, to whoever typed the address and to nobody else."""
    assert ADDRESS in found_in(post("").text)
    assert len(TRACES) > 150
    for form in (ADDRESS.lower(), hashlib.sha256(ADDRESS.lower().encode()).hexdigest()):
        assert found_in(f"<img src=/avatars/{form}.svg>")
    assert found_in(b64encode(b'{"email": "' + ADDRESS.encode() + b'"}').decode())
