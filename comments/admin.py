"""The moderators' queue: what waits comes first, and three verbs decide."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models.functions import Left
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles import audit, sanitize
from articles.desk import wording
from comments.desk.commenters import CommenterAdmin
from comments.models import QUEUE_ORDER, Comment, Commenter, Status

EXCERPT = 160
# The buttons of a comment's page: the model's verb and the status that it leads to.
VERBS = {
    "approve": (_("Approve"), Status.APPROVED),
    "reject": (_("Reject"), Status.REJECTED),
    "mark_as_spam": (_("Mark as spam"), Status.SPAM),
}

admin.site.register(Commenter, CommenterAdmin)


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["excerpt", "name", "story", "standing", "reasons", "posted"]
    list_filter = ["status", "posted_at"]
    search_fields = ["text", "name", "held_because", "article__headline"]
    search_help_text = _("Words of the comment, name, reason or headline")
    ordering = QUEUE_ORDER
    actions = ["approve_selected", "reject_selected", "mark_selected_as_spam"]
    save_on_top = True  # the verbs stand there
    view_on_site = False  # the story's name leads there, where readers see it
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "admin/comments/change_form.html"
    leaves_traces = False  # each decision does

    class Media:
        css = {"all": ["desk/css/comments.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # readers' words are evidence: they are rejected, not deleted

    def may_see_addresses(self, request):
        return request.user.has_perm("comments.view_commenter")

    # The list

    def get_queryset(self, request):
        return Comment.objects.for_moderation()

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        excerpts = changelist.result_list.annotate(beginning=Left("text", 2 * EXCERPT))
        changelist.result_list = excerpts.defer("text", "html", "article__body")
        return changelist

    def get_search_fields(self, request):
        address = ["commenter__normalised"] if self.may_see_addresses(request) else []
        return [*self.search_fields, *address]

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.opts.verbose_name_plural.capitalize()}
        return super().changelist_view(request, title | (extra_context or {}))

    @admin.display(description=_("comment"))
    def excerpt(self, comment):
        return Truncator(" ".join(comment.beginning.split())).chars(EXCERPT)

    @admin.display(description=_("story"))
    def story(self, comment):
        return format_html(
            '<a href="?article__id__exact={}">{}</a>', comment.article_id, comment.article
        )

    @admin.display(description=_("status"), ordering="status")
    def standing(self, comment):
        return format_html(
            '<span class="state comment-{}">{}</span>', comment.status, comment.get_status_display()
        )

    @admin.display(description=_("why it was held"))
    def reasons(self, comment):
        return comment.held_because

    @admin.display(description=_("posted"), ordering="posted_at")
    def posted(self, comment):
        return wording.short(comment.posted_at)

    # Deciding about many

    @admin.action(description=_("Approve selected comments"), permissions=["change"])
    def approve_selected(self, request, comments):
        told = ngettext_lazy("%d comment approved.", "%d comments approved.")
        self._decide(request, comments, "approve", told)

    @admin.action(description=_("Reject selected comments"), permissions=["change"])
    def reject_selected(self, request, comments):
        told = ngettext_lazy("%d comment rejected.", "%d comments rejected.")
        self._decide(request, comments, "reject", told)

    @admin.action(description=_("Mark selected comments as spam"), permissions=["change"])
    def mark_selected_as_spam(self, request, comments):
        told = ngettext_lazy("%d comment marked as spam.", "%d comments marked as spam.")
        self._decide(request, comments, "mark_as_spam", told)

    def _decide(self, request, comments, verb, told):
        # The oldest first: an answer finds the comment above it decided.
        decided = [_decide(request, comment, verb) for comment in comments.order_by("posted_at")]
        self.message_user(request, told % len(decided), messages.SUCCESS)

    # One comment

    def get_fields(self, request, obj=None):
        return [
            *("as_typed", "as_readers_see_it", "name", "website"),
            *(["address"] if self.may_see_addresses(request) else []),
            *("on_story", "answers", "standing", "reasons", "posted", "decision"),
        ]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["title"] = _("Comment")
        context["verbs"] = {
            name: label
            for name, (label, status) in VERBS.items()
            if obj.status != status and self.has_change_permission(request, obj)
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        for name in VERBS.keys() & request.POST.keys():
            _decide(request, obj, name)

    def construct_change_message(self, request, form, formsets, add=False):
        return " ".join(sorted(VERBS.keys() & request.POST.keys()))

    def response_change(self, request, obj):
        told = _("The comment by %(name)s is now: %(status)s.")
        words = {"name": obj.name, "status": obj.get_status_display()}
        self.message_user(request, told % words, messages.SUCCESS)
        return redirect("admin:comments_comment_changelist")

    @admin.display(description=_("as it was typed"))
    def as_typed(self, comment):
        return format_html('<div class="comment-typed">{}</div>', comment.text)

    @admin.display(description=_("as readers would see it"))
    def as_readers_see_it(self, comment):
        return format_html(
            '<div class="comment-shown">{}</div>', sanitize.show_comment(comment.html)
        )

    @admin.display(description=_("decided"))
    def decision(self, comment):
        if comment.decided_at is None:
            return ""
        return f"{wording.short(comment.decided_at)} {wording.person(comment.decided_by)}"

    @admin.display(description=_("email"))
    def address(self, comment):
        return comment.commenter.email if comment.commenter else ""

    @admin.display(description=_("story"))
    def on_story(self, comment):
        address = comment.get_absolute_url()
        if not address:
            return _("%s (readers do not see it now)") % comment.article
        return format_html('<a href="{}">{}</a>', address, comment.article)

    @admin.display(description=_("in reply to"))
    def answers(self, comment):
        if comment.parent is None:
            return ""
        address = reverse("admin:comments_comment_change", args=[comment.parent_id])
        return format_html('<a href="{}">{}</a>', address, comment.parent)


@transaction.atomic
def _decide(request, comment, verb: str):
    """Take one of VERBS, and note who did."""
    getattr(comment, verb)(by=request.user)
    about = _("Comment by %s") % comment.name
    audit.record(request, f"{verb}-comment", article=comment.article, about=about)
