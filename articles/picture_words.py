"""
What a picture file says of itself: caption, credit, alt text and rights.

Photographers and agencies write them into the file by two standards of the IPTC: the old records
of newspapers' wires, and XMP. Cameras write a little into Exif. Nothing of it is trusted; what
cannot be read is left out.
"""

from contextlib import suppress
from typing import NamedTuple

from PIL import ExifTags, Image, IptcImagePlugin

UTF_8 = b"\x1b%G"  # how the old records say it
CODING = (1, 90)
IPTC = {"caption": (2, 120), "creator": (2, 80), "credit": (2, 110), "rights": (2, 116)}
XMP = {
    "alt_text": "AltTextAccessibility",
    "caption": "description",
    "creator": "creator",
    "credit": "Credit",
    "rights": "rights",
    "terms": "UsageTerms",
}
EXIF = {
    "caption": ExifTags.Base.ImageDescription,
    "creator": ExifTags.Base.Artist,
    "rights": ExifTags.Base.Copyright,
}
LONGEST = {"alt_text": 400, "caption": 2000, "credit": 120, "rights": 1000}


class Words(NamedTuple):
    alt_text: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""


def read(image: Image.Image) -> Words:
    """What `image`, opened and not yet changed, says of itself; the newer standard counts first."""
    found = {}
    for standard in (_exif, _iptc, _xmp):
        with suppress(Exception):  # a note that is broken is no reason to refuse the picture
            found |= standard(image)
    found["credit"] = _credit_line(found)
    found["rights"] = "\n".join(_once([found.get("rights", ""), found.get("terms", "")]))
    return Words(
        **{name: found.get(name, "")[:longest].strip() for name, longest in LONGEST.items()}
    )


def _credit_line(found: dict[str, str]) -> str:
    """As newspapers print it: the photographer and who sends the picture, “Ana Silva/Agency”."""
    return "/".join(_once([found.get("creator", ""), found.get("credit", "")]))


def _once(texts: list[str]) -> list[str]:
    first, second = texts
    return [text for text in (first, second) if text][: 1 if second in first else 2]


def _exif(image) -> dict[str, str]:
    written = image.getexif()
    return _only_words({name: str(written.get(tag, "")) for name, tag in EXIF.items()})


def _iptc(image) -> dict[str, str]:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    coding = "utf-8" if records.get(CODING) == UTF_8 else "latin-1"
    return _only_words({name: _record(records.get(key), coding) for name, key in IPTC.items()})


def _record(value, coding: str) -> str:
    """Most write UTF-8 without saying so; what is not is taken for what they say it is."""
    values = value if isinstance(value, list) else [value or b""]
    try:
        return ", ".join(value.decode("utf-8") for value in values)
    except UnicodeDecodeError:
        return ", ".join(value.decode(coding, "replace") for value in values)


def _xmp(image) -> dict[str, str]:
    written = image.getxmp()  # read with defusedxml: entities are refused
    return _only_words({name: ", ".join(_named(written, key)) for name, key in XMP.items()})


def _named(tree, name: str) -> list[str]:
    """The words under `name`, wherever writers of XMP have put it."""
    if isinstance(tree, list):
        return [word for branch in tree for word in _named(branch, name)]
    if not isinstance(tree, dict):
        return []
    if name in tree:
        return _leaves(tree[name])
    return [word for branch in tree.values() for word in _named(branch, name)]


def _leaves(value) -> list[str]:
    """A text; a list's texts; of a text in several languages, the default one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        default = [item for item in value if _language(item) == "x-default"]
        return [word for item in default or value for word in _leaves(item)]
    if "text" in value:
        return [value["text"]]
    return [word for item in value.values() for word in _leaves(item)]


def _language(item) -> str:
    return item.get("lang", "") if isinstance(item, dict) else ""


def _only_words(found: dict[str, str]) -> dict[str, str]:
    cleaned = {name: text.replace("\0", "").strip() for name, text in found.items()}
    return {name: text for name, text in cleaned.items() if text}
