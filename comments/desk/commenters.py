"""What is kept of somebody who comments: looked up by their address, exported, erased."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.desk import wording
from articles.desk.logs import OnlyRead
from comments.models import Commenter, Provenance
from comments.privacy import disclosure, erasure
from comments.privacy.person import Person

MOST = 50  # comments listed; the export has all
KEEP, REMOVE = "keep", "remove"


class LookUpForm(forms.Form):
    """An address, sent in a form's body: those in an address of ours would end in logs."""

    email = forms.CharField(label=_("Email address"), max_length=200)
    comments = forms.ChoiceField(
        label=_("What they wrote"),
        choices=[
            (KEEP, _("stays, as Anonymous’s")),
            (REMOVE, _("is removed; answers to it stay")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )


class CommenterAdmin(OnlyRead, admin.ModelAdmin):
    """One page, and no list: nobody browses addresses."""

    leaves_traces = False  # comments.privacy does, without an address

    def may_export(self, request) -> bool:
        return request.user.has_perm("comments.export_commenter")

    def may_erase(self, request) -> bool:
        return request.user.has_perm("comments.erase_commenter")

    def has_view_permission(self, request, obj=None):
        return self.may_export(request) or self.may_erase(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        view = self.admin_site.admin_view(self.page)
        return [path("", view, name="comments_commenter_changelist")]

    def page(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = LookUpForm(request.POST or None)
        if not form.is_valid():
            return self._page(request, form)
        person = Person.with_address(form.cleaned_data["email"])
        if person is None:
            return self._page(request, form, is_unknown=True)
        if "export" in request.POST:
            return self._export(request, person)
        if "erase" in request.POST:
            return self._erase(request, form, person)
        return self._page(request, form, person)

    def _export(self, request, person):
        if not self.may_export(request):
            raise PermissionDenied
        kept = disclosure.disclose(person, request)
        response = HttpResponse(kept, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="commenter.json"'
        return response

    def _erase(self, request, form, person):
        """Asked for once without and once with being sure."""
        if not self.may_erase(request):
            raise PermissionDenied
        choice = form.cleaned_data["comments"]
        if not choice:
            form.add_error("comments", _("Choose what becomes of what they wrote."))
            return self._page(request, form, person)
        if "sure" not in request.POST:
            return self._page(request, form, person, is_asking=True)
        count = sum(
            1 for _done in erasure.erase(person, keep_comments=choice == KEEP, request=request)
        )
        told = ngettext(
            "All that was kept of the person is erased. They had written %(count)s comment.",
            "All that was kept of the person is erased. They had written %(count)s comments.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect("admin:comments_commenter_changelist")

    def _page(self, request, form, person=None, **context):
        context |= {
            **self.admin_site.each_context(request),
            "title": _("What is kept of a commenter"),
            "form": form,
            "person": person,
            "may_export": self.may_export(request),
            "may_erase": self.may_erase(request),
            **(_found(person) if person else {}),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/comments/commenter.html", context)


def _found(person: Person) -> dict:
    comments = person.comments.select_related("article").defer("article__body", "text", "html")
    commenter = person.commenter or Commenter()
    return {
        "comments": comments.order_by("-posted_at", "-pk")[:MOST],
        "comments_count": person.comments.count(),
        "origins_count": Provenance.objects.filter(comment__in=person.comments).count(),
        "facts": [
            (label, wording.moment(at))
            for label, at in (
                (_("Address confirmed"), commenter.verified_at),
                (_("Asked to confirm it"), commenter.asked_at),
                (_("Wants no mail since"), commenter.stopped_at),
            )
            if at
        ],
    }
