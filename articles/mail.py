"""E-mail, sent by the outbox."""

import hashlib
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from articles import outbox
from articles.models.masthead import Masthead


def put(key: str, *, to: str, subject: str, body: str):
    """Have a plain letter sent once. Without an address nothing is sent."""
    if to.strip():
        letter = {"to": one_line(to), "subject": one_line(subject), "body": body}
        outbox.put("mail", key, letter)


def send(key: str, letter: dict):
    """
    Named in settings.OUTBOX. `letter` holds to, subject, body and perhaps more headers.

    A letter sent twice after all has the same Message-ID.
    """
    number = hashlib.sha256(key.encode()).hexdigest()[:32]
    domain = urlsplit(settings.SITE_URL).hostname
    headers = {"Message-ID": f"<{number}@{domain}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(
        one_line(letter["subject"]),
        letter["body"],
        from_email=_sender(),
        to=[letter["to"]],
        headers=headers | letter.get("headers", {}),
    ).send()


def _sender() -> str:
    """MAIL_FROM, under the newspaper's name where it has none of its own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or Masthead.objects.current().name, address))


def one_line(text: str) -> str:
    """Words for a header: no line can end in them, so no other header can begin."""
    return " ".join(text.split())
