"""
A sign-in that has run out is renewed in place: what was typed is not lost for want of it.

With scripts the open page asks for the password itself and goes on. Without them, what was sent
comes back inside the form that asks for the password, and is done once it is right.
"""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user, login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.desk import wording
from articles.models import Masthead
from articles.pages import origin
from newsroom.delivery.desk_only import is_desk

PREFIX = "sign-in"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in_again(request):
    """Say who is signed in, with a CSRF token for the open page; sign its person in again."""
    if request.method == "POST":
        form = AdminAuthenticationForm(request, data=request.POST)
        if not form.is_valid():
            return JsonResponse({"told": _("This is not the password.")}, status=422)
        if str(form.get_user().pk) != request.POST.get("opened_by"):
            return JsonResponse({"told": _("This page is somebody else’s.")}, status=422)
        login(request, form.get_user())
    user = get_user(request)
    return JsonResponse(
        {
            "token": get_token(request),
            "person": user.pk if user.is_active and user.is_staff else None,
            "name": wording.person(user) if user.is_authenticated else "",
        }
    )


def wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def ask_first(request, view, *args, **kwargs):
    """Answer a POST whose sign-in has run out: ask, and then do what it was sent for."""
    if wants_json(request):
        return JsonResponse({"reason": "signed-out"}, status=401)
    asked = f"{PREFIX}-password" in request.POST
    form = AdminAuthenticationForm(request, data=request.POST if asked else None, prefix=PREFIX)
    if asked and form.is_valid():
        login(request, form.get_user())
        return view(request, *args, **kwargs)
    response = render(request, "admin/sign_in_again.html", _page(request, form), status=401)
    response.keeps_what_was_sent = True
    return response


def token_is_old(request, reason=""):
    """
    Named in settings.CSRF_FAILURE_VIEW. Who signs in anew in another window gets another token, and
    what an older page sends comes back with it, to be sent with one press more.

    Never what another site sent: in a page of ours it would only lack that press.
    """
    says_from_where = {"Origin", "Sec-Fetch-Site"} & set(request.headers)
    is_ours = says_from_where and origin.is_ours(request)
    if not (is_ours and request.method == "POST" and is_desk(request)) or wants_json(request):
        return csrf_failure(request, reason)
    if not (request.user.is_active and request.user.is_staff):
        form = AdminAuthenticationForm(request, prefix=PREFIX)
        return render(request, "admin/sign_in_again.html", _page(request, form), status=401)
    page = _page(request, None) | {"title": _("Send it once more")}
    return render(request, "admin/send_again.html", page, status=403)


def _page(request, form) -> dict:
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
        for value in values
    ]
    paper = Masthead.objects.current().name
    return {
        "site_header": paper,
        "site_title": paper,
        "title": _("Sign in again"),
        "form": form,
        "kept": kept,
        "files": bool(request.FILES),
        "is_locked": getattr(request, "axes_locked_out", False),
    }
