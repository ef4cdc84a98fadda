"""
What people who comment are written, and whether it still should be when its time has come.

The question whether an address is theirs is the only letter to an address that nobody has
confirmed. Nothing in it is a stranger's words: or the newspaper would send anybody's advertisement
to anybody. The others go to whoever confirmed a comment and asked to be told about it.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import mail
from articles.models import Masthead
from comments import mail as mail_of_comments
from comments import signatures
from comments.models import Comment

EXCERPT, NAME = 600, 60  # characters of a comment, and of a name in a subject


# Each of these is named in settings.OUTBOX, and answers whether a letter was to be sent


def send_confirmation(key: str, payload: dict) -> bool:
    comment = _comment(payload["comment"])
    if comment is None or comment.is_confirmed or comment.is_withdrawn:
        return False
    if comment.commenter.stopped_at:
        return False
    subject = _("Is this your address? Please confirm it")
    confirm = _address("confirm", signatures.confirmation_token(comment))
    stop = _address("no-mail", signatures.no_mail_token(comment.commenter_id))
    _send(key, comment, "confirmation", subject, stop, {"confirm": confirm})
    return True


def send_decision(key: str, payload: dict) -> bool:
    comment = _comment(payload["comment"])
    if comment is None or not (comment.wants_decision and _may_be_told(comment)):
        return False
    decision = comment.decisions.first()
    if decision.pk != payload["decision"]:
        return False  # it was changed since
    published, refused = _("Your comment is published"), _("Your comment was not published")
    subject = published if comment.is_approved else refused
    context = {"decision": decision, "excerpt": _excerpt(comment)}
    _send_what_was_asked_for(key, comment, "decision", subject, context)
    return True


def send_reply(key: str, payload: dict) -> bool:
    reply = Comment.objects.filter(pk=payload["comment"]).first()
    answered = reply and _comment(reply.parent_id)
    if answered is None or not (answered.wants_replies and _may_be_told(answered)):
        return False
    is_own = reply.commenter_id == answered.commenter_id
    if is_own or not (reply.is_approved and answered.is_approved and reply.get_absolute_url()):
        return False
    if reply.decisions.first().pk != payload["decision"] or mail_of_comments.was_told_of(reply):
        return False  # the letter of a later decision tells of it, or that of an earlier one did
    name = Truncator(mail.one_line(reply.name)).chars(NAME)
    context = {"reply": reply, "name": name, "excerpt": _excerpt(reply)}
    subject = _("%s answered your comment") % name
    _send_what_was_asked_for(key, answered, "reply", subject, context)
    return True


def _comment(number: int | None) -> Comment | None:
    """None, too, if there is nobody left who could be written to about it."""
    comments = Comment.objects.select_related("commenter", "article").exclude(commenter=None)
    return comments.filter(pk=number).first()


def _excerpt(comment: Comment) -> list[str]:
    return Truncator(comment.text).chars(EXCERPT).splitlines()


def _may_be_told(comment: Comment) -> bool:
    return comment.is_confirmed and not comment.commenter.stopped_at


def _send_what_was_asked_for(key, comment, name, subject, context):
    stop = _address("unsubscribe", signatures.unsubscribe_token(comment.commenter_id))
    context["receipt"] = _address("receipt", signatures.receipt_token(comment))
    _send(key, comment, name, subject, stop, context)


def _send(key: str, comment: Comment, name: str, subject: str, stop: str, context: dict):
    """Send templates/comments/mail/`name`.txt; `stop` is where no more such mail is asked for."""
    paper = Masthead.objects.current().name
    context |= {
        "comment": comment,
        "story": comment.article.versions.live().first(),
        "stop": stop,
        "site_name": paper,
        "site_url": settings.SITE_URL,
    }
    letter = {
        "to": comment.commenter.email,
        "subject": f"[{paper}] {subject}",
        "body": render_to_string(f"comments/mail/{name}.txt", context),
        "headers": {
            "List-Unsubscribe": f"<{stop}>",  # RFC 8058: a POST there is enough
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        },
    }
    mail.send(key, letter)


def _address(name: str, token: str) -> str:
    return settings.SITE_URL + reverse(f"comments:{name}", args=[token])
