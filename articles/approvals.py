"""How many people must approve the words of a story, and who may be one of them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Stage


def approve(version, *, by) -> Stage:
    """Count one person's approval of a version, and say where that brings its story."""
    needed = version.article.approvals_needed
    if needed and version.saved_by_id == by.pk:
        raise ValidationError(
            _("You saved these words yourself. In this section somebody else must approve them.")
        )
    if version.approvals.filter(by=by).exists():
        raise ValidationError(_("You have approved these words already."))
    version.approvals.create(by=by)
    return Stage.IN_REVIEW if version.approvals_missing(needed) else Stage.APPROVED


def refuse_without(version):
    """Let nothing be published that lacks an approval, but for what readers see already."""
    missing = version.approvals_missing(version.article.approvals_needed)
    if missing and not version.is_live():
        raise ValidationError(missing_in_words(missing))


def missing_in_words(missing: int) -> str:
    return ngettext(
        "The story needs one more approval.", "The story needs %(count)s more approvals.", missing
    ) % {"count": missing}
