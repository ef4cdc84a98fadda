from articles.models.approval import Approval
from articles.models.article import Article
from articles.models.audit_entry import AuditEntry
from articles.models.author import Author
from articles.models.byline import Byline, Role
from articles.models.content import Label
from articles.models.live_period import LivePeriod
from articles.models.note import Note
from articles.models.notification import Kind, Notification, NotificationChoice
from articles.models.outbox_task import OutboxTask
from articles.models.picture import Picture
from articles.models.section import Section
from articles.models.stage import Stage, State
from articles.models.topic import Topic
from articles.models.version import Change, Version
from articles.models.workflow_event import WorkflowEvent

__all__ = [
    "Approval",
    "Article",
    "AuditEntry",
    "Author",
    "Byline",
    "Change",
    "Kind",
    "Label",
    "LivePeriod",
    "Note",
    "Notification",
    "NotificationChoice",
    "OutboxTask",
    "Picture",
    "Role",
    "Section",
    "Stage",
    "State",
    "Topic",
    "Version",
    "WorkflowEvent",
]
