from articles.models.article import Article
from articles.models.audit_entry import AuditEntry
from articles.models.author import Author
from articles.models.autosave import Autosave
from articles.models.byline import Byline, Role
from articles.models.content import Label
from articles.models.live_period import LivePeriod
from articles.models.picture import Picture
from articles.models.presence import Presence
from articles.models.press import Press
from articles.models.section import Section
from articles.models.stage import Stage, State
from articles.models.topic import Topic
from articles.models.version import Change, Version
from articles.models.workflow_event import WorkflowEvent

__all__ = [
    "Article",
    "AuditEntry",
    "Author",
    "Autosave",
    "Byline",
    "Change",
    "Label",
    "LivePeriod",
    "Picture",
    "Presence",
    "Press",
    "Role",
    "Section",
    "Stage",
    "State",
    "Topic",
    "Version",
    "WorkflowEvent",
]
