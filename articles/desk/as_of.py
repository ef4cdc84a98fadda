"""
The readers' pages as they stand at another time, for those who may read stories at the desk.

`/admin/as-of/TIME/PATH` answers with the very view of `/PATH`. Every address on the page begins
with the same words, so that whoever follows a link stays in that time.
"""

from copy import copy
from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from articles.desk import asked_time, wording
from articles.desk.asked_time import UnclearTime, address
from articles.desk.time_bar import TimeBar
from articles.pages import errors
from articles.pages.prefix import prefixed

PERMISSION = "articles.view_article"  # what is to come is no secret from who sees it being made
READERS = "articles"  # the namespace of the readers' addresses


@require_safe
def view(request, moment, path=""):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    path, query = f"/{path}", request.GET.urlencode()
    try:
        at = asked_time.read(moment)
    except UnclearTime as unclear:
        return _ask_again(request, unclear, path, query)
    if moment != asked_time.written(at):
        return redirect(address(at, path, query))
    match = _readers_view(path)
    if match is None and _readers_view(f"{path}/"):
        return redirect(address(at, f"{path}/", query))
    return shown(request, match, at=at, bar=TimeBar(at, path, request.GET))


def shown(request, match, *, at: datetime, bar, query: QueryDict | None = None, arrangement=None):
    """The readers' page that `match` leads to, as it stands at `at`, under a `bar` of the desk."""
    asked = copy(request)
    asked.method, asked.POST = "GET", QueryDict()
    asked.GET = request.GET if query is None else query
    asked.as_of, asked.bar, asked.arrangement = at, bar, arrangement
    with prefixed(address(at)):
        try:
            if match is None:
                raise Http404
            response = match.func(asked, *match.args, **match.kwargs)
        except Http404 as missing:
            response = errors.not_found(asked, missing)
    return _for_this_person_only(response)


def _readers_view(path: str):
    """Where the readers' `path` leads; None for all that is no page of theirs."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.namespace == READERS else None


def _for_this_person_only(response):
    for name in ("Last-Modified", "ETag"):
        response.headers.pop(name, None)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _ask_again(request, unclear: UnclearTime, path: str, query: str):
    context = {
        **admin.site.each_context(request),
        "title": str(unclear),
        "path": path,
        "parameters": list(request.GET.items()),
        "meant": [(wording.moment(at), address(at, path, query)) for at in unclear.meant],
        "zone": wording.zone(),
    }
    return render(request, "admin/as_of/unclear.html", context, status=400)
