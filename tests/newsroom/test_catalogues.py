"""The words of the site and the desk: all marked, all translated, all delivered."""

import ast
import os
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.template.base import Lexer, TokenType
from django.urls import reverse
from django.utils.functional import Promise

from newsroom.catalogues import DOMAINS, catalogue_file
from newsroom.catalogues.compiling import compile_changed
from newsroom.catalogues.marked import APPS, FUNCTIONS, templates
from newsroom.catalogues.marked import marked as found_marked
from newsroom.catalogues.problems import hindrances, problems

marked = cache(found_marked)
OTHERS = [code for code, _ in settings.LANGUAGES if not code.startswith("en")]
SAID = {"aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder"}
CLASSES = {"bodyclass", "layout", "main_class", "masthead_size"}  # blocks that hold no words
NAMES = {"RSS", "Atom", "JSON"}
HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURALS = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def test_every_word_that_is_marked_is_translated_into_every_language():
    wrong = [
        f"{language} {domain} {problem}"
        for domain in DOMAINS
        for words in [marked(domain)]
        for language in OTHERS
        for problem in problems(catalogue_file(language, domain), words)
    ]

    assert wrong == []


def test_the_check_finds_whatever_is_wrong_with_a_catalogue(tmp_path):
    words = type(marked("djangojs"))()
    several = ("%(count)s good", "%(count)s good ones")
    for message in ("fine", "missing", "empty", "%(a)s doubtful", "%s of %s", "once ", several):
        words.add(message)
    file = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        HEADER + PLURALS + '\nmsgid "fine"\nmsgstr "gut"\n'
        '\nmsgid "empty"\nmsgstr ""\n'
        '\n#, fuzzy\nmsgid "%(a)s doubtful"\nmsgstr "%(a)s fraglich"\n'
        '\nmsgid "%s of %s"\nmsgstr "%s von"\n'
        '\nmsgid "once "\nmsgstr "einst"\n'
        '\nmsgid "%(count)s good"\nmsgid_plural "%(count)s good ones"\n'
        'msgstr[0] "ein guter"\nmsgstr[1] "%(number)s gute"\n'
        '\nmsgid "rubbish"\nmsgstr "Unsinn"\n'
        '\n#~ msgid "old"\n#~ msgstr "alt"\n'
    )

    assert list(problems(file, words)) == [
        "missing: 'missing'",
        "not translated: 'empty'",
        "fuzzy: '%(a)s doubtful'",
        "other placeholders: '%s of %s'",
        "other spaces around it: 'once '",
        "other placeholders: '%(count)s good'",
        "no longer said: 'rubbish'",
        "commented out: 'old'",
    ]


@pytest.mark.parametrize(
    ("domain", "message"),
    [
        ("django", "Skip to content"),  # {% translate %}
        ("django", "The story needs one more approval."),  # ngettext
        ("django", "Words to look for"),  # in an attribute
        ("django", "j M Y H:i"),  # how a date is written
        ("djangojs", "Put into the text"),
        ("djangojs", "Sending %(file)s"),  # say()
        ("djangojs", "%(count)s word"),  # sayCount()
    ],
)
def test_words_are_found_wherever_they_are_marked(domain, message):
    assert marked(domain).get(message) is not None


def test_no_word_is_marked_where_no_tool_finds_it():
    """Inside an f-string neither ours nor gettext's sees a call."""
    for app in APPS:
        for file in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.JoinedStr):
                    calls = (part for part in ast.walk(node) if isinstance(part, ast.Call))
                    hidden = [call for call in calls if getattr(call.func, "id", "") in FUNCTIONS]
                    assert [ast.unparse(call) for call in hidden] == [], file


def test_every_message_can_be_said_in_the_grammar_of_any_language():
    assert [problem for domain in DOMAINS for problem in hindrances(marked(domain))] == []


def test_the_check_finds_what_no_other_language_could_say():
    words = type(marked("djangojs"))()
    for message in (
        "%s is fine",
        ", ",
        ("%d comment", "%d comments"),
        "%s of %s",
        "see {}",
        ", of which some",
        "it holds links;",
        "seen by ",
        "%(share)s %% of it",
    ):
        words.add(message)
    words.add(" and ", context="between the last two names")

    assert list(hindrances(words)) == [
        "a number without a name, which no form can leave out: '%d comment'",
        "values without names, in an order of their own: '%s of %s'",
        "a value without a name, in braces: 'see {}'",
        "a part of a sentence: ', of which some'",
        "a part of a sentence: 'it holds links;'",
        "a part of a sentence: 'seen by '",
    ]


WORDS_OF = {"ngettext": 2, "pgettext": 2, "npgettext": 3}


def test_what_is_looked_up_in_a_catalogue_is_written_where_it_is_looked_up():
    """What is put together first no tool finds, and no translator."""
    for app in APPS:
        for file in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
                if name in FUNCTIONS:
                    words = node.args[: WORDS_OF.get(name.removesuffix("_lazy"), 1)]
                    assert all(isinstance(word, ast.Constant) for word in words), ast.unparse(node)
    for file in (settings.BASE_DIR / "static").rglob("*.js"):
        if file.name != "wording.js":
            assert LOOKED_UP.findall(file.read_text()) == [], file.name


