from comments.models.comment import Comment
from comments.models.comment_words import CommentWords
from comments.models.commenter import Commenter
from comments.models.decision import Decision, Overtaken, Reason
from comments.models.edit import Edit
from comments.models.house_rules import HouseRules, Moderation, Order
from comments.models.month import Month
from comments.models.provenance import Provenance
from comments.models.report import Report, ReportReason, ReportTrace
from comments.models.spam_word import SpamWord
from comments.models.status import Status
from comments.models.story_discussion import StoryDiscussion

__all__ = [
    "Comment",
    "CommentWords",
    "Commenter",
    "Decision",
    "Edit",
    "HouseRules",
    "Moderation",
    "Month",
    "Order",
    "Overtaken",
    "Provenance",
    "Reason",
    "Report",
    "ReportReason",
    "ReportTrace",
    "SpamWord",
    "Status",
    "StoryDiscussion",
]
