"""What every page must be in a browser: usable by everybody, and no wider than its screen."""

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = 320, 1280
AXE = Axe().axe_script
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark differs from the light by its colours alone, and so can break these rules alone.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def is_accessible(page, name="", *, part="html", widths=(PHONE, DESK)):
    """
    Assert that axe finds nothing against WCAG 2.2 AA in what `page` shows, or in a `part` of it.

    It is asked at all `widths` in light colours and in dark, and what it shows fits them.
    """
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": before["height"]})
        for scheme, rules in {"light": WCAG, "dark": OF_COLOURS}.items():
            page.emulate_media(color_scheme=scheme)
            page.evaluate("document.getAnimations().forEach(change => change.finish())")
            found = _violations(page, part, rules)
            assert not found, (name, width, scheme, found)
        fits(page, name)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


def _violations(page, part, rules) -> list[tuple]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "runOnly": rules}
    found = page.evaluate("asked => axe.run(...asked)", [part, options])["violations"]
    return [(v["id"], v["help"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]


def fits(page, name=""):
    """Assert that nothing is wider than the screen."""
    overhang = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overhang == 0, (name, page.viewport_size["width"], overhang)


def fits_in_large_text(page, name=""):
    """Assert that nothing is wider than a phone, with text twice as large too (WCAG 1.4.4)."""
    for size in ("200%", ""):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        fits(page, f"{name}, {size}")
