"""The moderators' queue: a card for each comment, and one key for each decision."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.translation import gettext_lazy as _

from articles.desk.keyset import KeysetAdmin, KeysetChangeList, Order
from comments.desk import deciding, tabs, told
from comments.desk.cards import cards_of, for_cards
from comments.desk.queue_filter import QueueFilter
from comments.desk.responses import Responses, marks_in
from comments.desk.verbs import VERBS
from comments.models import Comment


class QueueChangeList(KeysetChangeList):
    def get_ordering(self, request, queryset):
        self.order = Order(self.model, self.form.chosen_tab.column, self.form.newest_first)
        return self.order.names

    def get_results(self, request):
        super().get_results(request)
        self.cards = cards_of(self.result_list)

    @property
    def runs_back_in_time(self) -> bool:
        return self.order.descending

    @property
    def tabs(self) -> list[dict]:
        """Each with its address; with how many are in it, where the list is not narrowed."""
        counts = {} if self.form.is_used else tabs.counts()
        return [
            {
                "name": tab.name,
                "label": tab.label,
                "address": self.form.address(tab=tab.name),
                "count": tabs.told(counts[tab.name]) if tab.name in counts else "",
                "is_here": tab == self.form.chosen_tab,
            }
            for tab in tabs.TABS.values()
        ]


class CommentQueue(Responses, KeysetAdmin):
    filter_form = QueueFilter
    change_list_template = "admin/comments/comment/change_list.html"
    list_per_page = 20
    actions = ["approve_selected", "reject_selected", "mark_selected_as_spam"]

    def get_changelist(self, request, **kwargs):
        return QueueChangeList

    def may_see_addresses(self, request) -> bool:
        return request.user.has_perm("comments.view_commenter")

    def rows_of_a_page(self, request):
        return for_cards(Comment.objects.all(), with_addresses=self.may_see_addresses(request))

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, self.around_cards(request) | (extra_context or {}))

    # Deciding about many

    @admin.action(description=_("Approve selected comments"), permissions=["change"])
    def approve_selected(self, request, comments):
        self._decide_selected(request, "approve")

    @admin.action(description=_("Reject selected comments"), permissions=["change"])
    def reject_selected(self, request, comments):
        self._decide_selected(request, "reject")

    @admin.action(description=_("Mark selected comments as spam"), permissions=["change"])
    def mark_selected_as_spam(self, request, comments):
        self._decide_selected(request, "mark_as_spam")

    def _decide_selected(self, request, name: str):
        """Those that were ticked, also where somebody has moved them to another tab meanwhile."""
        numbers = request.POST.getlist(ACTION_CHECKBOX_NAME)
        outcome = deciding.decide(request, VERBS[name], numbers, marks_in(request.POST))
        self.tell(request, told.done_to_many(VERBS[name], outcome), outcome)
