"""Quotations with what was found marked. The database finds the words; the letters shown are those of the text."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from newsroom.typography import smarten

from .finding import START, STOP
from .plain_text import spaced

LONGEST_RUN_UP = 120  # letters from the beginning of a sentence to what was found in it
ENDS = ".!?…\n"
CLOSING = "  \u202f»”\"')"
BETWEEN = set(" \u00a0-‐‑’'.")  # "COVID-19" is two words and one mark


def title(marked: str, text: str, language: str) -> SafeString:
    """`marked`: the text as ts_headline gave it back, hyphens and apostrophes as spaces."""
    plain, spans = _without_signs(marked)
    return _write(text, 0, len(text), spans if len(plain) == len(text) else [], language)


def sentence(marked: str, text: str, language: str) -> SafeString | None:
    """The piece of the text that ts_headline chose, from the beginning of its sentence; None if it found nothing."""
    plain, spans = _without_signs(marked)
    start = spaced(text).find(plain)
    if not spans or start < 0:
        return None
    begin = _beginning(text, start)
    end = start + len(plain)
    written = _write(text, begin, end, [(start + first, start + last) for first, last in spans], language)
    is_whole = begin == 0 or text[:begin].rstrip(CLOSING)[-1:] in ENDS
    is_ended = text[end : end + 1] in set(ENDS) | {""} or text[end - 1] in ENDS
    return mark_safe(f"{'' if is_whole else '… '}{written}{'' if is_ended else ' …'}")


def _without_signs(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without START and STOP, and where the marked words stand in it."""
    plain, spans = "", []
    for number, piece in enumerate(marked.split(START)):
        word, _stop, rest = piece.partition(STOP) if number else ("", "", piece)
        if word:
            spans.append((len(plain), len(plain) + len(word)))
        plain += word + rest
    return plain, spans


def _beginning(text: str, start: int) -> int:
    for place in range(start, max(0, start - LONGEST_RUN_UP) - 1, -1):
        if (
            place == 0
            or text[place - 1] == "\n"
            or (text[place - 1] == " " and text[:place].rstrip(CLOSING)[-1:] in ENDS)
        ):
            return place
    return start


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if found and set(text[found[-1][1] : first]) <= BETWEEN and first - found[-1][1] <= 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _write(text: str, begin: int, end: int, spans: list[tuple[int, int]], language: str) -> SafeString:
    """In the typography of the language, piece by piece: an apostrophe belongs to what is before it."""

    def piece(first: int, last: int) -> str:
        written = smarten(text[first:last], language)
        return escape(f"{written[:-1]}’" if written.endswith("'") else written)

    parts, place = [], begin
    for first, last in _joined(text, spans):
        parts += [piece(place, first), "<mark>", piece(first, last), "</mark>"]
        place = last
    return mark_safe("".join([*parts, piece(place, end)]))  # every piece of the text is escaped
