"""Where in a thread a comment stands: under what it answers, as far as readers see that."""


class Threaded:
    @staticmethod
    def thread_under(parent) -> int | None:
        """The head of the thread of an answer to `parent`: none where readers do not see it."""
        return (parent.root_id or parent.pk) if parent and parent.is_approved else None

    def _stand_under(self, parent):
        self.root_id = self.thread_under(parent)
        self.is_pinned = self.is_pinned and self.root_id is None

    def _rethread_replies(self):
        """Answers to a comment that readers no longer see head threads of their own, and back."""
        answered = [self]
        while answered:
            by_pk = {comment.pk: comment for comment in answered}
            answered = []
            replies = type(self).objects.filter(parent__in=by_pk)
            for reply in replies.only("parent", "root", "status", "is_pinned"):
                stood_under = reply.root_id
                reply._stand_under(by_pk[reply.parent_id])
                if reply.root_id != stood_under:
                    answered.append(reply)
            type(self).objects.bulk_update(answered, ["root", "is_pinned"], batch_size=500)
