"""What the desk can open of the discussion. Each screen is a module of comments.desk."""

from django.contrib import admin

from comments.desk.comment import CommentAdmin
from comments.desk.decision_log import DecisionAdmin
from comments.models import Comment, Decision

admin.site.register(Comment, CommentAdmin)
admin.site.register(Decision, DecisionAdmin)
