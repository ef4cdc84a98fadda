"""Who sent a form, as far as a request tells. It is kept apart from the comment, for a time."""

from dataclasses import dataclass

from articles import network
from comments.models import Provenance


@dataclass(frozen=True)
class Sender:
    address: str | None = None  # of the network
    user_agent: str = ""
    names_its_page: bool = True  # whether it said from which site's page the form was sent

    @classmethod
    def of(cls, request) -> "Sender":
        headers = request.headers
        return cls(
            address=network.address_of(request),
            user_agent=headers.get("User-Agent", ""),
            names_its_page="Sec-Fetch-Site" in headers or "Origin" in headers,
        )

    @classmethod
    def kept_of(cls, comment) -> "Sender":
        """Who sent a comment that is stored; nobody known, where that is not kept any more."""
        origin = Provenance.objects.of(comment)
        return cls(origin.address, origin.user_agent) if origin else cls()

    @property
    def says_it_is_a_browser(self) -> bool:
        return self.user_agent.startswith("Mozilla/")
