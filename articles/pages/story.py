"""One story as its page prints it: a version with everything around it, loaded at most once."""

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from articles import sanitize
from articles.models import Picture, Version


class Story:
    """What articles/article.html prints; each part is one query, made when it is first shown."""

    def __init__(self, version: Version):
        self.version = version

    @cached_property
    def body(self) -> SafeString:
        return sanitize.show_body(self.version.body, self._figure)

    @cached_property
    def related(self) -> list[Version]:
        return list(Version.objects.live().related_to(self.version).for_cards()[:4])

    @cached_property
    def _pictures(self) -> dict[int, Picture]:
        return Picture.objects.in_bulk(sanitize.picture_ids(self.version.body))

    def _figure(self, number: int, caption: SafeString) -> str:
        picture = self._pictures.get(number)
        if picture is None:
            return ""
        context = {"picture": picture, "caption": caption}
        return render_to_string("articles/_figure.html", context)
