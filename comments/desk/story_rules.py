"""The rules of one story's discussion, on the story's page at the desk."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import audit
from articles.desk import wording
from articles.desk.parts import Part, PartForm, PartFormSet
from comments.models import HouseRules, StoryDiscussion
from comments.rules import Grounds, grounds_of


class DiscussionForm(PartForm):
    class Meta:
        help_texts = {
            "close_after_days": gettext_lazy("Counted from the first publication; 0 never closes."),
            "max_links": gettext_lazy("0 holds none for its links."),
        }

    def __init__(self, *args, grounds: Grounds, **kwargs):
        super().__init__(*args, **kwargs)
        house = grounds.house
        for name in ("moderation", "order"):
            (_empty, *choices) = self.fields[name].choices
            as_the_house = _("As the house: %s") % dict(choices)[getattr(house, name)]
            self.fields[name].choices = [("", as_the_house), *choices]
        for name in ("close_after_days", "max_links"):
            told = _("As the house: %s") % getattr(house, name)
            self.fields[name].widget.attrs["placeholder"] = told


class DiscussionFormSet(PartFormSet):
    request = None  # whose page it is

    @property
    def told(self) -> str:
        """How long readers may write, as it stands."""
        grounds, now = self.form_kwargs["grounds"], timezone.now()
        if grounds.published_at is None:
            return ""
        if closed := grounds.why_closed(now):
            return closed
        if grounds.closes_at:
            return _("Readers may comment until %s.") % wording.moment(grounds.closes_at)
        return _("Readers may comment.")

    def keep(self, changes):
        StoryDiscussion.objects.set_rules(self.instance, **changes)
        audit.record(
            self.request,
            "discussion-rules",
            article=self.instance,
            detail="\n".join(_told(name, value) for name, value in changes.items()),
        )


def _told(name: str, value) -> str:
    label = StoryDiscussion._meta.get_field(name).verbose_name
    return f"{label}: " + (_("as the house") if value in (None, "") else str(value))


class DiscussionPart(Part):
    model = StoryDiscussion
    form = DiscussionForm
    formset = DiscussionFormSet
    fields = ["close_after_days", "moderation", "max_links", "order"]
    panel = "panel-discussion"

    def opened_with(self, request, article):
        grounds = self._grounds(request, article)
        return super().opened_with(request, article) | {"form_kwargs": {"grounds": grounds}}

    def values(self, request, article):
        own = self._grounds(request, article).own
        return {name: getattr(own, name) for name in self.fields}

    def _grounds(self, request, article) -> Grounds:
        """Asked once for a page."""
        if not hasattr(request, "grounds"):
            request.grounds = (
                grounds_of(article, timezone.now())
                if article
                else Grounds(HouseRules.objects.current(), StoryDiscussion())
            )
        return request.grounds

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.request = request
        return formset

    # Who may set them sees them.

    def has_add_permission(self, request, obj):
        return request.user.has_perm("comments.change_storydiscussion")

    has_change_permission = has_view_permission = has_add_permission

    def has_delete_permission(self, request, obj=None):
        return False
