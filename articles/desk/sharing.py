"""How a story will look where search engines and shared links show it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.desk.story_form import HEADLINE_IN_SEARCH, SUMMARY_IN_SEARCH
from articles.models import Masthead
from articles.models.content import SUMMARY_LENGTH


class Sharing(admin.ModelAdmin):
    @admin.display(description=_("how it looks there"))
    def shared(self, article) -> SafeString:
        """The cards as of the last save; a script keeps them up with what is typed."""
        context = {
            "story": article,
            "site_name": Masthead.objects.current().name,
            "site_host": urlsplit(settings.SITE_URL).netloc,
            "title_length": HEADLINE_IN_SEARCH,
            "summary_length": SUMMARY_IN_SEARCH,
            "unwritten_length": SUMMARY_LENGTH,
        }
        return render_to_string("admin/articles/article/_sharing.html", context)
