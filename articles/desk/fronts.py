"""The screen on which the home page and the sections' fronts are arranged."""

from datetime import datetime
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, resolve, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.desk import as_of, asked_time, front_changes, wording
from articles.desk.badges import badge
from articles.desk.banners import banner_form, what_stands
from articles.desk.front_changes import FrontChanged
from articles.desk.front_form import GoLiveForm, Slots, initial_of, with_a_story
from articles.desk.front_search import stories_to_place
from articles.desk.library import file_address
from articles.models import Arrangement, Picture, Section

PERMISSION = "articles.arrange_fronts"


class PreviewBar:
    """Above a front that is not live: whose it is, and from when."""

    template = "admin/articles/arrangement/_preview_bar.html"

    def __init__(self, arrangement: Arrangement, at: datetime):
        self.front = str(arrangement)
        self.when = wording.moment(at)


class ArrangementAdmin(admin.ModelAdmin):
    # Who may

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    # Deleted is a front only together with its section: no screen of its own does it.
    has_change_permission = has_module_permission = has_view_permission
    has_delete_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    # Where it is

    def get_urls(self):
        def screen(view):
            return self.admin_site.admin_view(self._for_who_may(view))

        return [
            path("", screen(self.front_view), name="articles_arrangement_changelist"),
            path(
                "section/<int:section_id>/",
                screen(self.front_view),
                name="articles_arrangement_section",
            ),
            path("stories/", screen(self.stories_view), name="articles_arrangement_stories"),
            path(
                "<int:pk>/take-back/",
                screen(require_POST(self.take_back_view)),
                name="articles_arrangement_take_back",
            ),
        ]

    def _for_who_may(self, view):
        def guarded(request, *args, **kwargs):
            if not self.has_change_permission(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    # What it does

    def front_view(self, request, section_id=None):
        """Arrange a front. Whatever is pressed, everything typed comes back until it is live."""
        section = get_object_or_404(Section, pk=section_id) if section_id else None
        if request.method != "POST":
            return self._screen(request, section, **_opened(request, section))
        does, _sep, number = request.POST.get("_do", "").partition(":")
        if does in ("lead", "add") and number.isdecimal() and len(number) < 18:
            data = with_a_story(request.POST, int(number), first=does == "lead")
            return self._typed(request, section, data)
        slots, terms = Slots(request.POST, prefix="slots"), GoLiveForm(request.POST)
        if does not in ("preview", "now", "schedule") or not (slots.is_valid() & terms.is_valid()):
            return self._screen(request, section, slots=slots, terms=terms)
        if does == "schedule" and not terms.cleaned_data["at"]:
            terms.add_error("at", _("Choose the day and time to go live."))
            return self._screen(request, section, slots=slots, terms=terms)
        if does == "preview":
            return _preview(request, section, slots, terms)
        at = timezone.now() if does == "now" else terms.cleaned_data["at"]
        if not slots.all_stand_after(at):
            return self._screen(request, section, slots=slots, terms=terms)
        return self._go_live(request, section, slots, terms, at=at)

    def _go_live(self, request, section, slots, terms, *, at: datetime):
        typed = terms.cleaned_data
        front = Arrangement.objects.of(section)
        try:
            arrangement = front_changes.go_live(
                request,
                section,
                slots.placements(at),
                at=at,
                opened=typed["opened"],
                replaces=front.scheduled().filter(pk=typed["replaces"]).first(),
            )
        except FrontChanged as changed:
            data = request.POST.copy()
            data["opened"], data["replaces"] = front.last_number(), ""
            return self._typed(request, section, data, changed=changed.latest, status=409)
        if request.headers.get("Accept") == "application/json":
            told = {"opened": arrangement.number, "told": _what_happened(arrangement)}
            return JsonResponse(told)
        messages.success(request, _what_happened(arrangement))
        return redirect(_screen_address(section))

    def take_back_view(self, request, pk):
        arrangement = get_object_or_404(Arrangement.objects.scheduled(), pk=pk)
        front_changes.take_back(request, arrangement)
        messages.success(request, _("The scheduled arrangement was taken back."))
        return redirect(_screen_address(arrangement.section))

    def stories_view(self, request):
        """The stories that can be placed, as the screen lists them."""
        context = {"found": _found(request.GET.get("q", ""))}
        return render(request, "admin/articles/arrangement/_found.html", context)

    # What it shows

    def _typed(self, request, section, data, **context):
        slots, terms = Slots(data, prefix="slots"), GoLiveForm(data)
        return self._screen(request, section, slots=slots, terms=terms, **context)

    def _screen(self, request, section, *, slots, terms, changed=None, status=200):
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            "title": str(section or _("Home page")),
            "opts": self.opts,
            "section": section,
            "fronts": _fronts(section),
            "slots": slots,
            "rows": [(form, story, story and badge(story)) for form, story in slots.rows()],
            "terms": terms,
            "found": _found(request.POST.get("q", "")),
            "words": request.POST.get("q", ""),
            "changed": changed and _told(changed),
            "coming": [_told(one) for one in _coming(section, now)],
            "live_address": _readers_path(section),
            "address_now": asked_time.address(now, _readers_path(section)),
            "zone": wording.zone(),
            "banner": what_stands(now),
            "banner_form": banner_form(request),
        }
        template = "admin/articles/arrangement/front.html"
        return TemplateResponse(request, template, context, status=status)


