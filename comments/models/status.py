from django.db import models
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    PENDING = "pending", pgettext_lazy("comment", "Pending")
    APPROVED = "approved", pgettext_lazy("comment", "Approved")
    REJECTED = "rejected", pgettext_lazy("comment", "Rejected")
    SPAM = "spam", pgettext_lazy("comment", "Spam")
    WITHDRAWN = "withdrawn", pgettext_lazy("comment", "Withdrawn")  # by whoever wrote it
