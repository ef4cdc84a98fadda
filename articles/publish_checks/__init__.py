"""
What a story needs before readers may see it.

Each check names the field of the desk where it is mended. Some the newsroom may go past, with a
reason that is kept in the story's log; OVERRIDE_CHECKS decides whether it may.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.publish_checks import filing, links, pictures, text

OVERRIDABLE = "overridable"  # the code of an error that may be gone past


@dataclass(frozen=True)
class Check:
    field: str
    find: Callable  # of a Case: the messages, none if all is well
    may_be_overridden: bool = False


@dataclass(frozen=True)
class Case:
    """A story about to be published at `at`, and what readers would be told of the change."""

    article: object
    at: datetime
    change: str | None = None  # None where nobody publishes yet, who could be asked for it
    notice: str = ""


@dataclass(frozen=True)
class Problem:
    field: str
    message: str
    may_be_overridden: bool


CHECKS = [
    Check("headline", filing.headline),
    Check("slug", filing.slug),
    Check("section", filing.section),
    Check("label", filing.label, may_be_overridden=True),
    Check("body", text.body),
    Check("body", text.headings, may_be_overridden=True),
    Check("body", text.tables, may_be_overridden=True),
    Check("body", links.empty, may_be_overridden=True),
    Check("body", links.dead, may_be_overridden=True),
    Check("body", pictures.in_the_body, may_be_overridden=True),
    Check("lead_picture", pictures.lead, may_be_overridden=True),
    Check("layout", pictures.gallery, may_be_overridden=True),
    Check("bylines", filing.bylines),
    Check("expires_at", filing.expiry),
    Check("change", filing.change),
    Check("notice", filing.notice),
]


def found(article, *, at=None, change: str | None = None, notice: str = "") -> list[Problem]:
    """Everything that the checks have to say of a publication at `at`, now if it is None."""
    case = Case(article, at or timezone.now(), change, notice)
    return [
        Problem(check.field, message, check.may_be_overridden and settings.OVERRIDE_CHECKS)
        for check in CHECKS
        for message in check.find(case)
    ]


def refuse(problems: list[Problem]):
    """Raise them as errors of their fields; the code of each says whether it may be gone past."""
    by_field = {}
    for problem in problems:
        code = OVERRIDABLE if problem.may_be_overridden else None
        error = ValidationError(problem.message, code=code)
        by_field.setdefault(problem.field, []).append(error)
    if by_field:
        raise ValidationError(by_field)


def may_be_overridden(refusal: ValidationError | None) -> bool:
    """Whether all that a refusal names may be gone past."""
    by_field = getattr(refusal, "error_dict", {})
    errors = [error for errors in by_field.values() for error in errors]
    return bool(errors) and all(error.code == OVERRIDABLE for error in errors)
