"""What several of the readers' pages print in the same way."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

from articles import sanitize
from articles.models import Menu
from articles.pages import bylines, structured_data
from articles.pages.clock import moment_of
from articles.pages.frame import frame_of
from articles.pages.places import PLACES
from articles.pages.printed_picture import PrintedPicture

TERRITORIES = {"ar": "ar_AR", "de": "de_DE"}  # of languages that are set without one

register = template.Library()
register.filter("byline_lines", bylines.lines)
register.filter("byline_authors", bylines.authors)

# Django's format letters, in the order that the language wants.
FORMATS = {
    "today": _("l j F Y"),
    "minute": _("j F Y, H:i T"),
    "time": _("H:i"),
    "short-day": _("j M"),
    "day-minute": _("j M, H:i"),
    "day": _("j F"),
    "day-of-year": _("j F Y"),
}


@register.simple_tag(takes_context=True)
def site_data(context) -> SafeString:
    return _data(structured_data.site, context)


@register.simple_tag(takes_context=True)
def profile_data(context, author) -> SafeString:
    return _data(structured_data.profile, context, author)


@register.simple_tag(takes_context=True)
def page_data(context, page) -> SafeString:
    return _data(structured_data.page, context, page)


@register.simple_tag(takes_context=True)
def trail_data(context, above, here=None) -> SafeString:
    """The way to a page through what is above it: sections, topics, periods or pages."""
    return _data(structured_data.trail, context, [*above, *filter(None, [here])])


def _data(describe, context, *told) -> SafeString:
    return sanitize.json_for_script(describe(*told, frame_of(context["request"])))


@register.simple_tag
def locale() -> str:
    """The page's language and the territory that https://ogp.me wants with it: “en_GB”."""
    language = get_language()
    return TERRITORIES.get(language) or to_locale(language)


@register.filter
def iso(value: datetime) -> str:
    """For machines: in the newsroom's zone, with its offset."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def _shown_at(context) -> datetime:
    """The moment that the page shows, in the newsroom's zone; also where it includes others."""
    return timezone.localtime(moment_of(getattr(context, "request", None)))


@register.simple_tag(takes_context=True)
def moment(context, value: datetime, form: str = "") -> str:
    """
    A time in the newsroom's zone, for people and, with its offset, for machines.

    `form` names one of FORMATS; without it, or as "short", what is of today shows its time and the
    rest its day, as "short-minute" with its time.
    """
    local = timezone.localtime(value)
    shown = date_format(
        local, str(FORMATS[_form_of(local, form, _shown_at(context).date())]), use_l10n=False
    )
    return format_html('<time datetime="{}">{}</time>', iso(value), shown)


def _form_of(local: datetime, wanted: str, today: date) -> str:
    if wanted in FORMATS:
        return wanted
    if local.date() == today:
        return "time"
    if wanted == "short-minute":
        return "day-minute"
    if wanted == "short":
        return "short-day"
    return "day" if local.year == today.year else "day-of-year"


@register.simple_tag(takes_context=True)
def today(context) -> str:
    """The date of the paper."""
    day = _shown_at(context)
    shown = date_format(day, str(FORMATS["today"]), use_l10n=False)
    return format_html('<time datetime="{}">{}</time>', day.date().isoformat(), shown)


@register.simple_tag(takes_context=True)
def year(context) -> int:
    """The year of the paper."""
    return _shown_at(context).year


@register.simple_tag(takes_context=True)
def lead_picture(context, version):
    """The lead picture of a version at the moment that the page shows, while it may be used."""
    return version.picture_at(moment_of(getattr(context, "request", None)))


@register.simple_tag(takes_context=True)
def portrait(context, author):
    """An author's picture at the moment that the page shows, while it may be used."""
    return author.picture_at(moment_of(getattr(context, "request", None)))


@register.inclusion_tag("articles/_picture.html")
def picture(picture, place: str, eager: bool = False):
    """
    A library picture where it stands, which is one of PLACES; eager: readers see it first.

    Where a style sheet crops it, the focal point stays in view.
    """
    return {"picture": PrintedPicture(picture, PLACES[place], is_eager=eager)}


@register.inclusion_tag("articles/_preload.html")
def preload(picture, place: str):
    """For the head of a page: the picture that readers see first, if there is one."""
    return {"picture": picture and PrintedPicture(picture, PLACES[place], is_eager=True)}


@register.simple_tag
def face(version):
    """The picture of the first author of a version that was loaded with faces."""
    return bylines.face(version)


@register.inclusion_tag("articles/_picture.html")
def face_picture(picture, place: str):
    """It is decoration: the name stands beside it."""
    return {"picture": PrintedPicture(picture, PLACES[place]), "is_decoration": True}


@register.inclusion_tag("articles/_section_menu.html", takes_context=True)
def section_menu(context, sections, here: str = ""):
    """
    The main menu as it is set at the desk, or else the top `sections`. What leads to this page, or
    to a section that holds the section path `here`, is marked.
    """
    request = context.get("request")
    links = request and frame_of(request).menus[Menu.Place.MAIN]
    return {
        "sections": [
            (link, _is_current(link, here, request.path if request else ""))
            for link in links or sections
        ]
    }


def _is_current(link, here: str, address: str) -> str:
    """The value of aria-current: "page" on the very page, "true" inside a section."""
    if (link.path == here) if link.path else (link.get_absolute_url() == address):
        return "page"
    return "true" if link.path and here.startswith(f"{link.path}/") else ""
