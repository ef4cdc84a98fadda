from datetime import datetime, timedelta
from typing import NamedTuple

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import picture_crops, picture_files, picture_likeness, picture_renditions
from articles.models.live_entry import LiveEntry
from articles.models.outbox_task import OutboxTask
from articles.models.page import Page
from articles.models.placement import Placement
from articles.models.version import Version


class Crop(NamedTuple):
    address: str
    width: int
    height: int


CUTTING = "cut-picture/"  # how the keys of the outbox's tasks begin that cut a picture
NOTICE = timedelta(days=14)  # how long before its end the desk is told of a picture's rights


def _bands():
    """The parts of a fingerprint, each with an index, as expressions by name."""
    return {
        f"band_{n}": Substr("fingerprint", n * picture_likeness.BAND_LENGTH + 1, 4)
        for n in range(picture_likeness.BANDS)
    }


class PictureQuerySet(models.QuerySet):
    def usable(self, at: datetime | None = None):
        """What may be shown at `at` by its rights. Picture.is_usable is the same rule as Python."""
        return self.filter(Q(usable_until=None) | Q(usable_until__gt=at or timezone.now()))

    def published(self, at: datetime | None = None):
        """
        Pictures in a story that readers can see or in its live entries, with it on a front, on a
        page that is public, and those of the paper itself: only they are served.
        """
        on_a_front = Exists(Placement.objects.seen(at).filter(picture=OuterRef("pk")))
        elsewhere = _of_the_paper() | _on_one_of(Page.objects.public())
        in_an_entry = _on_one_of(LiveEntry.objects.live(at).in_live_coverage(at))
        stories = _in(Version.objects.live(at))
        return self.usable(at).filter(stories | in_an_entry | on_a_front | elsewhere)

    def ending(self, at: datetime | None = None):
        """Those whose rights end soon after `at`, the first to end first."""
        at = at or timezone.now()
        return self.filter(usable_until__gt=at, usable_until__lte=at + NOTICE)

    def ended(self, at: datetime | None = None):
        return self.filter(usable_until__lte=at or timezone.now())

    def unused(self):
        elsewhere = _of_the_paper() | _on_one_of(Page.objects) | _on_one_of(LiveEntry.objects)
        return self.exclude(_in(Version.objects.all()) | elsewhere)

    def to_be_cut(self):
        """Whose files for pages are not made, the newest first, unless that is under way."""
        key = Concat(Value(CUTTING), OuterRef("file"))
        under_way = Exists(OutboxTask.objects.filter(key=key))
        return self.filter(~under_way, cut_as="").order_by("-added_at", "-pk")

    def of_version(self, version):
        """What stands in a version, as its lead or in its text."""
        return self.filter(
            Q(pk=version.lead_picture_id) | Q(pk__in=version.body_pictures.values("pk"))
        )

    def looking_like(self, picture):
        """Other pictures that are the same to the eye: in another size, or compressed again."""
        if not picture.fingerprint:
            return []
        parts = dict(zip(_bands(), picture_likeness.bands(picture.fingerprint), strict=True))
        near = self.alias(**_bands()).filter(Q(*parts.items(), _connector=Q.OR))
        return [
            other
            for other in near.exclude(pk=picture.pk)
            if picture_likeness.are_alike(picture.fingerprint, other.fingerprint)
        ]


def _in(versions):
    """Whether one of `versions` has a picture as its lead or in its text."""
    return Exists(versions.filter(lead_picture=OuterRef("pk"))) | Exists(
        versions.filter(body_pictures=OuterRef("pk"))
    )


def _of_the_paper():
    """Whether a picture is the face of an author, or the paper's logo."""
    authors = apps.get_model("articles", "Author").objects.filter(picture=OuterRef("pk"))
    mastheads = apps.get_model("articles", "Masthead").objects
    logos = mastheads.filter(Q(logo=OuterRef("pk")) | Q(logo_on_dark=OuterRef("pk")))
    return Exists(authors) | Exists(logos)


def _on_one_of(pages):
    return Exists(pages.filter(pictures=OuterRef("pk")))


def _share(name):
    return models.FloatField(
        name, default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )


