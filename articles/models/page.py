"""Pages that are not stories: who the paper is, how it works, what it does with readers' data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.fields import ProseEditorField

from articles import sanitize
from articles.models.section import RESERVED_SLUGS, Section


class Purpose(models.TextChoices):
    """What a page is, where machines ask for it; each purpose has one public page at most."""

    NONE = "", _("Any other page")
    ABOUT = "about", _("About the newspaper")
    CONTACT = "contact", pgettext_lazy("page", "Contact")
    STAFF = "staff", _("Staff, with the list of authors who are on it")
    ETHICS = "ethics", _("Ethics policy")
    CORRECTIONS = "corrections", _("Corrections policy")
    FEEDBACK = "feedback", _("How readers are answered")
    FACT_CHECKING = "fact-checking", _("How facts are checked")
    UNNAMED_SOURCES = "unnamed-sources", _("Policy on unnamed sources")
    OWNERSHIP = "ownership", _("Ownership and funding")
    PRIVACY = "privacy", _("Privacy")


class PageQuerySet(models.QuerySet):
    def public(self):
        """What readers may open. A draft is for the desk alone."""
        return self.filter(is_public=True)

    def with_a_purpose(self):
        return self.exclude(purpose=Purpose.NONE)


class Page(models.Model):
    title = models.CharField(pgettext_lazy("page", "title"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        unique=True,
        help_text=_("The page’s address: /about/. It stays while readers see the page."),
    )
    purpose = models.CharField(
        _("what it is"),
        max_length=20,
        choices=Purpose.choices,
        blank=True,
        help_text=_("Search engines are told where the policies of the newspaper stand."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("One sentence, for search engines.")
    )
    body = ProseEditorField(
        _("text"), blank=True, extensions=sanitize.EDITOR_EXTENSIONS, sanitize=sanitize.clean_body
    )
    is_public = models.BooleanField(
        _("readers may see it"),
        default=False,
        help_text=_("A page that readers see changes for them with every save."),
    )
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    pictures = models.ManyToManyField("articles.Picture", related_name="pages", editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="page_slug_does_not_shadow_a_fixed_path",
                condition=~Q(slug__in=RESERVED_SLUGS),
                violation_error_message=_("This slug is the address of something else."),
            ),
            models.CheckConstraint(
                # A number would shadow the archive of that year.
                name="page_slug_begins_with_a_letter",
                condition=Q(slug__gte="a"),
                violation_error_message=_("A page’s slug begins with a small letter."),
            ),
            models.UniqueConstraint(
                name="purpose_has_one_public_page",
                fields=["purpose"],
                condition=Q(is_public=True) & ~Q(purpose=""),
                violation_error_message=_("Readers see another page for this already."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)
        numbers = sanitize.picture_ids(self.body)
        self.pictures.set(self.pictures.model.objects.filter(pk__in=numbers))

    def clean(self):
        if Section.objects.filter(path=self.slug).exists():
            raise ValidationError({"slug": _("A section has this address.")})

    @property
    def name(self) -> str:
        return self.title

    def get_absolute_url(self):
        # A page stands beside the top sections; one view tells which of the two is meant.
        return reverse("articles:section", args=[self.slug])
