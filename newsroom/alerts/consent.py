"""What somebody agrees to by asking for an alert. Other words need another version: the proof names both."""

import hashlib

from django.utils import translation
from django.utils.translation import gettext as _

VERSION = "1"


def text(language: str) -> str:
    with translation.override(language):
        return _(
            "AP-HP’s press office keeps this address and these choices to send you the releases that you ask for, "
            "and uses them for nothing else. Every mail lets you change, stop or erase them. After three years "
            "without a sign from you it asks whether you still want them, and otherwise erases them."
        )


def mark(language: str) -> str:
    """SHA-256 of the words that were shown."""
    return hashlib.sha256(text(language).encode()).hexdigest()
