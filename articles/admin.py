"""What the desk can open. Each screen is a module of articles.desk."""

from django.contrib import admin
from django.contrib.auth.models import Group, User

from articles.desk.accounts import AccountAdmin, RightsAdmin
from articles.desk.audit_log import AuditEntryAdmin
from articles.desk.banners import BannerAdmin
from articles.desk.bell import NotificationAdmin
from articles.desk.catalogue import AuthorAdmin, SectionAdmin, TopicAdmin
from articles.desk.fronts import ArrangementAdmin
from articles.desk.library import PictureAdmin
from articles.desk.masthead import MastheadAdmin
from articles.desk.menus import MenuAdmin
from articles.desk.outbox import OutboxTaskAdmin
from articles.desk.page import PageAdmin
from articles.desk.story import ArticleAdmin
from articles.models import (
    Arrangement,
    Article,
    AuditEntry,
    Author,
    Banner,
    Masthead,
    Menu,
    Notification,
    OutboxTask,
    Page,
    Picture,
    Section,
    Topic,
)

admin.site.unregister([Group, User])  # Django has registered its own screens of them

admin.site.register(Arrangement, ArrangementAdmin)
admin.site.register(Article, ArticleAdmin)
admin.site.register(AuditEntry, AuditEntryAdmin)
admin.site.register(Author, AuthorAdmin)
admin.site.register(Banner, BannerAdmin)
admin.site.register(Group, RightsAdmin)
admin.site.register(Masthead, MastheadAdmin)
admin.site.register(Menu, MenuAdmin)
admin.site.register(Notification, NotificationAdmin)
admin.site.register(OutboxTask, OutboxTaskAdmin)
admin.site.register(Page, PageAdmin)
admin.site.register(Picture, PictureAdmin)
admin.site.register(Section, SectionAdmin)
admin.site.register(Topic, TopicAdmin)
admin.site.register(User, AccountAdmin)
