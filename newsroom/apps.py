from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, as the desk: one site class, for the headers and the look."""

    default = False
    default_site = "newsroom.desk.DeskSite"
