"""How long a story is: the same numbers on its page and, while it is written, at the desk."""

WORDS_A_MINUTE = 230


def words(text: str) -> int:
    return len(text.split())


def minutes(words: int) -> int:
    """Halves go up, as the desk's script counts them."""
    return max(1, (words + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE)
