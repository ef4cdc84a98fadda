"""What a picture file says of itself: caption, credit, alt text and rights, in three standards."""

import io
import struct

import pytest
from PIL import Image

from articles import picture_files, picture_words
from tests.factories import picture_upload

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" {attributes}>
{elements}
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def alternatives(tag, **texts):
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<{tag}><rdf:Alt>{items}</rdf:Alt></{tag}>"


def xmp(*elements, attributes=""):
    return XMP.format(attributes=attributes, elements="\n".join(elements)).encode()


def iptc(records, coding=b""):
    """The old records as Photoshop keeps them in a JPEG."""
    data = b"".join(
        struct.pack(">BBBH", 0x1C, group, kind, len(text)) + text
        for (group, kind), text in [*([((1, 90), coding)] if coding else []), *records]
    )
    block = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(data)) + data
    content = b"Photoshop 3.0\0" + block + b"\0" * (len(block) % 2)
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def jpeg(*, xmp=b"", iptc=b"", exif=None):
    data = io.BytesIO()
    written = {"xmp": xmp} if xmp else {}
    Image.new("RGB", (60, 40), "teal").save(data, "JPEG", exif=exif or Image.Exif(), **written)
    content = data.getvalue()
    return io.BytesIO(content[:2] + iptc + content[2:])


def words_of(**standards):
    return picture_files.store_and_read(jpeg(**standards))[1]


def test_xmp_gives_caption_credit_alt_text_and_rights():
    words = words_of(
        xmp=xmp(
            alternatives("dc:description", x_default="The ferry at its berth."),
            alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="A white ferry"),
            alternatives("dc:rights", x_default="© 2026 Silva"),
            alternatives("xmpRights:UsageTerms", x_default="One use in print."),
            "<dc:creator><rdf:Seq><rdf:li>Ana Silva</rdf:li></rdf:Seq></dc:creator>",
            attributes='photoshop:Credit="Agency"',
        )
    )

    assert words == picture_words.Words(
        alt_text="A white ferry",
        caption="The ferry at its berth.",
        credit="Ana Silva/Agency",
        rights="© 2026 Silva\nOne use in print.",
    )


def test_of_a_text_in_several_languages_the_default_one_is_taken():
    described = alternatives("dc:description", de_DE="Die Fähre", x_default="The ferry")

    assert words_of(xmp=xmp(described)).caption == "The ferry"


def test_the_old_records_of_the_wires_are_read():
    records = [
        ((2, 120), b"A fire"),
        ((2, 80), b"Ana Silva"),
        ((2, 110), b"Agency"),
        ((2, 116), b"(c) Agency"),
    ]

    assert words_of(iptc=iptc(records)) == picture_words.Words(
        "", "A fire", "Ana Silva/Agency", "(c) Agency"
    )


@pytest.mark.parametrize(
    ("text", "coding"),
    [("Zoë".encode(), b"\x1b%G"), ("Zoë".encode(), b""), ("Zoë".encode("latin-1"), b"")],
    ids=["says UTF-8", "is UTF-8", "is Latin-1"],
)
def test_letters_are_read_however_they_were_written(text, coding):
    assert words_of(iptc=iptc([((2, 80), text)], coding)).credit == "Zoë"


def test_what_a_camera_writes_is_read_where_nothing_else_stands():
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "From the camera", "Ana Silva"
    newer = xmp(alternatives("dc:description", x_default="From the desk of the agency"))

    assert words_of(exif=exif).caption == "From the camera"
    assert words_of(exif=exif, xmp=newer)[1:3] == ("From the desk of the agency", "Ana Silva")


def test_a_credit_that_names_the_photographer_already_is_not_doubled():
    creator = "<dc:creator><rdf:Seq><rdf:li>Ana Silva</rdf:li></rdf:Seq></dc:creator>"

    assert words_of(xmp=xmp(creator, attributes='photoshop:Credit="Ana Silva"')).credit == (
        "Ana Silva"
    )


BILLION_LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><x>&b;</x></x:xmpmeta>"""


@pytest.mark.parametrize(
    "broken", [b"<x:xmpmeta", b"\xff\xfe\x00", BILLION_LAUGHS], ids=["cut", "bytes", "entities"]
)
def test_words_that_cannot_be_read_safely_are_left_out_and_the_picture_is_taken(broken):
    stored, words = picture_files.store_and_read(jpeg(xmp=broken, iptc=iptc([((2, 120), b"Kept")])))

    assert (stored.width, words.caption) == (60, "Kept")


def test_words_are_no_longer_than_the_library_keeps_them():
    long = xmp(alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="ä" * 5000))

    assert len(words_of(xmp=long).alt_text) == 400


def test_a_picture_without_words_has_none():
    assert picture_files.store_and_read(picture_upload())[1] == picture_words.Words()
