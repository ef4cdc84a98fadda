"""Which files of pictures a browser takes, and that nothing moves when they come."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import picture_renditions
from articles.models import Label, Layout, Picture
from tests.browser import eventually
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PictureFactory,
    SectionFactory,
    arrange,
    cut_picture,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

SCREENS = [(320, 3), (390, 2), (768, 1), (1280, 2)]  # pixels, and per point
COUNT_SHIFTS = """
window.shifted = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value
}).observe({ type: "layout-shift", buffered: true })
"""
EVERY_PICTURE = """async () => {
  const images = [...document.querySelectorAll("img.picture")]
  for (const image of images) image.loading = "eager"
  await Promise.all(images.map((image) => image.decode()))
  for (const _ of "ab") await new Promise(requestAnimationFrame)  // it is drawn
  return images.map((image) => ({
    place: image.closest("article, figure, .voice, .story-head").className,
    file: image.currentSrc,
    shown: Math.round(image.getBoundingClientRect().width),
    offered: [...image.parentElement.querySelectorAll("source")]
      .filter((source) => !source.media || matchMedia(source.media).matches)[0].srcset,
  }))
}"""


@pytest.fixture
def picture():
    """
    `picture()` is another one each time: a browser that has a picture in a larger size shows that.

    Made once, since encoders take their time, and kept under many names.
    """
    first = cut_picture(PictureFactory(alt_text="A harbour"))
    cuts = list(picture_renditions.all_of(first.width, first.height))
    numbers = count(1)

    def another():
        file = f"{next(numbers):032}.webp"
        for cut in cuts:
            names = (cut.name(name, first.focus) for name in (first.file, file))
            old, new = (picture_renditions.path(cut.cut, name) for name in names)
            default_storage.save(new, default_storage.open(old))
        values = {"width": first.width, "height": first.height, "cut_as": first.cut_as}
        return Picture.objects.bulk_create([Picture(file=file, alt_text="Gulls", **values)])[0]

    return another


@pytest.fixture
def paper(picture):
    """Fronts with every size of card, and a story of every form."""
    owen = AuthorFactory(picture=picture())
    now = timezone.now()
    for slug in ("opinion", "city", "sport"):
        section = SectionFactory(slug=slug)
        for n in range(7 if slug == "city" else 4):
            ArticleFactory(
                section=section,
                byline=owen,
                lead_picture=picture(),
                published_at=now - timedelta(days=3, hours=n),
            )
    forms = [
        {"layout": Layout.STORY},
        {"layout": Layout.LONG_READ},
        {"layout": Layout.GALLERY},
        {"label": Label.OPINION},
    ]
    stories = [
        ArticleFactory(
            body=f'<p>A</p><figure data-picture="{picture().pk}"></figure>',
            lead_picture=picture(),
            byline=owen,
            section=section,
            published_at=now - timedelta(days=9),
            **form,
        )
        for form in forms
    ]
    arrange(*stories)
    return ["/", "/city/", *(story.versions.get().get_absolute_url() for story in stories)]


def test_a_browser_takes_what_its_screen_needs_and_nothing_moves(person, paper):
    misfits, missing = [], []
    for width, density in SCREENS:
        for address in paper:
            # A browser of its own: what it has from another page it shows again, however large.
            page = person(width=width, device_scale_factor=density)
            page.add_init_script(COUNT_SHIFTS)
            page.on("response", lambda answer: answer.ok or missing.append(answer.url))
            page.goto(address)
            pictures = page.evaluate(EVERY_PICTURE)
            assert len(pictures) > 1
            for picture in pictures:
                assert picture["file"].endswith(".avif")
                misfits += _misfits(picture, density, f"{address} at {width} × {density}")
            assert page.evaluate("window.shifted") == 0
    assert missing == []
    assert misfits == []


def _misfits(picture, density, where):
    """
    What is not as large as it is shown, within the steps there are: a browser may take a little
    less, and how wide a picture stands is known to it to one part in fifteen.
    """
    offered = sorted(int(step) for step in re.findall(r" (\d+)w", picture["offered"]))
    taken = int(re.search(r"(\d+)/[^/]+$", picture["file"])[1])
    needed = picture["shown"] * density
    smallest = next((step for step in offered if step >= needed), offered[-1])
    is_enough = taken >= min(needed, offered[-1]) * 0.8
    if is_enough and (taken <= smallest or needed > smallest * 0.93):
        return []
    return [f"{where}: {picture['place']} is {needed} wide, of {offered} {taken} was taken"]


def test_a_gallery_is_gone_through_by_keyboard_without_a_script(person, paper):
    page = person(width=390, java_script_enabled=False)
    page.goto(paper[4])
    gallery = page.get_by_role("region", name="Pictures")

    def lefts():
        """Where the pictures begin; asked from outside, the page runs no script."""
        return page.evaluate(
            "[...document.querySelectorAll('.gallery-figure')]"
            ".map((figure) => Math.abs(figure.getBoundingClientRect().left))"
        )

    def is_at(number):
        """Whether that picture is drawn into the middle, and the row has come to rest."""
        before = lefts()
        page.wait_for_timeout(200)
        return before == lefts() and before.index(min(before)) + 1 == number

    assert eventually(page, lambda: is_at(1))  # once the page stands
    gallery.focus()
    page.keyboard.press("ArrowRight")
    assert eventually(page, lambda: is_at(2))

    page.get_by_role("link", name="1", exact=True).press("Enter")
    assert eventually(page, lambda: is_at(1))
