"""One spelling for letters that look alike, so that a word is found however it is dressed up."""

import hashlib
import unicodedata

# Under the small letters of other alphabets, and small capitals, the Latin ones that readers take
# them for. What Unicode itself takes apart (full width, bold, circled, accents) is not listed.
_LOOK_ALIKES = {
    "абвгеикмнопрстухшьяѕіјһӏѵԁԛԝ": "a6breukmhonpctyxwbrsijhlvdqw",
    "αβγεζηικμνορστυχω": "abyeznikuvopotuxw",
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ": "abcdefghijklmnoprstuvwyz",
    "łøđħıŧɑɡ": "lodhitag",
}
# Letters in white or black boxes and circles, and those that flags are made of.
_ALPHABETS = [0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6]
# Signs without a form that Unicode does not count among the format characters.
_BLANKS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


class _Folded(dict):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int):
        is_unseen = unicodedata.category(chr(code)) in ("Mn", "Me", "Cf")
        self[code] = None if is_unseen else code
        return self[code]


_FOLDED = _Folded(
    {
        ord(like): letter
        for likes, letters in _LOOK_ALIKES.items()
        for like, letter in zip(likes, letters, strict=True)
    }
    | {start + n: chr(ord("a") + n) for start in _ALPHABETS for n in range(26)}
)


def fold(text: str) -> str:
    """`text` in small letters, look-alikes under one spelling, what nobody sees left out."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)


def fingerprint(text: str, at_least: int = 40) -> int | None:
    """
    A number that texts of the same letters share; None for fewer than `at_least` of them.

    Short ones (“Well said!”) are the same because people agree.
    """
    letters = "".join(filter(str.isalnum, fold(text)))
    if len(letters) < at_least:
        return None
    digest = hashlib.blake2b(letters.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
