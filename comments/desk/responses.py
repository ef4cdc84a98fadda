"""What a press on the comments' desk is answered: data for a script, a message without one."""

from django.contrib import admin, messages
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from comments.desk import tabs, told
from comments.desk.cards import Card, Typed, cards_of
from comments.desk.deciding import Outcome
from comments.models import Comment, Reason


class Responses(admin.ModelAdmin):
    """What is typed on a card comes back with it: comments.desk.comment_page prints its page."""

    def respond(self, request, text: str, outcome: Outcome, hint: str = ""):
        """What was done, with all that an open page needs to go on; `hint` is for its keys."""
        if not wants_json(request):
            self.tell(request, text, outcome)
            return self._give_back(request, outcome.overtaken, status=409)
        data = self.what_changed(request, outcome.overtaken, marks_in(request.POST))
        data["decided"] = {each.comment_id: each.comment.mark for each in outcome.decisions}
        if outcome.decisions:
            left = told.left(data["counts"].get(request.POST.get("counted")))
            data["told"] = " ".join(filter(None, [text, left, hint]))
            data["batch"] = str(outcome.batch)
        return JsonResponse(data)

    def show(self, request, text: str, comment: Comment):
        """What was done, with the comment's card as it is now."""
        if not wants_json(request):
            self.message_user(request, text, messages.SUCCESS)
            return redirect(where_it_was_pressed(request))
        return JsonResponse({"told": text} | self.what_changed(request, [comment], {}))

    def refuse(self, request, texts: list[str], number: str):
        if wants_json(request):
            return JsonResponse({"told": " ".join(texts)}, status=422)
        self.message_user(request, " ".join(texts), messages.ERROR)
        comment = Comment.objects.numbered(number)
        return self._give_back(request, [comment] if comment else [], status=422)

    def _give_back(self, request, comments: list[Comment], *, status: int):
        """The list, or the page of one comment with what was typed about it and not taken."""
        if len(comments) == 1:
            [comment] = comments
            if typed := Typed.on_card(comment.pk, request.POST):
                return self.page_of(request, comment, typed, status=status)
        return redirect(where_it_was_pressed(request))

    def tell(self, request, text: str, outcome: Outcome):
        """Say on the next page what was done, with a button that takes it back."""
        if outcome.decisions:
            self.message_user(request, told.with_undo(text, outcome), messages.SUCCESS)
        if outcome.overtaken:
            left = told.left_alone(outcome.overtaken)
            self.message_user(request, left, messages.WARNING)

    def what_changed(self, request, comments: list[Comment], seen: dict[str, str]) -> dict:
        """The cards of `comments` as they are now, and how many are in each tab."""
        numbers = [comment.pk for comment in comments]
        rows = list(self.rows_of_a_page(request).filter(pk__in=numbers)) if numbers else []
        notices = {row.pk: told.since(row, seen.get(str(row.pk), row.mark)) for row in rows}
        cards = {card.comment.pk: self._print(request, card) for card in cards_of(rows, notices)}
        counts = {name: tabs.told(count) for name, count in tabs.counts().items()}
        return {"cards": cards, "counts": counts}

    def around_cards(self, request) -> dict:
        """What a card's template needs beside the card."""
        return {
            "may_decide": self.has_change_permission(request),
            "may_see_addresses": self.may_see_addresses(request),
            "reasons": Reason.choices,
            "addresses": {
                "queue": list_address(),
                **{
                    name: reverse(f"admin:comments_{name}")
                    for name in ("decide", "answer", "feature")
                },
            },
        }

    def _print(self, request, card: Card) -> str:
        context = {"card": card} | self.around_cards(request)
        return render_to_string("admin/comments/comment/_card.html", context, request)


def wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def marks_in(sent) -> dict[str, str]:
    """How each comment was seen on the page that is sent, by its number."""
    prefix = "mark-"
    return {name.removeprefix(prefix): sent[name] for name in sent if name.startswith(prefix)}


def list_address(query: str = "") -> str:
    return reverse("admin:comments_comment_changelist") + (f"?{query}" if query else "")


def where_it_was_pressed(request) -> str:
    """The page of the list that something was sent from."""
    return list_address(QueryDict(request.POST.get("list", "").encode()).urlencode())
