"""Two versions of a story side by side, and the older one made the draft again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import audit, restoring
from articles.desk.history import ArticleHistory, Entry, default_pair, number_in
from articles.differences import compare, pictures_of
from articles.models import Picture


class ArticleComparison(ArticleHistory, admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/versions/compare/",
                view(self.compare_view),
                name="articles_article_compare",
            ),
            path(
                "<int:object_id>/versions/<int:number>/restore/",
                view(self.restore_view),
                name="articles_article_restore",
            ),
            *super().get_urls(),
        ]

    def compare_view(self, request, object_id):
        article = self._article(request, object_id)
        pair = _asked_pair(request.GET) or default_pair(article)
        if pair is None:
            self.message_user(request, _("There is only one version so far."), messages.WARNING)
            return redirect("admin:articles_article_history", article.pk)
        found = _versions(article, pair)
        if missing := set(pair) - set(found):
            told = _("This story has no version %s (any more).") % min(missing)
            self.message_user(request, told, messages.ERROR)
            return redirect("admin:articles_article_history", article.pk)
        old, new = (found[number] for number in sorted(pair))
        comparison = compare(old, new, pictures=pictures_of([old, new], Picture.objects.all()))
        return self._page(
            request,
            "compare",
            article,
            title=_("Versions %(old)s and %(new)s") % {"old": old.number, "new": new.number},
            old=Entry.of(old),
            new=Entry.of(new),
            comparison=comparison,
            unchanged=_(", ").join(str(field.label) for field in comparison.kept),
            before=article.versions.filter(number__lt=old.number).first(),
            after=article.versions.filter(number__gt=new.number).last(),
            may_write=self.has_change_permission(request, article),
        )

    @method_decorator(require_POST)
    def restore_view(self, request, object_id, number):
        article = self._article(request, object_id)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        version = get_object_or_404(article.versions.all(), number=number)
        try:
            restored = self._restore(request, version)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect("admin:articles_article_history", article.pk)
        told = _("Version %(old)s is the draft again, as version %(new)s.") % {
            "old": number,
            "new": restored.version.number,
        }
        if article.is_live:
            told += " " + _("Readers go on seeing what is published.")
        self.message_user(request, told, messages.SUCCESS)
        for sentence in restored.left_out:
            self.message_user(request, sentence, messages.WARNING)
        return redirect("admin:articles_article_change", article.pk)

    @transaction.atomic
    def _restore(self, request, version):
        restored = restoring.restore(version, by=request.user)
        detail = _("version %(old)s as version %(new)s") % {
            "old": version.number,
            "new": restored.version.number,
        }
        audit.record(request, "restore-version", article=version.article, detail=detail)
        return restored


def _asked_pair(query) -> tuple[int, int] | None:
    if "old" in query and "new" in query:
        return number_in(query["old"]), number_in(query["new"])
    return None


def _versions(article, numbers) -> dict:
    versions = article.versions.filter(number__in=numbers).select_related("section", "saved_by")
    return {version.number: version for version in versions.prefetch_related("topics")}
