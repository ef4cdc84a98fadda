"""What the desk can open. Each screen is a module of articles.desk."""

from django.contrib import admin

from articles.desk.audit_log import AuditEntryAdmin
from articles.desk.catalogue import AuthorAdmin, SectionAdmin, TopicAdmin
from articles.desk.library import PictureAdmin
from articles.desk.story import ArticleAdmin
from articles.models import Article, AuditEntry, Author, Picture, Section, Topic

admin.site.register(Article, ArticleAdmin)
admin.site.register(AuditEntry, AuditEntryAdmin)
admin.site.register(Author, AuthorAdmin)
admin.site.register(Picture, PictureAdmin)
admin.site.register(Section, SectionAdmin)
admin.site.register(Topic, TopicAdmin)
