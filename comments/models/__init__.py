from comments.models.comment import QUEUE_ORDER, Comment, Status
from comments.models.commenter import Commenter
from comments.models.provenance import Provenance

__all__ = ["QUEUE_ORDER", "Comment", "Commenter", "Provenance", "Status"]
