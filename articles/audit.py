"""The log of who did what at the desk. Everything that leaves a trace calls `record`."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from articles import network
from articles.models import AuditEntry

# What people read for each action. Other apps add theirs where they set up their screens.
ACTIONS: dict[str, Promise] = {
    "add": pgettext_lazy("audit log", "Added"),
    "change": pgettext_lazy("audit log", "Changed"),
    "delete": pgettext_lazy("audit log", "Deleted"),
    "save": pgettext_lazy("audit log", "Draft saved"),
    "submit": pgettext_lazy("audit log", "Submitted for review"),
    "request-changes": pgettext_lazy("audit log", "Changes requested"),
    "approve": pgettext_lazy("audit log", "Approved"),
    "publish": pgettext_lazy("audit log", "Published"),
    "schedule": pgettext_lazy("audit log", "Scheduled"),
    "unschedule": pgettext_lazy("audit log", "Schedule cancelled"),
    "unpublish": pgettext_lazy("audit log", "Unpublished"),
    "kill": pgettext_lazy("audit log", "Killed"),
    "reopen": pgettext_lazy("audit log", "Reopened"),
    "undo": pgettext_lazy("audit log", "Undone"),
    "embargo": pgettext_lazy("audit log", "Embargo changed"),
    "take-over": pgettext_lazy("audit log", "Story taken over"),
    "label-version": pgettext_lazy("audit log", "Version labelled"),
    "restore-version": pgettext_lazy("audit log", "Version restored"),
    "make-preview-link": pgettext_lazy("audit log", "Preview link made"),
    "revoke-preview-link": pgettext_lazy("audit log", "Preview link revoked"),
    "resolve-note": pgettext_lazy("audit log", "Note resolved"),
    "reopen-note": pgettext_lazy("audit log", "Note reopened"),
    "draft-entry": pgettext_lazy("audit log", "Entry kept as a draft"),
    "schedule-entry": pgettext_lazy("audit log", "Entry scheduled"),
    "publish-entry": pgettext_lazy("audit log", "Entry published"),
    "let-out-entry": pgettext_lazy("audit log", "Entry published as it stood"),
    "pin-entry": pgettext_lazy("audit log", "Entry made a key entry"),
    "unpin-entry": pgettext_lazy("audit log", "Entry made no key entry"),
    "withdraw-entry": pgettext_lazy("audit log", "Entry taken down"),
    "arrange-front": pgettext_lazy("audit log", "Front arranged"),
    "take-back-front": pgettext_lazy("audit log", "Scheduled front taken back"),
    "show-banner": pgettext_lazy("audit log", "Banner shown"),
    "change-banner": pgettext_lazy("audit log", "Banner changed"),
    "end-banner": pgettext_lazy("audit log", "Banner ended"),
    "delete-banner": pgettext_lazy("audit log", "Banner deleted"),
    "change-menu": pgettext_lazy("audit log", "Menu changed"),
    "replace-picture": pgettext_lazy("audit log", "Picture replaced"),
    "section-rights": pgettext_lazy("audit log", "Rights in a section changed"),
    "export-audit": pgettext_lazy("audit log", "Audit log exported"),
}


def name_of(action: str) -> str:
    """As people read it; an action that nobody takes any more keeps its word."""
    return ACTIONS.get(action, action)


def record(request, action: str, *, article=None, about: str = "", detail: str = "") -> AuditEntry:
    """
    Note that the person of `request` did `action`, from their network address; None is a command.

    `action` is a short fixed word such as "publish" or "revoke-preview"; `about` names what it
    was done to where that is no story. Called inside the transaction of what was done, so that
    neither stands without the other.
    """
    return AuditEntry.objects.create(
        by=request.user if request and request.user.is_authenticated else None,
        address=network.address_of(request) if request else None,
        action=action[:40],
        article=article,
        about=(about or str(article or ""))[:200],
        detail=detail,
    )
