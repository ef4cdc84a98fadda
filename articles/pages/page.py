"""A page that is not a story, as readers see it."""

from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import sanitize
from articles.models import Author, Page, Picture, Purpose
from articles.pages import caching
from articles.pages.clock import moment_of


class ShownPage:
    """What articles/page.html prints; each part is one query at most, made when it is shown."""

    def __init__(self, page: Page, at):
        self.page, self.at = page, at

    @cached_property
    def pictures(self) -> dict[int, Picture]:
        numbers = sanitize.picture_ids(self.page.body)
        return Picture.objects.usable(self.at).in_bulk(numbers) if numbers else {}

    @cached_property
    def body(self) -> SafeString:
        return sanitize.show_body(self.page.body, self._figure)

    @cached_property
    def staff(self) -> list[Author]:
        """Who is in the staff list, for the page that has it."""
        if self.page.purpose != Purpose.STAFF:
            return []
        return list(Author.objects.on_the_staff())

    @property
    def portraits(self) -> list[Picture]:
        return [author.picture for author in self.staff if author.picture]

    def _figure(self, number: int, caption: SafeString) -> str:
        picture = self.pictures.get(number)
        context = {"picture": picture, "caption": caption}
        return render_to_string("articles/_figure.html", context) if picture else ""


def show(request, slug: str):
    """The public page at an address; called by articles.pages.views, where no section is."""
    at = moment_of(request)
    shown = ShownPage(get_object_or_404(Page.objects.public(), slug=slug), at)
    response = render(
        request, "articles/page.html", {"shown": shown, "page": shown.page, "above": []}
    )
    pictures = [*shown.pictures.values(), *shown.portraits]
    return caching.until_next_transition(response, [], pictures=pictures)
