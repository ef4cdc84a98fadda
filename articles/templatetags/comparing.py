"""Printing what articles.comparing found: every word escaped, every change an ins or a del."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.comparing import ADDED, REMOVED, SAME, Piece

register = template.Library()
ELEMENTS = {SAME: "{}", REMOVED: "<del>{}</del>", ADDED: "<ins>{}</ins>"}
LEFT_OUT = {"old": ADDED, "new": REMOVED}


@register.filter
def marked(pieces: tuple[Piece, ...], side: str = "") -> SafeString:
    """Words in a row: of the "old" side, of the "new" one, or of both in one line."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in _of(pieces, side)))


@register.filter
def listed(pieces: tuple[Piece, ...], side: str = "") -> SafeString:
    """Whole values, set apart by commas."""
    return format_html_join(", ", "{}", ((_shown(piece),) for piece in _of(pieces, side)))


def _of(pieces, side: str) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != LEFT_OUT.get(side) and piece.text]


def _shown(piece: Piece) -> SafeString:
    text = piece.text
    if piece.is_strong:
        text = format_html("<strong>{}</strong>", text)
    if piece.is_emphasis:
        text = format_html("<em>{}</em>", text)
    if piece.address and piece.kind != SAME:
        text = format_html('{} <span class="compared-address">{}</span>', text, piece.address)
    return format_html(ELEMENTS[piece.kind], text)
