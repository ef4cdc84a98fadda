"""A sign-in that runs out while somebody writes costs no words."""

import re
from html import unescape

import pytest
from django.test import Client

from articles.models import Article
from tests.desk import address, typed_on
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
AGAIN = "/admin/sign-in-again/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def mara():
    return with_password("mara")


@pytest.fixture
def edith():
    return with_password("edith")


def with_password(name):
    user = UserFactory(username=name, group="Reporter")
    user.set_password(PASSWORD)
    user.save()
    return user


def opened(client, user, article):
    """A page that was opened by somebody whose sign-in has run out since."""
    client.force_login(user)
    page = client.get(address(article))
    client.session.flush()
    return typed_on(page)


def hidden(response):
    """What a page would send of what it keeps."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.text)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def signed(name, password=PASSWORD):
    return {"sign-in-username": name, "sign-in-password": password}


# Without scripts


def test_a_save_comes_back_with_every_word_and_is_done_after_signing_in(client, mara):
    article = ArticleFactory(headline="Old")
    sent = opened(client, mara, article) | {"headline": "Typed", "_transition": "save"}

    asked = client.post(address(article), sent)

    assert asked.status_code == 401
    assert "Nothing you typed is lost" in asked.text
    assert Article.objects.get().headline == "Old"
    kept = hidden(asked)
    assert (kept["headline"], kept["_transition"]) == ("Typed", "save")
    response = client.post(address(article), kept | signed("mara"))
    assert response.status_code == 302
    assert Article.objects.get().headline == "Typed"
    assert article.versions.first().saved_by == mara


OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def replaced(mara):
    """A browser in which Mara signed in anew after she opened a page; and what that page sends."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(mara)
    article = ArticleFactory(headline="Old")
    page = client.get(address(article))
    client.cookies["csrftoken"] = "n" * 32  # as signing in makes another
    typed = {"headline": "Typed <here>", "_transition": "save"}
    old = {"csrfmiddlewaretoken": re.search(r'middlewaretoken" value="(\w+)"', page.text)[1]}
    return client, address(article), typed_on(page) | typed | old


def test_what_a_page_sends_that_is_older_than_the_sign_in_is_sent_with_one_press_more(replaced):
    client, story, sent = replaced

    asked = client.post(story, sent, headers=OURS)

    assert (asked.status_code, Article.objects.get().headline) == (403, "Old")
    assert "You signed in again in another window, as mara," in asked.text
    fresh = re.search(r'middlewaretoken" value="(\w+)"', asked.text)[1]
    kept = {name: unescape(value) for name, value in hidden(asked).items()}
    assert client.post(story, kept | {"csrfmiddlewaretoken": fresh}).status_code == 302
    assert Article.objects.get().headline == "Typed <here>"


def test_who_is_signed_out_meanwhile_signs_in_first(replaced):
    client, story, sent = replaced
    client.session.flush()

    asked = client.post(story, sent, headers=OURS)

    assert asked.status_code == 401
    fresh = {"csrfmiddlewaretoken": re.search(r'middlewaretoken" value="(\w+)"', asked.text)[1]}
    kept = {name: unescape(value) for name, value in hidden(asked).items()}
    assert client.post(story, kept | fresh | signed("mara"), headers=OURS).status_code == 302
    assert Article.objects.get().headline == "Typed <here>"


@pytest.mark.parametrize(
    "sender",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, OURS | JSON],
)
def test_no_other_sites_words_are_put_into_a_form_of_the_desk(replaced, sender):
    client, story, sent = replaced

    answer = client.post(story, sent, headers=sender)

    assert answer.status_code == 403
    assert "Typed" not in answer.text


def test_a_wrong_password_keeps_the_words_and_itself_is_not_echoed(client, mara):
    article = ArticleFactory()
    sent = opened(client, mara, article) | {"headline": "Typed", "_transition": "save"}

    asked = client.post(address(article), sent | signed("mara", "a wrong guess"))

    assert asked.status_code == 401
    assert "a wrong guess" not in asked.text
    assert hidden(asked)["headline"] == "Typed"


