"""Where the database does not answer: what a reader typed is still theirs."""

import copy
import logging
from functools import wraps

from django import forms

from articles.pages import origin
from articles.pages.errors import NO_DATABASE, without_database

log = logging.getLogger(__name__)


def keeps_words(form_class, *, hides_itself: bool = False):
    """
    For a view that takes `form_class`: where the database fails under it, answer 503 with a page
    that asks the database nothing, holds every typed word and sends it again.

    `hides_itself`, as articles.pages.origin says.
    """

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except NO_DATABASE as error:
                # Another site's words get no form of ours to be sent on with.
                is_ours = origin.is_ours(request, hides_itself=hides_itself)
                if request.method != "POST" or not is_ours:
                    raise
                log.error("no database: %s", error)
                form = _as_typed(form_class, request.POST)
                context = {"form": form, "address": request.path}
                return without_database("503_typed.html", context)

        return wrapped

    return decorate


def _as_typed(form_class, posted) -> forms.Form:
    """The form's fields with what was sent. Nothing is checked: a check may ask the database."""
    form = forms.Form(initial=posted.dict(), auto_id="%s")
    fields = copy.deepcopy(form_class.base_fields)
    form.fields = {name: field for name, field in fields.items() if field.label or name in posted}
    for field in form.fields.values():
        if field.label is None or field.widget.attrs.get("tabindex") == -1:  # nobody types there
            field.widget = forms.HiddenInput()
    return form
