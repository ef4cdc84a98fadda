"""The screens on which live coverage is written: one for all its entries, one for each."""

import secrets
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from js_asset import Media

from articles import audit, coverage, sanitize
from articles.desk import wording
from articles.desk.history import ArticleHistory, number_in, shown_body
from articles.desk.kinds import KINDS
from articles.desk.newsroom_time import NewsroomTime
from articles.desk.widgets import Minute
from articles.models import Change, Layout, LiveEntry
from articles.models.live_entry import WORDS

A_PAGE = 30
PRESSES = 20  # of a person, told to their browser: what it kept of these is published
BUTTONS = ("publish", "end", "draft", "schedule")
WHICH = gettext_lazy("Schedule it for this time, or empty the field to publish it at once.")
_DONE_AS = {"draft": "draft-entry", "schedule": "schedule-entry"}  # in the log


class EntryForm(forms.ModelForm):
    use_required_attribute = False

    press = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    publish_at = NewsroomTime(label=gettext_lazy("Publish at"), required=False, widget=Minute)
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        choices=[("", gettext_lazy("Choose one…")), *((kind, kind.label) for kind in KINDS)],
        required=False,
        help_text=gettext_lazy("A silent fix tells readers nothing; all else shows its time."),
    )
    notice = forms.CharField(
        label=gettext_lazy("Notice to readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Printed with the entry. A correction, a clarification and an editor’s note need one."
        ),
    )

    class Meta:
        model = LiveEntry
        fields = ["headline", "body", "is_key", "ends_coverage"]
        help_texts = {"headline": gettext_lazy("May be left out.")}

    class Media:
        css = {
            "all": [f"desk/css/{name}.css" for name in ("story", "editor", "library", "upload")]
            + ["desk/css/live.css"]
        }
        js = [forms.Script("desk/js/live-desk.js", type="module")]

    def __init__(
        self,
        data=None,
        *,
        row: LiveEntry | None = None,
        was_seen: bool = False,
        may_publish: bool = False,
    ):
        initial = row.words | {"publish_at": row.live_from} if row else {}
        super().__init__(data, initial=initial)
        self.fields["press"].initial = secrets.token_urlsafe(12)
        self.fields["publish_at"].help_text = wording.zone()
        if not was_seen:
            del self.fields["change"], self.fields["notice"]
        if was_seen or not may_publish:
            del self.fields["publish_at"]
        if row is None:
            del self.fields["ends_coverage"]  # there is a button for that

    def clean_body(self):
        return sanitize.clean_entry(self.cleaned_data["body"])

    @property
    def words(self) -> dict:
        return {name: self.cleaned_data.get(name, False) for name in WORDS}

    @property
    def told(self) -> dict:
        """What readers are told of a change."""
        names = {"change", "notice"} & set(self.fields)
        return {name: self.cleaned_data[name] for name in names}

    def refuse(self, refusal: ValidationError):
        """Come back with every word, and say why; what is pressed next is another press."""
        by_field = getattr(refusal, "error_dict", None) or {NON_FIELD_ERRORS: refusal}
        for field, errors in by_field.items():
            self.add_error(field if field in self.fields else None, errors)
        self.data = self.data.copy()
        self.data["press"] = secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Line:
    """A row of an entry as the desk prints it."""

    row: LiveEntry
    before: LiveEntry | None = None  # the row that it took the place of
    was_seen: bool = False  # whether readers have ever seen the entry

    @cached_property
    def is_live(self) -> bool:
        return self.row.is_live()

    @property
    def is_scheduled(self) -> bool:
        return self.row.live_from is not None and self.row.live_from > timezone.now()

    @property
    def is_new(self) -> bool:
        """A draft that readers have never seen, to be published as it stands."""
        return not self.is_live and not self.was_seen

    @property
    def state(self) -> str:
        if self.is_live:
            return pgettext("entry", "Published")
        if self.is_scheduled:
            return pgettext("entry", "Scheduled")
        return pgettext("entry", "Taken down") if self.was_seen else pgettext("entry", "Draft")

    @property
    def at(self) -> str:
        is_timed = self.is_live or self.is_scheduled
        return wording.clock(self.row.published_at if is_timed else self.row.saved_at)

    @property
    def saved(self) -> str:
        return wording.short(self.row.saved_at)

    @property
    def who(self) -> str:
        return wording.person(self.row.saved_by)

    @property
    def body(self):
        return shown_body(self.row)

    @property
    def what(self) -> str:
        """What the row did, for the entry's history."""
        row, before = self.row, self.before
        if row.live_from is None:
            was_live = before and before.live_from
            return pgettext("entry", "Taken down") if was_live else _("Kept as a draft")
        if self.is_scheduled:
            return pgettext("entry", "Scheduled")
        if before and before.words | {"is_key": row.is_key} == row.words and not row.is_told:
            return _("Made a key entry") if row.is_key else _("No key entry any more")
        is_first = row.change == Change.FIRST
        return pgettext("entry", "Published") if is_first else Change(row.change).label

    @property
    def period(self) -> str:
        return wording.period(self.row, timezone.now())

    @property
    def notice(self) -> str:
        return self.row.notices[-1]["text"] if self.row.is_told and self.row.notices else ""


