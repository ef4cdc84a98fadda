"""How near two words are to each other, and how near ones are found without comparing them all."""

from articles.words import fold

SHORTEST, LONGEST = 3, 24  # letters of a word that may be mistyped


def spellings(word: str) -> set[str]:
    """
    The word, and what is left of it without any one of its letters.

    Two words that differ by one letter – wrong, missing, added or changed places with its
    neighbour – have one of these in common, and so have most that differ by two.
    """
    plain = fold(word)
    return {plain} | {plain[:n] + plain[n + 1 :] for n in range(len(plain))}


def can_be_mistyped(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


def distance(one: str, other: str) -> int:
    """How many letters to change, add, take out or swap with their neighbours to make one other."""
    one, other = fold(one), fold(other)
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
