"""What the desk can open of the discussion. Each screen is a module of comments.desk."""

from django.contrib import admin

from articles import audit
from articles.desk.story import ArticleAdmin
from comments.desk.audit_actions import ACTIONS
from comments.desk.comment import CommentAdmin
from comments.desk.commenters import CommenterAdmin
from comments.desk.decision_log import DecisionAdmin
from comments.desk.rules import HouseRulesAdmin
from comments.desk.story_rules import DiscussionPart
from comments.models import Comment, Commenter, Decision, HouseRules

admin.site.register(Comment, CommentAdmin)
admin.site.register(Commenter, CommenterAdmin)
admin.site.register(Decision, DecisionAdmin)
admin.site.register(HouseRules, HouseRulesAdmin)
ArticleAdmin.add_part(DiscussionPart)
audit.ACTIONS |= ACTIONS
