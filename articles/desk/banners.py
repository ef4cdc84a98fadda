"""Breaking news above every page: written, ended and looked back on."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from articles import audit
from articles.desk import wording
from articles.desk.front_search import stories_to_place
from articles.desk.widgets import Minute
from articles.models import Article, Banner

USUALLY = timedelta(hours=2)  # how long the form proposes to show a banner


class StoryInput(forms.TextInput):
    """The address of a story. The browser offers the newest, by their headlines."""

    def __init__(self, attrs=None):
        super().__init__({"list": "newest-stories", "size": 60, **(attrs or {})})

    def render(self, name, value, attrs=None, renderer=None):
        stories = stories_to_place("", timezone.now())
        options = format_html_join(
            "",
            '<option value="{}">{}</option>',
            ((story.get_absolute_url(), story.headline) for story in stories),
        )
        field = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="newest-stories">{}</datalist>', field, options)


class BannerForm(forms.ModelForm):
    story = forms.CharField(
        label=gettext_lazy("Story"),
        required=False,
        widget=StoryInput,
        help_text=gettext_lazy("The address of the story that it leads to, if there is one."),
    )
    begin_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        widget=Minute,
        help_text=gettext_lazy("At once, where this is empty."),
    )
    end_at = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=Minute,
        help_text=gettext_lazy("A banner always ends, so that no old news breaks."),
        error_messages={"required": gettext_lazy("Say when the banner ends.")},
    )

    class Meta:
        model = Banner
        fields = ["text"]
        widgets = {"text": forms.TextInput(attrs={"size": 80})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.instance
        self.initial["begin_at"] = given.live_from
        self.initial["end_at"] = given.live_until or timezone.now() + USUALLY
        if given.article_id:
            version = given.article.versions.not_over().first()
            self.initial["story"] = version.get_absolute_url() if version else ""

    def clean_story(self) -> Article | None:
        typed = self.cleaned_data["story"].strip()
        if not typed:
            return None
        found = stories_to_place(typed, timezone.now())
        if len(found) != 1:
            raise ValidationError(_("No story that readers can see, or will, has this address."))
        return found[0].article

    def clean(self):
        super().clean()
        banner, now = self.instance, timezone.now()
        if not banner.has_begun():
            banner.live_from = self.cleaned_data.get("begin_at") or now
            banner.article = self.cleaned_data.get("story")
        banner.live_until = self.cleaned_data.get("end_at")
        if banner.live_until and banner.live_until <= max(banner.live_from, now):
            self.add_error("end_at", _("The end must come after the beginning, and after now."))


class BannerAdmin(admin.ModelAdmin):
    leaves_traces = False  # each act has a word of its own
    form = BannerForm
    list_display = ["text", "state", "begins", "ends"]
    ordering = ["-live_from", "-pk"]
    show_full_result_count = False

    def get_fields(self, request, obj=None):
        if obj is not None and obj.has_begun():
            return ["text", "article", "begins", "end_at"]
        return ["text", "story", "begin_at", "end_at"]

    def get_readonly_fields(self, request, obj=None):
        """What readers have seen is not rewritten: a newer banner takes its place."""
        return ["text", "article", "begins"] if obj is not None and obj.has_begun() else []

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and not (obj is not None and obj.is_over())

    def has_delete_permission(self, request, obj=None):
        """Only what no reader has seen."""
        return super().has_delete_permission(request, obj) and not (obj is None or obj.has_begun())

    @admin.display(description=gettext_lazy("state"))
    def state(self, banner):
        if banner.is_live():
            return pgettext("banner", "Live")
        if banner.has_begun():
            return pgettext("banner", "Over")
        return pgettext("banner", "Scheduled")

    @admin.display(description=gettext_lazy("from"), ordering="live_from")
    def begins(self, banner):
        return wording.short(banner.live_from)

    @admin.display(description=gettext_lazy("until"), ordering="live_until")
    def ends(self, banner):
        return wording.short(banner.live_until)

    # What is done is recorded

    def save_model(self, request, banner, form, change):
        with transaction.atomic():
            super().save_model(request, banner, form, change)
            _record(request, "change-banner" if change else "show-banner", banner)

    def delete_model(self, request, banner):
        with transaction.atomic():
            _record(request, "delete-banner", banner)
            super().delete_model(request, banner)

    def get_urls(self):
        end = self.admin_site.admin_view(require_POST(self.end_view))
        return [path("<int:pk>/end/", end, name="articles_banner_end"), *super().get_urls()]

    def end_view(self, request, pk):
        """The button *End now*."""
        banner = get_object_or_404(Banner.objects.live(), pk=pk)
        if not self.has_change_permission(request, banner):
            raise PermissionDenied
        with transaction.atomic():
            banner.end()
            _record(request, "end-banner", banner)
        messages.success(request, _("The banner has ended. Readers do not see it any more."))
        return redirect("admin:articles_banner_changelist")


def _record(request, action: str, banner: Banner):
    begins, ends = wording.moment(banner.live_from), wording.moment(banner.live_until)
    audit.record(
        request, action, article=banner.article, about=banner.text, detail=f"{begins} – {ends}"
    )


def what_stands(now: datetime) -> dict | None:
    """The banner that readers see, as a screen of the desk names it."""
    banner = Banner.objects.live(now).newest_first().first()
    if banner is None:
        return None
    return {"pk": banner.pk, "text": banner.text, "ends": wording.moment(banner.live_until)}


def banner_form(request) -> BannerForm | None:
    """For the desk's screens: typed in a moment, sent to the page that adds banners."""
    return BannerForm() if request.user.has_perm("articles.add_banner") else None
