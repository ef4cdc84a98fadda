"""Finding stories, one thing done to many, a check gone past: as a person does at a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, AuditEntry, State
from tests.accessibility import is_accessible
from tests.browser import signed_in
from tests.desk import seen_by_readers, state_of
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
    UserFactory,
)
from tests.many import copies

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"


@pytest.fixture
def edith(db):
    user = UserFactory(username="edith", is_superuser=True)
    user.set_password("correct horse")
    user.save()
    return user


def test_a_story_is_found_by_a_word_and_opened_with_one_click_and_two_keys(person, edith):
    copies(ArticleFactory(headline="Bridge news, part"), 120)
    wanted = ArticleFactory(headline="Oystercatchers return")
    Article.objects.filter(pk=wanted.pk).update(changed_at=timezone.now() - timedelta(days=900))
    page = person()
    with signed_in(page, "edith", "correct horse"):
        page.get_by_role("link", name="Articles").first.click()
        expect(page.get_by_label("Words")).to_be_focused()
        page.keyboard.type("oyster")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=oyster**")
        expect(page.locator(".field-title a").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{wanted.pk}/change/**")

        expect(page.get_by_label("Headline", exact=True)).to_have_value("Oystercatchers return")


def test_a_story_is_found_from_any_screen_without_a_click(person, edith):
    older = ArticleFactory(headline="Oystercatchers return")
    ArticleFactory(headline="Bridge opens", body="<p>Oystercatchers watched.</p>")
    page = person()
    with signed_in(page, "edith", "correct horse"):
        page.goto("/admin/articles/topic/")
        page.keyboard.press("/")
        page.keyboard.type("oyster")
        first = page.get_by_role("option", name="Oystercatchers return")
        expect(first).to_have_attribute("aria-selected", "true")
        is_accessible(page, "found", part="#header")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).to_contain_text("Bridge opens")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{older.pk}/change/")

        page.get_by_role("combobox", name="Find a story").fill("oyster")
        page.get_by_role("option", name="All stories with these words").click()
        page.wait_for_url("**q=oyster")
        assert page.locator(".field-title").count() == 2


def test_the_list_is_walked_with_the_arrows_and_a_slash_leads_back(person, edith):
    for headline in ("Older bridge", "Newer bridge"):
        ArticleFactory(headline=headline)
    page = person()
    with signed_in(page, "edith", "correct horse", at=f"{LIST}?q=bridge"):
        here = lambda: page.evaluate("document.activeElement.textContent || 'words'")  # noqa: E731
        expect(page.locator(".field-title a").first).to_be_focused()
        walked = [here()]
        for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "/"):
            page.keyboard.press(key)
            walked.append(here())

        assert walked == [
            *("Newer bridge", "Older bridge", "Newer bridge", "words", "Newer bridge", "words"),
        ]


def test_an_author_is_chosen_by_typing_and_the_filter_is_kept(person, edith):
    author = AuthorFactory(name="Mara Lind")
    ArticleFactory(headline="Hers", byline=author)
    ArticleFactory(headline="Another’s")
    page = person()
    with signed_in(page, "edith", "correct horse", at=LIST):
        page.get_by_text("Author, topic, dates").click()
        page.get_by_role("combobox", name="Author").click()
        page.get_by_role("searchbox").fill("mara")
        page.get_by_role("option", name="Mara Lind").click()
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**author=**")
        expect(page.locator(".field-title")).to_have_text(["Hers"])

        page.get_by_text("Keep this filter").click()
        page.get_by_label("Name", exact=True).fill("Mara’s")
        page.get_by_role("button", name="Keep").click()
        page.get_by_text("The filter is kept above the list.").wait_for()
        page.goto(LIST)
        page.get_by_role("link", name="Mara’s").click()
        page.wait_for_url("**author=**")
        expect(page.locator(".field-title")).to_have_text(["Hers"])
        page.get_by_role("button", name="Remove the filter “Mara’s”").click()
        page.get_by_text("is removed").wait_for()
        assert edith.saved_filters.count() == 0


def test_many_stories_are_moved_with_one_confirmation_and_put_back_with_one_press(person, edith):
    first, sport = SectionFactory(name="City"), SectionFactory(name="Sport")
    copies(ArticleFactory(headline="Story", section=first), 11)
    page = person()
    with signed_in(page, "edith", "correct horse", at=LIST):
        page.get_by_label("Select all objects on this page for an action").check()
        page.get_by_label("Action:").select_option(label="Move to a section")
        page.get_by_role("button", name="Go").click()
        page.get_by_label("Section").select_option(label="Sport")
        page.get_by_role("button", name="Move to a section").click()
        page.get_by_role("heading", name="Done: 12 stories").wait_for()
        assert sport.articles.count() == 12

        expect(page.get_by_role("button", name="Undo")).to_be_focused()  # under the finger
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Undone: 12 stories").wait_for()
        assert first.articles.count() == 12


def test_without_a_script_many_stories_are_done_in_one_request(person, edith):
    stories = [ArticleFactory() for _ in range(7)]
    page = person(java_script_enabled=False)
    with signed_in(page, "edith", "correct horse", at=LIST):
        for box in page.locator("input.action-select").all():
            box.check()
        page.get_by_label("Action:").select_option(label="Submit for review")
        page.get_by_role("button", name="Go").click()
        page.get_by_role("button", name="Submit for review").click()

        page.get_by_role("heading", name="Done: 7 stories").wait_for()
        assert {state_of(story) for story in stories} == {State.IN_REVIEW}


def test_a_story_is_published_anyway_with_a_reason(person, edith):
    article = ArticleFactory(headline="Urgent", lead_picture=PictureFactory(credit=""))
    page = person()
    with signed_in(page, "edith", "correct horse", at=f"{LIST}{article.pk}/change/"):
        panel = page.get_by_role("region", name="Before it can be published")
        expect(panel).to_contain_text("The lead picture has no credit.")
        page.get_by_role("button", name="Publish now").click()
        page.locator(".story-problems").wait_for()
        is_accessible(page, "refused", part=".story-problems")
        page.get_by_label("Reason to go on anyway").fill("The agency is called.")
        page.get_by_role("button", name="Publish now anyway").click()
        page.get_by_text("Readers see version").first.wait_for()

        assert seen_by_readers(article) == "Urgent"
        expect(page.locator(".steps")).to_contain_text("The agency is called.")
        assert "The agency is called." in AuditEntry.objects.get(action="publish").detail


def test_the_list_its_changes_and_the_log_are_accessible(person, edith):
    for _ in range(3):
        ArticleFactory(topics=[TopicFactory()])
    ArticleFactory(live=True)
    edith.saved_filters.create(name="Live now", query="state=live")
    page = person()
    with signed_in(page, "edith", "correct horse", at=f"{LIST}?state=live&changed_from=2020-01-01"):
        is_accessible(page, "list")
        page.goto(f"{LIST}?q=nowhere")
        is_accessible(page, "nothing found")
        page.goto(LIST)
        for box in page.locator("input.action-select").all():
            box.check()
        page.get_by_label("Action:").select_option(label="Add a topic")
        page.get_by_role("button", name="Go").click()
        page.get_by_role("heading", name="Add a topic").wait_for()
        is_accessible(page, "asked for a topic")
        page.goto(LIST)
        for box in page.locator("input.action-select").all():
            box.check()
        page.get_by_label("Action:").select_option(label="Approve")
        page.get_by_role("button", name="Go").click()
        page.get_by_role("button", name="Approve").click()
        page.get_by_role("heading", name="Not done").wait_for()
        is_accessible(page, "told")
        page.goto("/admin/articles/auditentry/")
        is_accessible(page, "log")
