"""The log of who did what at the desk. Everything that leaves a trace calls `record`."""

from articles import network
from articles.models import AuditEntry


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