LOOKED_UP = re.compile(r"""\b(?:n?gettext|say|sayCount)\(\s*[^\s"'].*""")
GLUED = re.compile(  # to a value, to a link that follows before the sentence ends, to one before
    r"""{% translate "[^"]*\w[^"]*" %} *(?:{{|{% moment).*"""
    r"""|{% translate "[^"]*[^.?!:"]" %} +<(?:a|b|bdi|em|strong|time)\b.*"""
    r"""|</(?:a|b|bdi|em|strong|time)> *{% translate "[^"]*\w[^"]*" %}.*"""
)


def test_no_template_puts_a_sentence_together(subtests):
    assert GLUED.search('{% translate "The reason:" %} {{ reason }}.')
    assert GLUED.search('{% translate "It broke off;" %} <a href="/">see</a>.')
    assert GLUED.search('<bdi>Mara</bdi> {% translate "answered" %}')
    assert not GLUED.search('{{ name }}{% translate ", " %}{{ when }}')
    assert not GLUED.search('{% translate "It has changed." %} <a>See what</a>')
    for file in templates():
        with subtests.test(file=file.name):
            assert GLUED.findall(file.read_text()) == []


class Bare(HTMLParser):
    """What a person would read or hear of a template, without what is translated or filled in."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_starttag(self, tag, attrs):
        is_button = dict(attrs).get("type") in ("submit", "button", "reset")
        for name, value in attrs:
            if name in SAID or (is_button and name == "value"):
                self.handle_data(value or "")

    def handle_data(self, data):
        found = "".join(sign if sign.isalpha() else " " for sign in data).split()
        self.words += [word for word in found if len(word) > 1 and word not in NAMES]


def bare_words(template):
    html, translated, classes = [], False, False
    for token in Lexer(template).tokenize():
        tag, _, rest = token.contents.partition(" ")
        if token.token_type == TokenType.BLOCK:
            if tag in ("blocktranslate", "comment"):
                translated = True
            elif tag in ("endblocktranslate", "endcomment"):
                translated = False
            elif tag == "block":
                classes = rest in CLASSES
            elif tag == "endblock":
                classes = False
        elif token.token_type == TokenType.VAR:
            html.append("h1")
        elif token.token_type == TokenType.TEXT and not translated and not classes:
            html.append(token.contents)
    reader = Bare()
    reader.feed("".join(html))
    return reader.words


def test_templates_hold_no_word_that_is_not_marked(subtests):
    assert bare_words('<p title="Two">{% translate "Three" %} One</p>') == ["Two", "One"]
    for file in templates():
        with subtests.test(file=file.name):
            assert bare_words(file.read_text()) == []


BARE_IN_SCRIPTS = re.compile(
    r"""\b(?:textContent|innerText|title|ariaLabel|placeholder|alt)\s*[:=]\s*["`'][^"`'$]*[A-Za-z]{2}"""
    r"""|setAttribute\("(?:aria-label|title|alt|placeholder)",\s*["`'][^"`'$]*[A-Za-z]{2}"""
    r"""|setCustomValidity\(["`'][A-Za-z]"""
)


def test_scripts_say_no_word_that_is_not_marked():
    assert BARE_IN_SCRIPTS.search('make("p", { textContent: "Saved" })')
    assert BARE_IN_SCRIPTS.search('field.setAttribute("aria-label", "Name")')
    assert not BARE_IN_SCRIPTS.search('note.title = gettext("Saved")')
    for file in (settings.BASE_DIR / "static").rglob("*.js"):
        assert BARE_IN_SCRIPTS.findall(file.read_text()) == [], file.name


def test_what_the_desk_calls_its_things_is_marked(rf, subtests):
    request = rf.get("/admin/")
    request.user = User(is_superuser=True, is_active=True)
    for model, screen in admin.site._registry.items():
        if model._meta.app_label not in ("articles", "comments"):
            continue
        assert isinstance(model._meta.verbose_name, Promise)
        shown = set(screen.list_display)
        if screen.has_module_permission(request):  # others have no form of Django's
            shown.update(flatten_fieldsets(screen.get_fieldsets(request)))
        for field in model._meta.get_fields():
            if field.name in shown and not field.auto_created:
                with subtests.test(model=model.__name__, field=field.name):
                    assert isinstance(field.verbose_name, Promise)


def test_a_catalogue_is_compiled_when_it_changed_in_whichever_direction(tmp_path):
    po = tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER + PLURALS + '\nmsgid "tide"\nmsgstr "Flut"\n')
    target = tmp_path / "var"
    mo = target / "de" / "LC_MESSAGES" / "django.mo"

    assert compile_changed(tmp_path / "locale", target) == [mo]
    assert compile_changed(tmp_path / "locale", target) == []
    assert b"Flut" in mo.read_bytes()

    po.write_text(po.read_text().replace("Flut", "Ebbe"))
    os.utime(po, (1, 1))  # from an older release

    assert compile_changed(tmp_path / "locale", target) == [mo]
    assert b"Ebbe" in mo.read_bytes()
    assert [file.name for file in mo.parent.iterdir()] == ["django.mo"]


def test_the_desks_scripts_get_their_words_in_a_file_that_is_kept_for_ever(client, db):
    address = reverse("admin:jsi18n")
    page = client.get(reverse("admin:login")).content.decode()

    response = client.get(address)

    assert f'<script src="{address}"></script>' in page
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
