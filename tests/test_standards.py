"""Every kind of page by the standards: the Nu checker of HTML, and axe for WCAG 2.2 AA."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from articles import coverage, workflow
from articles.models import Hue, Label, Layout, Masthead, Picture, PreviewLink
from articles.picture_crops import Focus
from articles.picture_renditions import recipe_for
from comments import signatures
from comments.models import HouseRules
from tests.accessibility import DESK, PHONE, fits_in_large_text, is_accessible
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    CommentFactory,
    LiveEntryFactory,
    PageFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
    go_live,
)
from tests.server import FORM

BODY = """<p>The crossing had been <strong>shut</strong> since a barge struck its third pier.</p>
<h2>What the engineers found</h2><p>Two cracked stones, <em>and</em> a
<a href="https://example.org/report">report</a>.</p><h3>Who pays</h3>
<ul><li><p>The barge</p></li></ul><ol><li><p>The city</p></li></ol>
<blockquote><p>“We have seen worse.”</p></blockquote>
<aside class="pull-quote"><p>We have seen worse</p></aside>
<aside class="fact-box"><h3>In short</h3><ul><li><p>Three piers</p></li></ul></aside>
<table><caption>Tolls in pounds</caption><tbody>
<tr><th></th><th><p>By day</p></th><th><p>By night</p></th></tr>
<tr><th><p>A barge that is very long</p></th><td><p>1,200</p></td><td><p>2,400</p></td></tr>
</tbody></table>
<aside class="embed"><a href="https://example.org/film">A film of it</a></aside>
<figure data-picture="{picture}"><figcaption>The third <em>pier</em>.</figcaption></figure>"""
GOOD = {"comment": "Well said.", "author": "Ada", "email": "ada@example.org"}


@pytest.fixture
def paper(db):
    """A small paper with everything on it, and the addresses of every kind of page."""
    Masthead.objects.create(
        own_name="The Sarn Gazette",
        logo=PictureFactory(),
        accent="#004488",
        accent_on_dark="#88bbff",
    )
    city = SectionFactory(name="City", slug="city", hue=Hue.BLUE)
    topic = TopicFactory(slug="bridges")
    transport = SectionFactory(name="Transport", slug="transport", parent=city)
    SectionFactory(name="Opinion", slug="opinion", hue=Hue.PLUM)
    author = AuthorFactory(
        name="Mara Lind",
        title="Transport correspondent",
        bio="Rides trams.",
        picture=PictureFactory(alt_text="Mara Lind"),
        public_email="mara@example.org",
        links="Mastodon: https://social.example/@mara",
        staff_place=1,
    )
    PageFactory(title="About us", slug="about", purpose="about", body=BODY.format(picture=0))
    PageFactory(title="The newsroom", slug="staff", purpose="staff")
    for number in range(24):
        ArticleFactory(
            headline=f"Bridge news, part {number}",
            section=[city, transport][number % 2],
            topics=[topic],
            byline=author,
            lead_picture=PictureFactory() if number % 3 else None,
            published_at=timezone.now() - timedelta(hours=number + 2),
        )
    article = _corrected_story(transport, topic, author)
    topic.description, topic.key_stories = "Old and new.", article.versions.live().get().path
    topic.save()
    day = timezone.localtime()
    comment = CommentFactory(article=article, text="<em>Well</em> said.", approved=True)
    CommentFactory(article=article, parent=comment, text="No: https://example.org", approved=True)
    CommentFactory.create_batch(5, article=article, approved=True)
    HouseRules(page_size=5).save()
    preview = PreviewLink.make(article, by=UserFactory(), days=1, version=None)
    killed = ArticleFactory(slug="gone", killed=True)
    cut = recipe_for(Focus(50, 50))
    Picture.objects.filter(pk__in=[row.pk for row in Picture.objects.all()[::2]]).update(cut_as=cut)
    story = article.versions.live().get().get_absolute_url()
    return {
        "front page": "/",
        "section": "/city/",
        "section, older": f"/city/?before={_cursor()}",
        "nested section": "/city/transport/",
        "empty section": "/opinion/",
        "topic": "/topics/bridges/",
        "archive of a year": f"/{day:%Y}/",
        "archive of a month": f"/{day:%Y/%m}/",
        "archive of a day": f"{story[:12]}",
        "archive of a quiet year": _quiet_year(city),
        "page": "/about/",
        "staff": "/staff/",
        "author": author.get_absolute_url(),
        "article": story,
        **_in_every_layout(city, topic, author),
        **_live_coverage(city, topic, author),
        "what changed": f"{story}changes/",
        "corrections": "/corrections/",
        "rules and numbers": "/comments/",
        "search": "/search/",
        "search, found": "/search/?q=bridge",
        "search, by date": "/search/?q=bridge&order=newest&author=no&section=city/transport",
        "search, narrowed": f"/search/?q=bridge&since=soon&author={author.slug}",
        "search, nothing found": "/search/?q=brigde+zzz",
        "search, meant": "/search/?q=brigde",
        "preview": f"/preview/{preview.token}/",
        "no preview": "/preview/never-given/",
        "further comments": f"{story}?comments=2",
        "newest comments first": f"{story}?order=newest",
        "one thread": f"{story}?thread={comment.pk}",
        "comments closed": _without_comments(city),
        "reply": f"{story}?replytocom={comment.pk}",
        "report of an error": f"{story}report/",
        "thanks for it": f"{story}reported/",
        "report of a comment": f"/comments/report/{comment.pk}/",
        "thanks for that": f"/comments/{article.pk}/reported/",
        "no comment": "/comments/report/999/",
        "not found": "/no-such-section/",
        "gone": f"/{killed.versions.exclude(path='').get().path}/",
        "form": f"/comments/{article.pk}/",
        "form of a story that is gone": f"/comments/{killed.pk}/",
        **_private_pages(CommentFactory(article=article)),
    }


def _quiet_year(section):
    """A year without a story, between two that have some."""
    ArticleFactory(section=section, published_at=datetime(2020, 5, 6, 12, tzinfo=UTC))
    return "/2021/"


def _without_comments(section):
    article = ArticleFactory(section=section, live=True, comments_open=False)
    return article.versions.live().get().get_absolute_url()


def _in_every_layout(section, topic, author):
    """The addresses of a story for each page that a story can have, with everything in it."""
    forms = {
        "opinion": {"label": Label.OPINION},
        "long read": {"layout": Layout.LONG_READ},
        "brief": {"layout": Layout.BRIEF},
        "gallery": {"layout": Layout.GALLERY},
        "endless headline": {"headline": "W" * 300, "kicker": "M" * 60, "standfirst": "X" * 500},
    }
    addresses = {}
    for name, form in forms.items():
        body = BODY.format(picture=PictureFactory().pk)
        article = ArticleFactory(**{
            "headline": f"Bridge: {name}", "body": body, "section": section, "topics": [topic],
            "byline": author, "lead_picture": PictureFactory(), "live": True,
        } | form)  # fmt: skip
        addresses[name] = article.versions.live().get().get_absolute_url()
    return addresses


def _live_coverage(section, topic, author):
    """Open coverage with all that an entry can be, over two days and two pages."""
    picture = PictureFactory()
    article = ArticleFactory(
        headline="Storm over Sarn", layout=Layout.LIVE, section=section, topics=[topic],
        byline=author, lead_picture=PictureFactory(), live=True,
    )  # fmt: skip
    body = (
        f"<p>A <strong>b</strong></p><ul><li><p>c</p></li></ul><blockquote><p>d</p></blockquote>"
        f'<figure data-picture="{picture.pk}"><figcaption>e</figcaption></figure>'
    )
    signed = [{"name": author.name, "slug": author.slug, "role": "writer"}]
    for number in range(24):
        LiveEntryFactory(
            article=article,
            headline="" if number % 3 else f"Part {number}",
            body=body,
            signed=signed,
            is_key=number % 5 == 0,
            published_at=timezone.now() - timedelta(hours=2 * number),
        )
    words = {"headline": "W" * 200, "body": "<p>V</p>", "is_key": True, "ends_coverage": False}
    coverage.publish(
        article, by=UserFactory(is_superuser=True), words=words, number=3, change="correction",
        notice="It was the north pier.",
    )  # fmt: skip
    address = article.versions.live().get().get_absolute_url()
    return {
        "live coverage": address,
        "live coverage, an entry": f"{address}?entry=22",
        "live coverage without entries": _without_entries(section, topic, author),
    }


def _without_entries(section, topic, author):
    article = ArticleFactory(
        layout=Layout.LIVE, section=section, topics=[topic], byline=author, live=True
    )
    return article.versions.live().get().get_absolute_url()


def _private_pages(comment):
    """What the links open that only the writer of a comment gets."""
    receipt, person = signatures.receipt_token(comment), comment.commenter_id
    return {
        "receipt of a comment": f"/comments/receipt/{receipt}/",
        "edit a comment": f"/comments/receipt/{receipt}/edit/",
        "withdraw a comment": f"/comments/receipt/{receipt}/withdraw/",
        "confirm a comment": f"/comments/confirm/{signatures.confirmation_token(comment)}/",
        "unsubscribe": f"/comments/unsubscribe/{signatures.unsubscribe_token(person)}/",
        "no mail": f"/comments/no-mail/{signatures.no_mail_token(person)}/",
    }


def _corrected_story(section, topic, author):
    body = BODY.format(picture=PictureFactory().pk)
    article = ArticleFactory(
        headline="Bridge opens again", kicker="Sarn Bridge", body=body, section=section,
        topics=[topic], byline=author, lead_picture=PictureFactory(),
    )  # fmt: skip
    go_live(article.latest_version, at=timezone.now() - timedelta(hours=2))
    article.standfirst = "It opened at six."
    article.save()
    editor = UserFactory(is_superuser=True)
    workflow.perform(
        "publish", article, by=editor, change="correction", notice="It was the north pier."
    )
    return article


def _no_database(*args):
    raise OperationalError


def _broken(*args):
    raise RuntimeError


def _cursor():
    return f"{int((timezone.now() - timedelta(hours=8)).timestamp() * 1_000_000)}-1"


def _gets(paper):
    """The addresses that answer with a page to whoever asks, by name."""
    return {name: at for name, at in paper.items() if not name.startswith("form")}


def _answers_to_forms(client, paper):
    """The pages that no address leads to, by name: they answer what was sent, or nothing can."""
    client.raise_request_exception = False
    form, gone = paper["form"], paper["form of a story that is gone"]
    post, elsewhere = client.post, {"Origin": "https://elsewhere.example"}
    answers = {
        "form with mistakes": post(form, GOOD | {"email": "nobody", "url": "no address"}),
        "receipt": post(form, GOOD, follow=True),
        "another too soon": post(form, GOOD | {"comment": "Indeed."}),
        "form from elsewhere": post(form, GOOD, headers=elsewhere),
        "nothing at the form's address": client.get(form),
        "story gone while typing": post(gone, GOOD),
        "edit with mistakes": post(paper["edit a comment"], {"comment": ""}),
        "unsubscribed": post(paper["unsubscribe"]),
        "no more mail": post(paper["no mail"]),
        "not mine": post(paper["confirm a comment"], {"not-mine": ""}),
        "receipt of a disowned comment": client.get(paper["receipt of a comment"]),
        "unreadable": post(form, b"comment=%ff", content_type=FORM),
        "too large": post(form, GOOD | {"comment": "w" * (settings.PUBLIC_BODY_LIMIT + 1)}),
    }
    for name in ("report of an error", "report of a comment"):
        answers[f"{name} with mistakes"] = post(paper[name], {"note": "x", "name": "Ida"})
        answers[f"{name} from elsewhere"] = post(paper[name], {"note": "x"}, headers=elsewhere)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        refused = post("/admin/login/", {"username": "ida", "password": "guess"})
    answers["too many guesses"] = refused
    with connection.execute_wrapper(_no_database):
        answers["form without database"] = post(form, GOOD)
        answers["report without database"] = post(paper["report of a comment"], {})
        answers["no database"] = client.get("/")
    with connection.execute_wrapper(_broken):
        answers["broken"] = client.get("/")
    return answers


def test_the_answers_to_forms_are_the_ones_that_are_meant(client, paper):
    answers = _answers_to_forms(client, paper)

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "form with mistakes": 422,
        "receipt": 200,
        "another too soon": 429,
        "form from elsewhere": 403,
        "nothing at the form's address": 405,
        "story gone while typing": 410,
        "edit with mistakes": 422,
        "unsubscribed": 200,
        "no more mail": 200,
        "not mine": 200,
        "receipt of a disowned comment": 200,
        "unreadable": 400,
        "too large": 413,
        "report of an error with mistakes": 422,
        "report of an error from elsewhere": 403,
        "report of a comment with mistakes": 422,
        "report of a comment from elsewhere": 403,
        "too many guesses": 429,
        "form without database": 503,
        "report without database": 503,
        "no database": 503,
        "broken": 500,
    }


@pytest.mark.skipif(
    "VNU_JAR" not in os.environ, reason="VNU_JAR does not name the Nu checker's jar"
)
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java found for the Nu checker")
def test_every_kind_of_page_is_valid_html(client, paper, tmp_path):
    pages = {name: client.get(address, follow=True) for name, address in _gets(paper).items()}
    for name, response in (pages | _answers_to_forms(client, paper)).items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(response.content)

    checker = ["java", "-jar", os.environ["VNU_JAR"], "--format", "json", "--stdout"]
    done = subprocess.run([*checker, *tmp_path.glob("*.html")], capture_output=True, text=True)

    messages = [m for m in json.loads(done.stdout)["messages"] if m["type"] != "info" or _warns(m)]
    assert [(m["url"].rpartition("/")[2], m["message"], m.get("extract")) for m in messages] == []


def _warns(message):
    return message.get("subType") == "warning"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_kind_of_page_is_accessible(person, paper, width):
    page = person(width=width)
    for name, address in _gets(paper).items():
        page.goto(address)
        is_accessible(page, name, widths=[width])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_answer_to_a_form_is_accessible(person, paper, client):
    page, answers = person(), _answers_to_forms(client, paper)
    page.route("**/answered", lambda route: route.fulfill(body=shown, content_type="text/html"))
    for name, answer in answers.items():
        shown = answer.content
        page.goto("/answered")
        is_accessible(page, name)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_long_words_and_lines_from_right_to_left_fit_a_small_screen(
    person, paper, settings, language
):
    settings.LANGUAGE_CODE = language
    page = person(width=PHONE)
    for name, address in _gets(paper).items():
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == language
        fits_in_large_text(page, name)
        if language == "ar":
            is_accessible(page, name, widths=[PHONE])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_first_stop_of_the_tab_key_skips_to_the_story(person, paper):
    page = person()
    page.goto(paper["article"])

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent").strip().startswith("Skip to")
