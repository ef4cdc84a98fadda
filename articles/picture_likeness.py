"""Whether two pictures look alike: another size or compression of one has nearly the same print."""

from PIL import Image

ROWS = COLUMNS = 8
LIKE = 3  # bits of 64 by which two prints of one picture differ at most
BANDS = 4  # so that prints that differ in LIKE bits have one of four parts in common
BAND_LENGTH = 4  # of the print's 16 letters


def fingerprint(image: Image.Image) -> str:
    """
    Return 64 bits as 16 letters: whether each patch is brighter than its neighbour (a dHash).

    A picture with nothing in it, one colour throughout, looks like nothing: its print is "".
    """
    small = image.convert("L").resize((COLUMNS + 1, ROWS), Image.Resampling.BOX).tobytes()
    bits = 0
    for place in range(ROWS * (COLUMNS + 1)):
        if place % (COLUMNS + 1):
            bits = bits << 1 | (small[place] > small[place - 1])
    return f"{bits:016x}" if bits else ""


def bands(print_: str) -> list[str]:
    return [print_[n * BAND_LENGTH : (n + 1) * BAND_LENGTH] for n in range(BANDS)]


def are_alike(one: str, other: str) -> bool:
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= LIKE
