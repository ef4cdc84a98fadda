from comments.models.comment import QUEUE_ORDER, Comment
from comments.models.commenter import Commenter
from comments.models.decision import Decision
from comments.models.house_rules import HouseRules, Moderation, Order
from comments.models.provenance import Provenance
from comments.models.status import Status
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
    "Status",
    "StoryDiscussion",
]
