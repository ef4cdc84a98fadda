"""What editors single out: their picks, and the threads that stand above all others."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Featurable:
    """A comment that editors can pick and pin; readers must see it first."""

    @property
    def can_be_pinned(self) -> bool:
        return self.is_approved and self.root_id is None

    def pick(self):
        if not self.is_approved:
            raise ValidationError(_("Only a comment that readers see can be picked."))
        self._feature(is_pick=True)

    def unpick(self):
        self._feature(is_pick=False)

    def pin(self):
        if not self.can_be_pinned:
            raise ValidationError(_("Only a comment that begins a thread can be pinned."))
        self._feature(is_pinned=True)

    def unpin(self):
        self._feature(is_pinned=False)

    def _feature(self, **flag):
        [(name, value)] = flag.items()
        setattr(self, name, value)
        self.save(update_fields=[name])