def _opened(request, section) -> dict:
    """The page as it opens: with what stands there, or a scheduled arrangement by its number."""
    now = timezone.now()
    front = Arrangement.objects.of(section)
    number = request.GET.get("number", "")
    scheduled = front.scheduled(now).filter(number=number).first() if number.isdecimal() else None
    arrangement = scheduled or front.live(now).first()
    terms = {
        "opened": front.last_number(),
        "replaces": scheduled and scheduled.pk,
        "at": scheduled and scheduled.live_from,
    }
    slots = Slots(initial=initial_of(arrangement, now), prefix="slots")
    return {"slots": slots, "terms": GoLiveForm(initial=terms)}


def _preview(request, section, slots, terms):
    """The front by the readers' own view, with what is typed in the place of what is live."""
    at = terms.cleaned_data["at"] or timezone.now()
    arrangement = Arrangement(section=section, live_from=at)
    arrangement.placed = slots.placements(at)
    _show_pictures_of_the_desk(arrangement.placed)
    match = resolve(_readers_path(section))
    bar = PreviewBar(arrangement, at)
    return as_of.shown(request, match, at=at, bar=bar, arrangement=arrangement)


def _show_pictures_of_the_desk(placements):
    """A picture that no front shows yet has no readers' address that answers."""
    pictures = Picture.objects.in_bulk([one.picture_id for one in placements if one.picture_id])
    for placement in placements:
        if placement.picture_id:
            picture = placement.picture = pictures[placement.picture_id]
            # Built here: on the page every address begins with that of its time.
            addresses = {width: file_address(picture, width) for width in picture.widths}
            picture.address = partial(addresses.__getitem__)


def _fronts(current) -> list[tuple[str, str, bool]]:
    """Each front with the address of its screen; the one that is open is marked."""
    sections = Section.objects.select_related("parent").order_by("path")
    named = [
        (f"{one.parent} / {one}" if one.parent else str(one), _screen_address(one), one == current)
        for one in sections
    ]
    return [(_("Home page"), _screen_address(None), current is None), *named]


def _screen_address(section) -> str:
    if section is None:
        return reverse("admin:articles_arrangement_changelist")
    return reverse("admin:articles_arrangement_section", args=[section.pk])


def _readers_path(section) -> str:
    return section.get_absolute_url() if section else "/"


def _coming(section, now: datetime):
    front = Arrangement.objects.of(section).scheduled(now).select_related("section", "made_by")
    return front.prefetch_related("placements__article").order_by("live_from")


def _told(arrangement: Arrangement) -> dict:
    """An arrangement as the screen names it beside the one that is being made."""
    path = _readers_path(arrangement.section)
    begins = arrangement.live_from
    return {
        "pk": arrangement.pk,
        "number": arrangement.number,
        "who": wording.person(arrangement.made_by),
        "made": wording.short(arrangement.made_at),
        "begins": begins and wording.moment(begins),
        "address": begins and asked_time.address(begins, path),
        "placements": list(arrangement.placements.all()),
    }


def _found(words: str) -> list[tuple]:
    now = timezone.now()
    return [
        (story, "" if story.is_live(now) else wording.short(story.live_from))
        for story in stories_to_place(words, now)
    ]


def _what_happened(arrangement: Arrangement) -> str:
    path = _readers_path(arrangement.section)
    if arrangement.is_live():
        told = format_html(
            '{} <a href="{}">{}</a>', _("Live. Readers see it now."), path, _("View on site")
        )
    else:
        when = wording.moment(arrangement.live_from)
        address = asked_time.address(arrangement.live_from, path)
        told = format_html(
            '{} <a href="{}">{}</a>', _("Scheduled for %s.") % when, address, _("See it then")
        )
    if arrangement.live_until:
        after = _("The arrangement scheduled for %s follows.")
        told = format_html("{} {}", told, after % wording.moment(arrangement.live_until))
    return told
