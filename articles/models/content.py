"""What a story says: the fields that the desk's working copy and every version share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.fields import ProseEditorField

from articles import sanitize

SUMMARY_LENGTH = 200  # of a summary that nobody wrote


class Label(models.TextChoices):
    """What kind of work a story is, told to readers wherever it is not news."""

    NEWS = "news", _("News")
    OPINION = "opinion", _("Opinion")
    ANALYSIS = "analysis", _("Analysis")
    EXPLAINER = "explainer", _("Explainer")
    REVIEW = "review", _("Review")
    SPONSORED = "sponsored", _("Sponsored")


class Layout(models.TextChoices):
    """How a story's page is laid out; what kind of work it is says its label."""

    STORY = "story", _("Story")
    LONG_READ = "long-read", _("Long read")
    BRIEF = "brief", pgettext_lazy("layout", "Brief")
    GALLERY = "gallery", _("Gallery")
    LIVE = "live", _("Live coverage")


class Content(models.Model):
    kicker = models.CharField(
        _("kicker"),
        max_length=60,
        blank=True,
        help_text=_("One to three words above the headline."),
    )
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the headline.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("The story's words in its address; made from the headline when left empty."),
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        on_delete=models.PROTECT,  # a section with stories is emptied first
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    label = models.CharField(
        pgettext_lazy("story", "label"),
        max_length=20,
        choices=Label.choices,
        default=Label.NEWS,
        help_text=_("Printed with the story wherever it is not news."),
    )
    layout = models.CharField(
        _("layout"),
        max_length=20,
        choices=Layout.choices,
        default=Layout.STORY,
        help_text=_(
            "How its page looks. A gallery shows the pictures first, one beside the other, and "
            "the text after them; live coverage has entries with a time under its text."
        ),
    )
    lead_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        on_delete=models.PROTECT,  # a picture in a story is replaced there first
        null=True,
        blank=True,
        related_name="leads_%(class)ss",
    )
    body = ProseEditorField(
        _("body"), blank=True, extensions=sanitize.EDITOR_EXTENSIONS, sanitize=sanitize.clean_body
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_(
            "What the story rests on, printed under it: one a line, with its address if it has one."
        ),
    )
    related = models.TextField(
        _("related stories"),
        blank=True,
        help_text=_("Offered first under the story: the address of one a line, four at most."),
    )
    search_headline = models.CharField(
        _("title for search"),
        max_length=120,
        blank=True,
        help_text=_("What search engines and shared links show instead of the headline."),
    )
    search_summary = models.TextField(
        _("summary for search"),
        blank=True,
        max_length=300,
        help_text=_("What search engines and shared links show instead of the standfirst."),
    )
    topics = models.ManyToManyField(
        "articles.Topic", verbose_name=_("topics"), blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def printed_label(self) -> str:
        """What readers are told the story is, "" for news."""
        return "" if self.label == Label.NEWS else self.get_label_display()

    def copied_fields(self) -> dict:
        """The columns that make a version of an article, or an article of a version."""
        return {field.name: getattr(self, field.name) for field in Content._meta.fields}

    @property
    def shared_headline(self) -> str:
        """For search engines and shared links; the story's own page prints the headline."""
        return self.search_headline or self.headline

    @property
    def shared_summary(self) -> str:
        """As written for search engines, or the standfirst, or how the story begins."""
        if written := self.search_summary or self.standfirst:
            return written
        text = sanitize.running_text(self.body)
        return (
            f"{text[: SUMMARY_LENGTH + 1].rpartition(' ')[0]}…" if text[SUMMARY_LENGTH:] else text
        )
