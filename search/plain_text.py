"""Texts as the search reads them: without marks, and without signs that the database could take for its own."""

import unicodedata

from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

LONGEST = 150_000  # a vector holds one megabyte
# Letters that lose their accents as a quotation mark or a colon, which divide the lexemes of a vector.
SIGNS = dict.fromkeys(map(ord, "ʹʻʼʽˈː"), " ")
SPACES = str.maketrans(dict.fromkeys("’‘ʼ'‐‑‒–—-_/·•.", " "))  # twin of search_spaced() in sql/functions.sql


def readable(text: str | None) -> str:
    """One form for each letter, no control characters; lines are kept."""
    composed = unicodedata.normalize("NFKC", text or "").translate(SIGNS)
    kept = (
        " " if unicodedata.category(letter) in {"Cc", "Co", "Cs", "Zs"} and letter != "\n" else letter
        for letter in composed
    )
    return "".join(kept)[:LONGEST]


def spaced(text: str) -> str:
    """As long as the text, letter by letter."""
    return text.translate(SPACES)


def of_field(page, name: str) -> list[str]:
    """The pieces of a text, rich text or body of a page."""
    value = getattr(page, name)
    if not value:
        return []
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        pieces = field.stream_block.get_searchable_content(value)
        return [piece for text in pieces if (piece := _without_tags(text))]
    return [_without_tags(value)]


def _without_tags(text: str) -> str:
    return strip_tags(get_text_for_indexing(text)).strip() if "<" in text else text.strip()
