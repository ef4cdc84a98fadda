"""The words of a headline as they stand in an address: Latin letters, in whatever script it is."""

import unicodedata

from django.conf import settings
from django.utils.text import slugify

# Arabic nearly as Django's own script writes it for sections and topics (admin/js/urlify.js), and
# what that leaves out. The vowel signs are dropped.
_ARABIC = {
    "أ": "a", "ا": "a", "إ": "i", "آ": "a", "ى": "a", "ء": "", "ئ": "e", "ؤ": "o", "ب": "b",
    "ت": "t", "ة": "a", "ث": "th", "ج": "g", "ح": "h", "خ": "kh", "د": "d", "ذ": "th", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "th", "ع": "a", "غ": "gh",
    "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "o", "ي": "y",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y",
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
}  # fmt: skip
# Letters that are no Latin ones with a sign, which is all that Unicode takes apart.
_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue"}


def slug_of(headline: str) -> str:
    """At most 100 letters; "" where none can be written in Latin ones."""
    letters = _ARABIC | _LATIN
    if settings.LANGUAGE_CODE.partition("-")[0] == "de":
        letters |= _GERMAN
    plain = unicodedata.normalize("NFC", headline.lower()).translate(str.maketrans(letters))
    return slugify(plain)[:100].strip("-")
