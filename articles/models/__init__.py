from articles.models.article import Article
from articles.models.audit_entry import AuditEntry
from articles.models.author import Author
from articles.models.bulk_change import BulkChange, BulkLine, Outcome
from articles.models.byline import Byline, Role
from articles.models.content import Label
from articles.models.live_period import LivePeriod
from articles.models.picture import Picture
from articles.models.saved_filter import SavedFilter
from articles.models.section import Section
from articles.models.stage import Stage, State
from articles.models.story_words import StoryWords
from articles.models.topic import Topic
from articles.models.version import Change, Version
from articles.models.workflow_event import WorkflowEvent

__all__ = [
    "Article",
    "AuditEntry",
    "Author",
    "BulkChange",
    "BulkLine",
    "Byline",
    "Change",
    "Label",
    "LivePeriod",
    "Outcome",
    "Picture",
    "Role",
    "SavedFilter",
    "Section",
    "Stage",
    "State",
    "StoryWords",
    "Topic",
    "Version",
    "WorkflowEvent",
]
