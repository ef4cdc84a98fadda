"""The page on which a story is written and moved through the workflow."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, ValidationError
from django.db import models, transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from js_asset import Media

from articles import audit, notifications, publish_checks, timetable, workflow
from articles.desk import joining, kinds, presses, slots, steps, wording
from articles.desk.bulk_pages import BulkPages
from articles.desk.bylines import BylineInline
from articles.desk.calendar import ArticleCalendar
from articles.desk.choosing import StoryChoosing
from articles.desk.comparison import ArticleComparison
from articles.desk.deadlines import ArticleDeadlines
from articles.desk.finding import StoryFinding
from articles.desk.history import shown_body
from articles.desk.keeping import Keeping, StoryKeeping
from articles.desk.live import ArticleLive
from articles.desk.newsroom_time import NewsroomTime
from articles.desk.notes import ArticleNotes
from articles.desk.panel import Length, Panel, buttons
from articles.desk.people import PersonField, colleagues
from articles.desk.presence import StoryPresence
from articles.desk.preview import ArticlePreview
from articles.desk.preview_links import ArticlePreviewLinks, may_share, shown_links
from articles.desk.problems import problems_of
from articles.desk.sharing import Sharing
from articles.desk.story_form import SectionField, StoryForm
from articles.desk.story_list import ArticleList
from articles.desk.widgets import Minute, PictureChooser, SeveralByTyping, only_to_be_added
from articles.models import Section

WRITING = ["kicker", "headline", "standfirst", "body"]
FILING = ["section", "label", "layout", "topics", "lead_picture"]
CHANGE = ["notice", "change", "show_changes"]
TELLING = ("publish", "schedule")  # the steps that tell readers something
LEFT_TYPED = ("notice", "publish_at")  # what other steps do not take along
EMBARGO = ["embargoed", "embargo_until"]
SHARING = ["shared", "search_headline", "search_summary", "slug"]
DISCUSSION = ["comments_open"]
# What holds more than its fields, by the first of them.
PARTS = {
    CHANGE[0]: ["panel-change"],
    FILING[0]: ["panel-filing"],
    DISCUSSION[0]: ["panel-discussion"],
}


class ArticleAdmin(
    StoryKeeping,
    StoryPresence,
    ArticlePreview,
    ArticlePreviewLinks,
    ArticleComparison,
    ArticleLive,
    ArticleNotes,
    ArticleCalendar,
    ArticleDeadlines,
    Sharing,
    BulkPages,
    StoryFinding,
    StoryChoosing,
    ArticleList,
):
    form = StoryForm
    leaves_traces = False  # each step of the workflow does, articles.desk.steps
    inlines = [BylineInline]
    autocomplete_fields = ["topics"]
    readonly_fields = ["shared"]
    formfield_overrides = {models.DateTimeField: {"form_class": NewsroomTime, "widget": Minute}}

    @classmethod
    def add_part(cls, part):
        """Let what another app keeps of a story stand on their page; articles.desk.parts."""
        cls.inlines = [*cls.inlines, part]

    # What may be typed

    def get_fieldsets(self, request, obj=None):
        been_live = obj is not None and obj.versions.ever_live().exists()
        may_write = self.has_change_permission(request, obj)
        may_publish = may_write and request.user.has_perm("articles.publish_article")
        panel = {
            _("What changes for readers"): CHANGE if may_publish and been_live else [],
            _("Filing"): FILING,
            _("Assignment"): ["assigned_to", "due_at"],
            _("Times"): [
                "planned_for",
                *EMBARGO,
                *(["publish_at"] if may_publish else []),
                "expires_at",
            ],
            _("Note"): ["note"] if may_write else [],
            _("What it rests on"): ["sources"],
            _("What to read next"): ["related"],
            _("Search and sharing"): SHARING,
            _("Discussion"): DISCUSSION,
        }
        return [
            (None, {"fields": WRITING, "classes": ["story-writing"]}),
            *(
                (name, {"fields": fields, "classes": PARTS.get(fields[0], [])})
                for name, fields in panel.items()
                if fields
            ),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        form.joining = getattr(request, "joining", None)
        form.continued = getattr(request, "continued", None)
        form.person = request.user
        for name in {*FILING, "assigned_to"} & set(form.base_fields):
            only_to_be_added(form.base_fields[name])
        for name in {"section", "lead_picture", "assigned_to"} & set(form.base_fields):
            form.base_fields[name].widget.can_add_related = False
        return form

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "topics":
            kwargs["widget"] = SeveralByTyping(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "lead_picture":
            kwargs["widget"] = PictureChooser()
        if db_field.name == "section":
            sections = Section.objects.select_related("parent").order_by("path")
            kwargs |= {"form_class": SectionField, "queryset": sections}
        if db_field.name == "assigned_to":
            kwargs |= {"form_class": PersonField, "queryset": colleagues()}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | inline.opened_with(request, obj if obj.pk else None)

    # Who may

    def has_change_permission(self, request, obj=None):
        """A story that nobody of the user's standing can move cannot be written in either."""
        may_move = obj is None or workflow.can_be_moved_by(request.user, obj)
        return may_move and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Stories are killed, so that their addresses can say so."""
        return False

    # What a button does

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """
        Save what is typed and take the step that the button names: both, or neither.

        Where the workflow refuses the step, nothing is written, and the page comes back with
        every typed word, the refusal beside the fields that it names.
        """
        if request.method != "POST":
            return self._opened(request, object_id) or super().changeform_view(
                request, object_id, form_url, extra_context
            )
        request.POST = kinds.pressed(request.POST)
        if request.POST.get("_transition", "save") not in workflow.TRANSITIONS:
            raise BadRequest("There is no such button.")
        request.sent = request.POST
        try:
            with transaction.atomic():
                article = self._wait_for_others(request, object_id)
                if press := presses.done_before(request):
                    return self._say_it_was_done(request, press)
                request.joining = article and joining.join(request, article)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal
            slots.keep(request, article)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _wait_for_others(self, request, object_id):
        """Two who press a button of one story, or of one page, are served one after the other."""
        article = self.get_object(request, unquote(object_id)) if object_id else None
        if article:
            article.lock()
        slots.keep(request, article)
        return article

    def _say_it_was_done(self, request, press):
        slots.empty(request)
        told = _("This was done already, at %(time)s: %(what)s Nothing was written twice.") % {
            "time": wording.clock(press.event.at),
            "what": wording.what_happened(press.event),
        }
        self.message_user(request, told, messages.INFO)
        return self.response_add(request, press.event.article)

    def save_related(self, request, form, formsets, change):
        """The bylines and topics stand before the step is taken: the publish checks read them."""
        super().save_related(request, form, formsets, change)
        transition = request.POST.get("_transition", "save")
        event = steps.take(request, transition, form.instance, **form.notes(transition))
        if "assigned_to" in form.changed_data:
            notifications.tell_of_assignment(form.instance, by=request.user, key=str(event.pk))
        if set(EMBARGO) & set(form.changed_data):
            detail = timetable.embargo_in_words(form.instance)
            audit.record(request, "embargo", article=form.instance, detail=detail)
        presses.note(request, event)
        stays = transition in TELLING or self._page_stays(request, form.instance)
        slots.empty(request, but=() if stays else LEFT_TYPED)
        self.message_user(request, _told(event), messages.SUCCESS)
        if request.joining:
            self.message_user(request, request.joining.told, messages.INFO)

    def construct_change_message(self, request, form, formsets, add=False):
        transition = workflow.TRANSITIONS[request.POST.get("_transition", "save")]
        return str(transition.label)

    def response_add(self, request, obj, post_url_continue=None):
        """The story's page anew; a script is told where, and whether its own page may stay."""
        address = reverse("admin:articles_article_change", args=[obj.pk])
        if not _is_script(request):
            return redirect(address)
        return JsonResponse({"address": address, "stays": self._page_stays(request, obj)})

    def response_change(self, request, obj):
        return self.response_add(request, obj)

    def _page_stays(self, request, article) -> bool:
        """Whether the page that was sent shows the story as it is now, and is written on."""
        joined = getattr(request, "joining", None)
        return _is_script(request) and not joined and self.has_change_permission(request, article)

    # What is shown

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        saved = obj if obj is not None and obj.pk else None
        may_write = add or self.has_change_permission(request, obj)
        context |= {
            "media": Media.from_media(context["media"], nonce=str(request.csp_nonce)),
            "buttons": buttons(request.user, saved),
            "panel": saved and Panel(saved, request.user),
            "length": Length.of(saved),
            "most_bytes": settings.DESK_BODY_LIMIT,
            "problems": problems_of(context["adminform"].form, context["inline_admin_formsets"]),
            "kinds": kinds.KINDS if _tells_readers(context["adminform"]) else [],
            "may_write": may_write,
            "override": _override(request),
            "keeping": may_write and Keeping(request, saved, context["adminform"].form),
            "shown_body": "" if may_write else shown_body(obj),
            "preview_address": self.preview_address(saved) if may_write else "",
            "preview_links": shown_links(saved)
            if saved and may_share(self, request, saved)
            else "",
        }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _is_script(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _tells_readers(adminform) -> bool:
    """Whether the page can publish a change to what readers saw."""
    return any(options["fields"] is CHANGE for _name, options in adminform.fieldsets)


def _override(request):
    """The step that was refused, if it may be taken anyway with a reason."""
    if not publish_checks.may_be_overridden(getattr(request, "refusal", None)):
        return None
    return workflow.TRANSITIONS[request.POST.get("_transition", "save")]


def _told(event):
    """What happened, with the way to see it as readers do."""
    live = event.transition == "publish" and event.article.versions.live().first()
    if not live:
        return wording.what_happened(event)
    return format_html(
        '{} <a href="{}">{}</a>',
        wording.what_happened(event),
        live.get_absolute_url(),
        _("View on site"),
    )
