"""A picture as a page names its files: for each kind of browser, and each width of screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from articles import picture_renditions
from articles.models import Picture
from articles.pages.places import WIDE, Place
from articles.picture_renditions import Rendition


@dataclass(frozen=True)
class Source:
    """What one group of browsers chooses a file from."""

    type: str
    media: str
    srcset: str
    width: int
    height: int


class PrintedPicture:
    """
    While the files for pages are not made, the widths that are kept of every picture stand for
    them, and the style sheet cuts. Asks the database nothing.
    """

    def __init__(self, picture: Picture, place: Place, *, is_eager: bool = False):
        self.picture = picture
        self.place = place
        self.is_eager = is_eager

    @cached_property
    def sources(self) -> list[Source]:
        """For browsers that know a better form than that of `src`, the best first."""
        if not self.picture.is_cut:
            return []
        shapes = [(self.place.wide_shape, WIDE)] if self.place.wide_shape else []
        return [
            self._source(shape, kind, media)
            for shape, media in [*shapes, (self.place.shape, "")]
            for kind in picture_renditions.SOURCES
        ]

    def _source(self, shape: str, kind: str, media: str) -> Source:
        widths = picture_renditions.widths_for(shape, self.picture.width, self.picture.height)
        files = (
            (self.picture.rendition_address(Rendition(shape, width, kind)), width)
            for width in widths
        )
        return Source(
            type=picture_renditions.TYPES[kind],
            media=media,
            srcset=_srcset(files),
            width=widths[-1],
            height=self._height(shape, widths[-1]),
        )

    def _height(self, shape: str, width: int) -> int:
        return picture_renditions.height_of(shape, width, self.picture.width, self.picture.height)

    @property
    def kept(self) -> str:
        """The files to choose from where there are no `sources`."""
        return _srcset((self.picture.address(width), width) for width in self.picture.widths)

    @property
    def _fallback(self) -> Rendition:
        return picture_renditions.fallback(
            self.place.shape, self.picture.width, self.picture.height
        )

    @property
    def src(self) -> str:
        if self.picture.is_cut:
            return self.picture.rendition_address(self._fallback)
        return self.picture.get_absolute_url()

    @property
    def size(self) -> tuple[int, int]:
        if not self.picture.is_cut:
            return self.picture.width, self.picture.height
        width = self._fallback.width
        return width, self._height(self.place.shape, width)

    @property
    def focal_x(self) -> int:
        """In tenths, which are classes, since pages carry no style attributes."""
        return round(self.picture.focal_x * 10)

    @property
    def focal_y(self) -> int:
        return round(self.picture.focal_y * 10)

    # For the first picture of a page, to be asked for before the browser has laid it out

    @property
    def preloads(self) -> list[Source]:
        """
        The best form alone: a browser that does not know it finds the others in the page. A
        wide screen and a narrow one each preload the shape that they show.
        """
        best = picture_renditions.TYPES[picture_renditions.SOURCES[0]]
        return [
            replace(source, media=source.media or self._narrow)
            for source in self.sources
            if source.type == best
        ]

    @property
    def _narrow(self) -> str:
        return f"not all and {WIDE}" if self.place.wide_shape else ""


def _srcset(files: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{address} {width}w" for address, width in files)
