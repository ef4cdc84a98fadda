from comments.models.comment import QUEUE_ORDER, Comment, Status
from comments.models.commenter import Commenter
from comments.models.decision import Decision
from comments.models.house_rules import HouseRules, Moderation, Order
from comments.models.provenance import Provenance
from comments.models.report import Reason, Report, ReportTrace
from comments.models.story_discussion import StoryDiscussion

__all__ = [
    "QUEUE_ORDER",
    "Comment",
    "Commenter",
    "Decision",
    "HouseRules",
    "Moderation",
    "Order",
    "Provenance",
    "Reason",
    "Report",
    "ReportTrace",
    "Status",
    "StoryDiscussion",
]
