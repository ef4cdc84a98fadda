"""Links that show a story to somebody without an account: made, listed, revoked."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles import audit
from articles.desk import wording
from articles.models import PreviewLink, Stage
from articles.pages.preview_links import address_of

LATEST = "latest"
MOST_SHOWN = 100


def _days(number: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": number}


class PreviewLinkForm(forms.Form):
    """Its controls stand in the story's side panel and belong to a form of their own."""

    use_required_attribute = False

    days = forms.TypedChoiceField(
        label=gettext_lazy("Open for"),
        coerce=int,
        initial=7,
        choices=[(days, _days(days)) for days in PreviewLink.LIFETIMES],
    )
    shows = forms.ChoiceField(label=gettext_lazy("Shows"), initial=LATEST)
    made_for = forms.CharField(label=gettext_lazy("For whom"), max_length=80, required=False)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, auto_id="preview-link-%s", **kwargs)
        latest = article.latest_version.number
        self.fields["shows"].choices = [
            (LATEST, _("always what was saved last")),
            (str(latest), _("version %s and no later one") % latest),
        ]
        for field in self.fields.values():
            field.widget.attrs["form"] = "preview-link-form"


@dataclass(frozen=True)
class ListedLink:
    """A link as the desk shows it."""

    link: PreviewLink
    address: str
    shows: str
    state: str
    is_open: bool

    @classmethod
    def of(cls, link: PreviewLink, article):
        is_open = _is_open(link, article)
        return cls(
            link=link,
            address=address_of(link) if is_open else "",
            shows=_("Version %s") % link.version.number if link.version else _("Latest version"),
            state=_state(link, article),
            is_open=is_open,
        )

    @property
    def opened(self) -> str:
        if not self.link.opened:
            return _("not opened yet")
        told = ngettext(
            "opened %(times)s time, last %(when)s",
            "opened %(times)s times, last %(when)s",
            self.link.opened,
        )
        when = wording.short(self.link.last_opened_at)
        return told % {"times": self.link.opened, "when": when}


class ArticlePreviewLinks(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/preview-links/",
                view(self.preview_links_view),
                name="articles_article_preview_links",
            ),
            path(
                "<int:object_id>/preview-links/<int:number>/revoke/",
                view(self.revoke_preview_link_view),
                name="articles_article_revoke_preview_link",
            ),
            *super().get_urls(),
        ]

    def preview_links_view(self, request, object_id):
        """All links of a story; posted, one more."""
        article = self._shared_article(request, object_id)
        form = PreviewLinkForm(request.POST or None, article=article)
        if request.method == "POST" and form.is_valid():
            self._make_link(request, article, **form.cleaned_data)
            return self._answer(request, article, _("The link is made."))
        if request.method == "POST" and _asked_by_script(request):
            return HttpResponse(shown_links(article, form=form), status=422)
        return self._page(
            request,
            "preview_links",
            article,
            title=_("Preview links"),
            links=listed_links(article.preview_links.all()[:MOST_SHOWN], article),
            form=form,
        )

    @method_decorator(require_POST)
    def revoke_preview_link_view(self, request, object_id, number):
        article = self._shared_article(request, object_id)
        link = get_object_or_404(article.preview_links.all(), pk=number)
        with transaction.atomic():
            link.revoke()
            audit.record(request, "revoke-preview-link", article=article, detail=str(link))
        return self._answer(request, article, _("The link is revoked: it shows nothing any more."))

    @transaction.atomic
    def _make_link(self, request, article, *, days: int, shows: str, made_for: str):
        version = None if shows == LATEST else article.versions.get(number=shows)
        link = PreviewLink.make(
            article, by=request.user, days=days, version=version, made_for=made_for
        )
        detail = _("for %(whom)s, until %(end)s") % {
            "whom": link,
            "end": wording.moment(link.expires_at),
        }
        audit.record(request, "make-preview-link", article=article, detail=detail)

    def _shared_article(self, request, object_id):
        article = self._article(request, object_id)
        if not may_share(self, request, article):
            raise PermissionDenied
        return article

    def _answer(self, request, article, told: str):
        """The panel's part anew for its script; for a page without one, the page of all links."""
        if _asked_by_script(request):
            return HttpResponse(shown_links(article, told=told))
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:articles_article_preview_links", article.pk)


def may_share(desk, request, article) -> bool:
    """A killed story is shown to nobody, so that no link to it is made either."""
    return article.stage != Stage.KILLED and desk.has_change_permission(request, article)


def shown_links(article, *, form=None, told="") -> str:
    """The part of the side panel: the controls for a new link, and the links that are open."""
    context = {
        "article": article,
        "form": form or PreviewLinkForm(article=article),
        "links": listed_links(article.preview_links.open()[:MOST_SHOWN], article),
        "told": told,
    }
    return render_to_string("admin/articles/article/_preview_links.html", context)


def listed_links(links, article) -> list[ListedLink]:
    return [ListedLink.of(link, article) for link in links.select_related("version", "made_by")]


def _asked_by_script(request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _is_open(link, article) -> bool:
    ended = link.revoked_at or link.expires_at <= timezone.now()
    return not ended and article.stage != Stage.KILLED


def _state(link, article) -> str:
    if link.revoked_at:
        return _("revoked %s") % wording.short(link.revoked_at)
    if link.expires_at <= timezone.now():
        return _("over since %s") % wording.short(link.expires_at)
    if article.stage == Stage.KILLED:
        return _("closed: the story was killed")
    return _("until %s") % wording.short(link.expires_at)
