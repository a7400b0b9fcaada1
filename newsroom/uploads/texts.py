"""Texts, tables and captions: UTF-8 or Windows' own letters, nothing that a reader's program would run."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CAPTIONS_BEGIN = re.compile(r"WEBVTT(?:\s|$)")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What a spreadsheet takes for a formula; a number, a telephone number or a lone dash is none.
FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d\s.,+()-]*$))")
SEPARATORS = ",;\t"


def checked_text(content: bytes) -> bytes:
    if CONTROL.search(_decoded(content)):
        raise ValidationError(
            _("This is not a text: it holds characters that no text has. Save it as UTF-8.")
        )
    return content


def checked_table(content: bytes) -> bytes:
    text = _decoded(checked_text(content))
    try:
        holds_formula = any(FORMULA.match(cell) for cell in _cells(text))
    except csv.Error:
        raise ValidationError(_("This table cannot be read: export it again as CSV.")) from None
    if holds_formula:
        raise ValidationError(
            _("A cell begins with =, @, + or -, which a spreadsheet would run: export values, not formulas.")
        )
    return content


def _cells(text: str) -> Iterator[str]:
    """By whichever separator a spreadsheet may take; never all at once in memory."""
    for separator in SEPARATORS:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            yield from row


def checked_captions(content: bytes) -> bytes:
    """https://www.w3.org/TR/webvtt1/#file-structure: UTF-8, the word WEBVTT, then cues with their times."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("Captions must be saved as UTF-8 text.")) from None
    if not CAPTIONS_BEGIN.match(text):
        raise ValidationError(
            _("A caption file begins with the word WEBVTT: export it as WebVTT, not as SRT.")
        )
    if "-->" not in text:
        raise ValidationError(_("There is no caption in this file."))
    return content


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
