import logging
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps

from newsroom.catalogues.compiling import compile_changed
from newsroom.delivery.log_lines import LogLine


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True

    def __init__(self, *args):
        super().__init__(*args)
        # The first app of all, and before models: what is translated once is not looked for again.
        for target in settings.LOCALE_PATHS:
            compile_changed(settings.BASE_DIR / "locale", Path(target))

    def ready(self):
        logging.setLogRecordFactory(LogLine)  # of every logger, the server's too


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, as the desk: one site class, for the headers and the look."""

    default = False
    default_site = "newsroom.desk.DeskSite"
