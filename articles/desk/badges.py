"""A story's state as the desk shows it: a word, a colour, and what else is under way in small."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.desk import wording
from articles.models import Stage, State


def badge(article) -> SafeString:
    """The state of an article from `Article.objects.with_state()`."""
    state = State(article.state)
    small = format_html_join("", " <small>{}</small>", ((text,) for text in _under_way(article)))
    return format_html('<span class="state state-{}">{}</span>{}', state, _label(article), small)


def _label(article) -> str:
    if article.state == State.SCHEDULED:
        return pgettext("story", "Scheduled %(begins)s") % {
            "begins": wording.short(article.scheduled_for)
        }
    return State(article.state).label


def _under_way(article) -> list[str]:
    """What the word for the state leaves out, because readers see another version."""
    if article.state not in (State.LIVE, State.LIVE_CHANGED, State.SCHEDULED):
        return []
    told = []
    if article.stage not in (Stage.DRAFT, Stage.PUBLISHED):
        told.append(Stage(article.stage).label)
    if article.state != State.SCHEDULED and article.scheduled_for:
        told.append(_("change scheduled %s") % wording.short(article.scheduled_for))
    elif article.state == State.SCHEDULED and article.stage == Stage.DRAFT:
        told.append(_("with later changes"))
    return told