class ArticleLive(ArticleHistory):
    def get_urls(self):
        entries = self.admin_site.admin_view(self.entries_view)
        entry = self.admin_site.admin_view(self.entry_view)
        return [
            path("<int:object_id>/live/", entries, name="articles_article_live"),
            path("<int:object_id>/live/<int:number>/", entry, name="articles_article_entry"),
            *super().get_urls(),
        ]

    def entries_view(self, request, object_id):
        """A form for the next entry, and under it all that there are, the newest first."""
        article = self._article(request, object_id)
        terms = {"may_publish": coverage.may_publish(request.user, article)}
        form = EntryForm(**terms)
        if request.method == "POST":
            verb, number = _pressed(request)
            if verb in BUTTONS:
                form = EntryForm(request.POST, **terms)
                if self._keep(request, article, form, verb):
                    return redirect("admin:articles_article_live", article.pk)
            else:
                self._act(request, article, verb, number)
                return redirect(_screen(article, number))
        before = request.GET.get("before")
        lines, older = _lines(article, number_in(before) if before else None)
        return self._live_page(
            request, "live", article, form,
            title=_("Live coverage"), lines=lines, older=older, is_first=not before,
        )  # fmt: skip

    def entry_view(self, request, object_id, number):
        """One entry: changed, withdrawn, and all that it ever said."""
        article = self._article(request, object_id)
        rows = list(article.live_entries.filter(number=number).select_related("saved_by"))
        if not rows:
            raise Http404
        now = timezone.now()
        line = Line(rows[0], was_seen=any(row.live_from and row.live_from <= now for row in rows))
        terms = {
            "row": line.row,
            "was_seen": line.was_seen,
            "may_publish": coverage.may_publish(request.user, article),
        }
        form = EntryForm(**terms)
        if request.method == "POST":
            verb, _number = _pressed(request)
            if verb in BUTTONS:
                form = EntryForm(request.POST, **terms)
                if self._keep(request, article, form, verb, number):
                    return redirect("admin:articles_article_entry", article.pk, number)
            else:
                self._act(request, article, verb, number)
                return redirect("admin:articles_article_entry", article.pk, number)
        return self._live_page(
            request, "live_entry", article, form, title=_("Entry %s") % number, line=line,
            history=[Line(*pair) for pair in zip(rows, [*rows[1:], None], strict=True)],
        )  # fmt: skip

    def _live_page(self, request, name: str, article, form, **shown):
        version = article.versions.live().filter(layout=Layout.LIVE).defer("body").first()
        may_publish = coverage.may_publish(request.user, article)
        presses = article.live_entries.filter(saved_by=request.user).exclude(press="")
        response = self._page(
            request,
            name,
            article,
            form=form,
            media=Media.from_media(form.media, nonce=str(request.csp_nonce)),
            version=version,
            may_publish=may_publish and version is not None,
            may_write=coverage.may_write(request.user, article),
            presses=list(presses.values_list("press", flat=True)[:PRESSES]),
            **shown,
        )
        response.status_code = 422 if form.is_bound else 200
        return response

    def _keep(self, request, article, form: EntryForm, verb: str, number=None) -> bool:
        """Do with what is typed as the button says; False where the form comes back."""
        if not form.is_valid():
            return False
        words, press = form.words, form.cleaned_data["press"]
        terms = {"by": request.user, "number": number, "press": press}
        try:
            with transaction.atomic():
                at = form.cleaned_data.get("publish_at")
                if verb == "draft":
                    row = coverage.keep_draft(article, words=words, **terms)
                elif verb == "schedule":
                    row = coverage.schedule(article, words=words, at=at, **terms)
                elif at:
                    raise ValidationError({"publish_at": WHICH})
                else:
                    words["ends_coverage"] = words["ends_coverage"] or verb == "end"
                    row = coverage.publish(article, words=words, **terms, **form.told)
                self._log(request, _DONE_AS.get(verb, "publish-entry"), row)
        except ValidationError as refusal:
            form.refuse(refusal)
            return False
        self.message_user(request, _KEPT.get(verb, _PUBLISHED) % row.title, messages.SUCCESS)
        return True

    def _act(self, request, article, verb: str, number: int):
        """What the buttons beside an entry do."""
        try:
            with transaction.atomic():
                row = ACTS[verb](article, number, request)
                self._log(request, f"{verb}-entry", row)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, _DONE[verb] % row.number, messages.SUCCESS)

    def _log(self, request, action: str, row: LiveEntry):
        about = _("entry %(number)s: %(title)s") % {"number": row.number, "title": row.title}
        detail = f"{about}\n{row.notices[-1]['text']}" if row.is_told and row.notices else about
        audit.record(request, action, article=row.article, detail=detail)