def test_the_throttle_on_guessing_holds_and_loses_no_words(client, mara, settings):
    article = ArticleFactory()
    sent = opened(client, mara, article) | {"headline": "Typed", "_transition": "save"}

    for _guess in range(settings.AXES_FAILURE_LIMIT):
        asked = client.post(address(article), sent | signed("mara", "guess"))

    assert asked.status_code == 429
    assert int(asked["Retry-After"]) == 15 * 60
    assert hidden(asked)["headline"] == "Typed"
    assert client.post(address(article), sent | signed("mara")).status_code == 429
    assert client.post(AGAIN, {"username": "mara", "password": PASSWORD}).status_code == 429


def test_somebody_else_does_not_save_it_in_their_name_unawares(client, mara, edith):
    article = ArticleFactory(headline="Old")
    sent = opened(client, mara, article) | {"headline": "Typed", "_transition": "save"}

    response = client.post(address(article), sent | signed("edith"))

    assert response.status_code == 200
    assert "signed in as edith" in response.text
    assert typed_on(response)["headline"] == "Typed"
    assert Article.objects.get().headline == "Old"


def test_what_comes_back_is_shown_to_nobody_who_forges_it(mara):
    attacker = Client(enforce_csrf_checks=True)

    response = attacker.post(address(), {"headline": "Forged"})

    assert response.status_code == 403
    assert "Forged" not in response.text


def test_hostile_words_come_back_as_words(client):
    asked = client.post(address(), {"headline": '"><script>alert(1)</script>'})

    assert asked.status_code == 401
    assert "<script>alert" not in asked.text


def test_signing_in_here_gives_nobody_more_than_they_may(client, mara):
    stranger = with_password("stranger")
    stranger.groups.clear()

    response = client.post(address(), {"headline": "x", "_transition": "save"} | signed("stranger"))

    assert response.status_code == 403
    assert not Article.objects.exists()


def test_an_account_without_a_desk_is_not_let_in(client):
    reader = with_password("reader")
    reader.is_staff = False
    reader.save()

    response = client.post(address(), {"headline": "x", "_transition": "save"} | signed("reader"))

    assert response.status_code == 401
    assert not Article.objects.exists()


def test_signing_out_twice_is_no_question(client):
    assert client.post("/admin/logout/").status_code == 302


# With scripts


def test_an_open_page_is_told_that_its_sign_in_has_run_out(client, mara):
    article = ArticleFactory()
    sent = opened(client, mara, article)

    response = client.post(address(article, "autosave"), sent, headers=JSON)

    assert (response.status_code, response.json()) == (401, {"reason": "signed-out"})


def test_an_open_page_signs_its_person_in_and_gets_a_token_that_holds(mara):
    browser = Client(enforce_csrf_checks=True)
    article = ArticleFactory()
    sent = opened(browser, mara, article)
    token = browser.get(AGAIN).json()
    assert (token["person"], token["name"]) == (None, "")

    answer = browser.post(
        AGAIN,
        {"username": "mara", "password": PASSWORD, "opened_by": mara.pk},
        headers={"X-CSRFToken": token["token"]},
    ).json()

    assert (answer["person"], answer["name"]) == (mara.pk, "mara")
    response = browser.post(
        address(article),
        sent | {"headline": "Typed", "csrfmiddlewaretoken": answer["token"]},
    )
    assert response.status_code == 302
    assert Article.objects.get().headline == "Typed"


@pytest.mark.parametrize(("name", "password"), [("mara", "guess"), ("edith", PASSWORD)])
def test_a_page_lets_nobody_in_but_its_person(client, mara, edith, name, password):
    response = client.post(AGAIN, {"username": name, "password": password, "opened_by": mara.pk})

    assert response.status_code == 422
    assert client.get(AGAIN).json()["person"] is None


def test_signing_in_again_takes_a_token(mara):
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(AGAIN, {"username": "mara", "password": PASSWORD, "opened_by": mara.pk})

    assert response.status_code == 403
