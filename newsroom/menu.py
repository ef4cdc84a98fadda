"""The desk's menu: what people need all day stands in its row, the rest together behind *More*."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ROW = ["Article", "Calendar", "Arrangement", "Banner", "Picture", "Comment"]
ENOUGH = 4  # entries that need no *More* at all
GROUPS = {"articles": _("Stories"), "comments": _("Discussion")}  # by app
THE_PAPER, THE_DESK = _("The paper"), _("The desk")
# Whatever their app
OF_THE_PAPER = {"Masthead", "Menu", "Page"}
OF_THE_DESK = {"AuditEntry", "OutboxTask"}


@dataclass(frozen=True)
class Entry:
    name: str
    label: str
    address: str
    group: str
    is_here: bool = False


@dataclass(frozen=True)
class Menu:
    row: list[Entry]
    more: dict[str, list[Entry]] = field(default_factory=dict)


def menu_of(request, apps: list[dict]) -> Menu:
    """What the person of `request` may open, of all that the desk's site lists in `apps`."""
    entries = _entries(request, apps)
    if len(entries) <= ENOUGH:
        return Menu(entries)
    row = [entry for entry in entries if entry.name in ROW or entry.is_here]
    rest = [entry for entry in entries if entry not in row]
    groups = {
        group: [entry for entry in rest if entry.group == group]
        for group in (*GROUPS.values(), THE_PAPER, THE_DESK)
    }
    return Menu(row, {group: entries for group, entries in groups.items() if entries})


def _entries(request, apps: list[dict]) -> list[Entry]:
    found = [
        (model["object_name"], model["name"], model["admin_url"], _group(app, model))
        for app in apps
        for model in app["models"]
        if model.get("admin_url")
    ]
    if request.user.has_perm("articles.view_article"):
        calendar = reverse("admin:articles_article_calendar")
        found.append(("Calendar", _("Calendar"), calendar, GROUPS["articles"]))
    found.sort(key=lambda row: ROW.index(row[0]) if row[0] in ROW else len(ROW))
    open_here = [address for *_rest, address, _group in found if request.path.startswith(address)]
    here = max(open_here, key=len, default=None)
    return [Entry(*row, is_here=row[2] == here) for row in found]


def _group(app: dict, model: dict) -> str:
    if model["object_name"] in OF_THE_DESK:
        return THE_DESK
    if model["object_name"] in OF_THE_PAPER:
        return THE_PAPER
    return GROUPS.get(app["app_label"], THE_DESK)
