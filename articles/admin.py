"""What the desk can open. Each screen is a module of articles.desk."""

from django.contrib import admin

from articles.desk.banners import BannerAdmin
from articles.desk.catalogue import AuthorAdmin, SectionAdmin, TopicAdmin
from articles.desk.fronts import ArrangementAdmin
from articles.desk.library import PictureAdmin
from articles.desk.story import ArticleAdmin
from articles.models import Arrangement, Article, Author, Banner, Picture, Section, Topic

admin.site.register(Arrangement, ArrangementAdmin)
admin.site.register(Article, ArticleAdmin)
admin.site.register(Author, AuthorAdmin)
admin.site.register(Banner, BannerAdmin)
admin.site.register(Picture, PictureAdmin)
admin.site.register(Section, SectionAdmin)
admin.site.register(Topic, TopicAdmin)
