import logging

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps

from newsroom.delivery.log_lines import LogLine


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True

    def ready(self):
        logging.setLogRecordFactory(LogLine)  # of every logger, the server's too


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, as the desk: one site class, for the headers and the look."""

    default = False
    default_site = "newsroom.desk.DeskSite"
