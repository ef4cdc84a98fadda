"""“Report an error in this story”: what a reader writes becomes a note at the desk."""

from functools import partial

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import network, notifications
from articles.models import Article, Note, NoteSender, Version
from articles.pages.outage import keeps_words
from articles.pages.reader_form import TOO_LONG, ReaderForm, answer, one_line, plain_words
from articles.pages.views import moved_or_gone


class ErrorReportForm(ReaderForm):
    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Please say what is wrong."), "max_length": TOO_LONG},
    )
    quote = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=1000,
        strip=False,
        help_text=_("The words of the story that it is about, if you have them at hand."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": TOO_LONG},
    )
    email = forms.EmailField(
        label=_("Your email"),
        required=False,
        max_length=100,
        help_text=_("Only if you would like an answer. It is not published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Please enter a valid email address, or none."),
            "max_length": TOO_LONG,
        },
    )

    def clean_text(self):
        if words := plain_words(self.cleaned_data["text"]):
            return words
        raise forms.ValidationError(self.fields["text"].error_messages["required"])

    def clean_quote(self):
        return plain_words(self.cleaned_data["quote"])

    def clean_name(self):
        return one_line(self.cleaned_data["name"])

    @transaction.atomic
    def save(self, article: Article, *, network: str | None) -> Note:
        """Keep the report as a note and tell the desk. Sent again, it is the note kept before."""
        article.lock()  # who sends one twice at once is served one after the other
        words = {name: self.cleaned_data[name] for name in ("text", "quote")}
        if earlier := article.notes.filter(author=None, **words).first():
            return earlier
        NoteSender.objects.forget_the_old()
        NoteSender.objects.refuse_more_from(network)
        note = article.notes.create(**words)
        sender = {name: self.cleaned_data[name] for name in ("name", "email")}
        NoteSender.objects.create(note=note, network=network, **sender)
        notifications.tell_of_error(note)
        return note


@csrf_exempt  # no cookie is consulted; articles.pages.reader_form says what stands in for it
@never_cache
@keeps_words(ErrorReportForm)
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request, path):
    """The form for what is wrong in the story at `path`, and what takes it."""
    if request.method == "POST":
        return _take(request, path)
    if getattr(request, "as_of", None):
        raise Http404  # nothing is sent from another time
    version = Version.objects.live().at_path(path)
    if version is None:
        return moved_or_gone(request, path, timezone.now(), to=_to_report)
    return _show(request, version, ErrorReportForm(about=path), 200)


def _take(request, path):
    article = _article_at(path)

    def keep(form) -> str:
        form.save(article, network=network.network_of(network.address_of(request)))
        return reverse("articles:error-reported", args=[path])

    show = partial(_show, request, article.versions.live().first())
    return answer(request, ErrorReportForm(request.POST, about=path), keep=keep, show=show)


@csrf_exempt  # a wrong method hears 405, not that a token is missing
@never_cache
@require_safe
def error_reported(request, path):
    story = _article_at(path).versions.live().first()
    return _unlisted(render(request, "articles/error_reported.html", {"story": story}))


def _article_at(path: str) -> Article:
    """Whose story readers saw there last, though it may have moved or gone since."""
    stood_here = Version.objects.ever_live().filter(path=path).select_related("article")
    latest = stood_here.order_by("-live_from").first()
    if latest is None:
        raise Http404
    return latest.article


def _show(request, story, form, status):
    """`story` is what readers see of it now, None where that is nothing."""
    context = {"story": story, "form": form, "keep_days": settings.KEEP_SENDERS_DAYS}
    return _unlisted(render(request, "articles/report_error.html", context, status=status))


def _to_report(version, permanent):
    return redirect("articles:report-error", version.path, permanent=permanent)


def _unlisted(response):
    response["X-Robots-Tag"] = "noindex"
    return response