class Picture(models.Model):
    """A picture in the library. Its file is named by its content, in fixed widths."""

    file = models.CharField(_("file"), max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    fingerprint = models.CharField(max_length=16, blank=True, editable=False)
    file_size = models.PositiveIntegerField(
        _("size in bytes"), default=0, editable=False, help_text=_("Of the widest that is served.")
    )
    alt_text = models.CharField(
        _("alt text"),
        max_length=400,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it. Needed to publish."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    rights = models.TextField(
        _("rights"),
        blank=True,
        help_text=_("Whose it is and what it may be used for. For the desk, never for readers."),
    )
    usable_until = models.DateTimeField(
        _("may be used until"),
        null=True,
        blank=True,
        help_text=_("Readers stop seeing the picture then, wherever it stands."),
    )
    focal_x = _share(_("focal point, from the left"))
    focal_y = _share(_("focal point, from the top"))
    # The recipe and focal point by which its files for pages were made, "" where they are not.
    cut_as = models.CharField(max_length=20, blank=True, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_focal_point_is_inside_the_picture",
                condition=Q(focal_x__range=(0, 1)) & Q(focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="picture_has_a_size", condition=Q(width__gt=0) & Q(height__gt=0)
            ),
        ]
        indexes = [
            models.Index(fields=["-added_at", "-id"], name="picture_by_arrival"),
            models.Index(fields=["usable_until"], name="picture_by_end_of_rights"),
            models.Index(
                fields=["-added_at", "-id"], name="picture_to_be_cut", condition=Q(cut_as="")
            ),
            *(models.Index(part, name=f"picture_by_{band}") for band, part in _bands().items()),
        ]

    def __str__(self):
        return self.alt_text or self.caption or self.file

    def save(self, *args, **kwargs):
        if not self.is_cut:
            self.cut_as = ""  # another focal point: the worker looks for it
        super().save(*args, **kwargs)
        picture_crops.keep(self.file, self.widths[-1], self.focus)

    def get_absolute_url(self):
        return self.address(self.widths[-1])

    @property
    def widths(self) -> list[int]:
        """The widths in pixels in which the picture is kept, smallest first."""
        return picture_files.widths_for(self.width)

    def address(self, width: int) -> str:
        return reverse("articles:picture", args=[width, self.file])

    def height_at(self, width: int) -> int:
        """In pixels, of the picture made so wide."""
        return max(1, round(self.height * width / self.width))

    @property
    def focus(self) -> picture_crops.Focus:
        return picture_crops.Focus(round(self.focal_x * 100), round(self.focal_y * 100))

    @property
    def crops(self) -> list[Crop]:
        """The picture in the shapes that are cut from it, the widest shape first."""
        name, width = picture_crops.name(self.file, self.focus), self.widths[-1]
        return [
            Crop(
                reverse("articles:picture", args=[shape, name]),
                *picture_crops.size(shape, width, self.height_at(width)),
            )
            for shape in picture_crops.SHAPES
        ]

    def rendition_address(self, rendition: picture_renditions.Rendition) -> str:
        return reverse(
            "articles:picture", args=[rendition.cut, rendition.name(self.file, self.focus)]
        )

    @staticmethod
    def cutting_key(file: str) -> str:
        """Of the outbox's task that cuts the picture with that file."""
        return CUTTING + file

    # Questions

    @property
    def is_cut(self) -> bool:
        """Whether the files for pages are there, cut around the focal point that it has now."""
        return self.cut_as == picture_renditions.recipe_for(self.focus)

    def is_usable(self, at: datetime | None = None) -> bool:
        return self.usable_until is None or self.usable_until > (at or timezone.now())

    @property
    def is_before_readers(self) -> bool:
        """
        Whether readers see it, or are scheduled to: in a story, on a front or a page, as a face
        or as the logo.
        """
        shown = Version.objects.live() | Version.objects.scheduled()
        as_lead, in_text = shown.filter(lead_picture=self), shown.filter(body_pictures=self)
        on_fronts = Placement.objects.coming().filter(picture=self)
        of_the_paper = Picture.objects.filter(_of_the_paper(), pk=self.pk)
        in_entries = LiveEntry.objects.not_over().filter(pictures=self)
        places = (as_lead, in_text, in_entries, on_fronts, self.pages.public(), of_the_paper)
        return any(rows.exists() for rows in places)

    def versions(self):
        """Those that have it as their lead or in their text, whether readers saw them or not."""
        as_lead = Version.objects.order_by().filter(lead_picture=self).values("pk")
        in_text = Version.objects.order_by().filter(body_pictures=self).values("pk")
        return Version.objects.filter(pk__in=as_lead.union(in_text))

    # Changes

    def take_file(self, stored: picture_files.StoredPicture):
        """Show another file wherever the picture stands; the old name is not served any more."""
        self.file, self.width, self.height, self.fingerprint, self.file_size = stored
        self.cut_as = ""

    def note_cut(self):
        """The files for pages are there; not if the row has changed while they were made."""
        unchanged = Picture.objects.filter(
            pk=self.pk, file=self.file, focal_x=self.focal_x, focal_y=self.focal_y
        )
        unchanged.update(cut_as=picture_renditions.recipe_for(self.focus))