def _publish_as_it_stands(article, number, request) -> LiveEntry:
    row = article.live_entries.filter(number=number).first()
    if row is None:
        raise Http404
    return coverage.publish(article, by=request.user, words=row.words, number=number)


def _withdraw(article, number, request) -> LiveEntry:
    notice = request.POST.get("withdrawn", "")
    return coverage.withdraw(article, number, by=request.user, notice=notice)


ACTS = {
    "let-out": _publish_as_it_stands,
    "pin": lambda article, number, r: coverage.pin(article, number, by=r.user, is_key=True),
    "unpin": lambda article, number, r: coverage.pin(article, number, by=r.user, is_key=False),
    "withdraw": _withdraw,
}
_PUBLISHED = gettext_lazy("Published: “%s”")
_KEPT = {
    "draft": gettext_lazy("Kept as a draft: “%s”"),
    "schedule": gettext_lazy("Scheduled: “%s”"),
}
_DONE = {
    "let-out": gettext_lazy("Entry %s is published."),
    "pin": gettext_lazy("Entry %s is a key entry."),
    "unpin": gettext_lazy("Entry %s is no key entry any more."),
    "withdraw": gettext_lazy("Readers do not see entry %s any more."),
}


def _pressed(request) -> tuple[str, int | None]:
    """What the button says, and of which entry where it stands beside one."""
    pressed = request.POST.get("do", "")
    verb, _dash, number = pressed.rpartition("-")
    if pressed in BUTTONS:
        return pressed, None
    if verb not in ACTS or not number.isdecimal() or len(number) > 9:
        raise BadRequest("There is no such button.")
    return verb, int(number)


def _screen(article, number: int) -> str:
    return f"{reverse('admin:articles_article_live', args=[article.pk])}#entry-{number}"


def _lines(article, before: int | None) -> tuple[list[Line], int | None]:
    """A page of the entries as the desk last saved them, and where the next one begins."""
    rows = article.live_entries.latest().select_related("saved_by").order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    seen = article.live_entries.ever_live().filter(number__in=[row.number for row in shown])
    seen = set(seen.values_list("number", flat=True))
    older = shown[-1].number if len(found) > A_PAGE else None
    return [Line(row, was_seen=row.number in seen) for row in shown], older
