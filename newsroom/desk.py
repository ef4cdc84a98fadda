"""The desk: Django's admin with the newsroom's name and a Content-Security-Policy of its own."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

desk_csp = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)


def too_many_sign_ins(request, original_response=None, credentials=None):
    """The answer to whoever goes on guessing a password, until the time to cool off is over."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return render(request, "429.html", status=429, headers={"Retry-After": seconds})


class DeskSite(AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("The desk")

    def admin_view(self, view, cacheable=False):
        return desk_csp(super().admin_view(view, cacheable))

    @method_decorator(desk_csp)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)
