from articles.models.approval import Approval
from articles.models.arrangement import Arrangement
from articles.models.article import Article
from articles.models.audit_entry import AuditEntry
from articles.models.author import Author
from articles.models.autosave import Autosave
from articles.models.banner import Banner
from articles.models.bulk_change import BulkChange, BulkLine, Outcome
from articles.models.byline import Byline, Role
from articles.models.content import Label, Layout
from articles.models.filing import Filing
from articles.models.known_word import KnownWord
from articles.models.live_entry import LiveEntry
from articles.models.live_period import LivePeriod
from articles.models.masthead import Masthead
from articles.models.menu import Menu, MenuItem
from articles.models.note import Note
from articles.models.note_sender import NoteSender
from articles.models.notification import Kind, Notification, NotificationChoice
from articles.models.outbox_task import OutboxTask
from articles.models.page import Page, Purpose
from articles.models.picture import Picture
from articles.models.placement import Placement, Size
from articles.models.presence import Presence
from articles.models.press import Press
from articles.models.preview_link import PreviewLink
from articles.models.published_words import PublishedWords
from articles.models.readership import Readership
from articles.models.saved_filter import SavedFilter
from articles.models.section import Hue, Section
from articles.models.stage import Stage, State
from articles.models.story_words import StoryWords
from articles.models.topic import Topic
from articles.models.trace import TooMany, Trace, TraceQuerySet
from articles.models.version import Change, Version
from articles.models.workflow_event import WorkflowEvent

__all__ = [
    "Approval",
    "Arrangement",
    "Article",
    "AuditEntry",
    "Author",
    "Autosave",
    "Banner",
    "BulkChange",
    "BulkLine",
    "Byline",
    "Change",
    "Filing",
    "Hue",
    "Kind",
    "KnownWord",
    "Label",
    "Layout",
    "LiveEntry",
    "LivePeriod",
    "Masthead",
    "Menu",
    "MenuItem",
    "Note",
    "NoteSender",
    "Notification",
    "NotificationChoice",
    "OutboxTask",
    "Outcome",
    "Page",
    "Picture",
    "Placement",
    "Presence",
    "Press",
    "PreviewLink",
    "PublishedWords",
    "Purpose",
    "Readership",
    "Role",
    "SavedFilter",
    "Section",
    "Size",
    "Stage",
    "State",
    "StoryWords",
    "TooMany",
    "Topic",
    "Trace",
    "TraceQuerySet",
    "Version",
    "WorkflowEvent",
]
