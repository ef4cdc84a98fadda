"""Words planted where readers may not see them are found nowhere that readers can go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Menu, Note, Picture, Version
from tests.crawler import everything_public
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    BannerFactory,
    CommentFactory,
    PageFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
    arrange,
)

pytestmark = pytest.mark.django_db


def canary(name, section, topic, **state):
    """A story with its name in every field, in a state of its own."""
    picture = PictureFactory(alt_text=f"CANARY alt {name}", caption=f"CANARY caption {name}")
    article = ArticleFactory(
        headline=f"CANARY headline {name}",
        kicker=f"CANARY {name}",
        standfirst=f"CANARY standfirst {name}",
        slug=f"canary-{name}",
        body=f'<p>CANARY body</p><figure data-picture="{picture.pk}"></figure>',
        section=section,
        lead_picture=picture,
        topics=[topic],
        **state,
    )
    return article, picture


@pytest.fixture
def paper(editor):
    section, topic = SectionFactory(name="City", slug="city"), TopicFactory(slug="bridges")
    live = ArticleFactory(
        headline="VISIBLE story", section=section, topics=[topic], live=True,
        lead_picture=PictureFactory(alt_text="VISIBLE picture", rights="CANARY rights"),
    )  # fmt: skip
    changed = ArticleFactory(headline="VISIBLE before", section=section, live=True)
    changed.headline = "CANARY after"
    changed.save()
    workflow.perform("save", changed, by=editor)
    hidden = [
        canary("draft", section, topic),
        canary("in-review", section, topic, in_review=True),
        canary("scheduled", section, topic, scheduled=True),
        canary("approved", section, topic, in_review=True),
    ]
    killed = canary("killed", section, topic)
    workflow.perform("kill", killed[0], by=editor, note="CANARY reason")
    return live, [*hidden, killed]


def guesses(hidden):
    """What somebody would try who knows how addresses are made."""
    days = [timezone.localtime() + timedelta(days=days) for days in (0, 1)]
    for article, picture in hidden:
        yield from (f"/{day:%Y/%m/%d}/{article.slug}/" for day in days)
        yield from (picture.address(width) for width in picture.widths)
        yield from (crop.address for crop in picture.crops)
        yield f"/comments/{article.pk}/"


def without_the_asked_address(text, hidden, *more):
    """
    A refusal may repeat the address that was asked for, or offer to search for its words: it tells
    nobody anything.
    """
    for slug in (*(article.slug for article, _picture in hidden), *more):
        text = text.replace(slug, "").replace(slug.replace("-", " "), "")
    return text


def test_what_is_not_live_is_found_nowhere(client, paper):
    _live, hidden = paper

    searches = [f"/search/?q={word}" for word in ("story", "headline", "body", "alt", "headlime")]
    start = ["/", "/robots.txt", "/city/", *searches, *guesses(hidden)]

    found = everything_public(client, start=start)

    assert "VISIBLE story" in found
    for form in ("rss+xml", "atom+xml", "feed+json", "xml"):
        assert f"'application/{form}; charset=utf-8'" in found
    assert "VISIBLE picture" in found
    assert "CANARY" not in found
    assert "canary" not in without_the_asked_address(found, hidden)
    assert not any(picture.file in found for _article, picture in hidden)


def test_the_guessed_addresses_of_what_is_not_live_answer_as_if_it_did_not_exist(client, paper):
    _live, hidden = paper

    answers = {client.get(address).status_code for address in guesses(hidden)}

    assert answers == {404}


def test_a_scheduled_story_is_everywhere_from_its_minute_on(client, paper, time_machine):
    _live, hidden = paper
    scheduled = Version.objects.scheduled().get()

    time_machine.move_to(scheduled.live_from)
    found = everything_public(client, start=["/", "/robots.txt", "/search/?q=standfirst"])

    assert found.count("CANARY headline scheduled") > 2
    assert "CANARY <mark>standfirst</mark> scheduled" in found
    assert "<news:title>CANARY headline scheduled</news:title>" in found
    assert Picture.objects.published().filter(pk=hidden[2][1].pk).exists()


def test_what_the_desk_writes_about_a_story_is_found_nowhere(client, paper, editor):
    """Notes, the plan, who is to write it and by when: of a story that readers do see."""
    live, _hidden = paper
    canary = UserFactory(username="canary-assignee", first_name="CANARY", last_name="Assignee")
    live.assigned_to = canary
    live.planned_for = live.due_at = timezone.now() - timedelta(days=400)
    live.save()
    note = Note.objects.create(
        article=live, author=editor, text="CANARY note", quote="CANARY passage"
    )
    Note.objects.create(article=live, author=canary, parent=note, text="CANARY reply")
    workflow.perform("publish", live, by=editor, note="CANARY note to the desk")

    found = everything_public(
        client,
        start=["/", f"/admin/articles/article/{live.pk}/notes/", "/admin/articles/article/people/"],
    )

    assert "VISIBLE story" in found
    assert "CANARY" not in found
    assert "canary" not in found
    assert f"{live.due_at:%Y-%m-%d}" not in found


def test_the_words_and_addresses_of_commenters_that_wait_are_found_nowhere(client, paper):
    live, _hidden = paper
    CommentFactory(article=live, text="VISIBLE comment", approved=True)
    for state in ({}, {"rejected": True}, {"spam": True}):
        CommentFactory(article=live, text="CANARY comment", name="CANARY name", **state)
    emails = list(live.comments.values_list("commenter__email", flat=True))

    found = everything_public(client, start=["/"])

    assert "VISIBLE comment" in found
    assert "CANARY" not in found
    assert len(emails) == 4
    assert not any(email in found for email in emails)


def test_the_fronts_and_banners_of_tomorrow_are_found_nowhere(client, paper, time_machine):
    live, hidden = paper
    now, hour = timezone.now(), timedelta(hours=1)
    section = live.section
    picture = PictureFactory(alt_text="CANARY on the front")
    coming = {"headline": "CANARY, placed", "picture": picture}
    arrange(*[article for article, _picture in hidden], at=now - hour, **coming)  # not live
    arrange(live, on=section, at=now - hour, live_from=now + hour, **coming)
    arrange(live, at=now + hour, **coming)
    BannerFactory(text="CANARY breaks", live_from=now + hour, live_until=now + 2 * hour)
    BannerFactory(text="CANARY broke", live_from=now - 2 * hour, live_until=now - hour)
    BannerFactory(text="VISIBLE breaks", article=hidden[2][0])

    found = everything_public(client, start=["/", "/city/", *guesses(hidden)])

    assert "VISIBLE breaks" in found
    assert "CANARY" not in found
    assert picture.file not in found
    assert {client.get(picture.address(width)).status_code for width in picture.widths} == {404}
    time_machine.move_to(now + hour)
    assert "CANARY, placed" in everything_public(client, start=["/"])


def test_what_is_chosen_by_hand_and_is_not_live_is_found_nowhere(
    client, paper, editor, time_machine
):
    """Key stories of a hub, what to read next, menus, drafts of pages, and their archives."""
    live, hidden = paper
    scheduled = Version.objects.scheduled().get()
    chosen = [scheduled.path, *(address[1:-1] for address in guesses(hidden))]
    topic = live.topics.get()
    topic.key_stories = live.related = "\n".join(chosen)
    topic.save()
    live.save()
    workflow.perform("publish", live, by=editor, change="silent-fix")
    picture = PictureFactory(alt_text="CANARY on a page")
    draft = PageFactory(
        title="CANARY page",
        slug="canary-page",
        purpose="ethics",
        body=f'<p>CANARY</p><figure data-picture="{picture.pk}"></figure>',
        draft=True,
    )
    for menu in Menu.objects.all():
        menu.items.create(page=draft, label="CANARY label")
        menu.items.create(page=PageFactory(title="VISIBLE page"))
    canary = UserFactory(username="canary", email="canary@desk.example.org")
    AuthorFactory(slug="visible", name="VISIBLE author", user=canary)
    days = {timezone.localdate(), timezone.localdate() + timedelta(days=1)}
    archives = {f"/{day:%Y}/" for day in days} | {f"/{day:%Y/%m}/" for day in days}
    start = ["/", "/authors/visible/", "/canary-page/", *archives]
    start += [f"/{day:%Y/%m/%d}/" for day in days] + list(guesses(hidden))

    found = everything_public(client, start=start)

    for visible in ("VISIBLE story", "VISIBLE page", "VISIBLE author"):
        assert visible in found
    assert "CANARY" not in found
    assert "canary" not in without_the_asked_address(found, hidden, "canary-page")
    assert picture.file not in found
    assert client.get(picture.address(480)).status_code == 404
    time_machine.move_to(scheduled.live_from)
    assert "CANARY headline scheduled" in client.get(f"/topics/{topic.slug}/").text
    assert "CANARY headline scheduled" in client.get(f"/{scheduled.path[:10]}/").text


def test_asked_for_tomorrow_a_stranger_finds_only_the_way_to_sign_in(client, paper):
    _live, hidden = paper
    tomorrow = f"{timezone.localdate() + timedelta(days=2)}T06:00"
    addresses = ["/", "/city/", *guesses(hidden)]
    asked = [f"{address}?as_of={tomorrow}" for address in addresses]
    asked += [f"/admin/as-of/{tomorrow}{address}" for address in addresses]

    answers = [client.get(address, follow=True) for address in asked]

    assert {answer.redirect_chain[-1][0].split("?")[0] for answer in answers} == {"/admin/login/"}
    assert not any("CANARY" in answer.content.decode() for answer in answers)
