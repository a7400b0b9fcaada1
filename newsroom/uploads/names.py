"""What the name of an upload may hold. The name that is stored is another one: newsroom/media.py."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# They make “gpj.exe” read “exe.jpg”.
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DRIVE = re.compile(r"^[A-Za-z]:")


def check(name: str) -> None:
    """ValidationError for a name that hides what it is, or that leads elsewhere."""
    if DIRECTIONS.search(name) or any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in name):
        raise ValidationError(
            _("The name of this file holds invisible characters: rename it and send it again.")
        )
    if is_elsewhere(name):
        raise ValidationError(_("The name of this file is a path: rename it and send it again."))


def is_elsewhere(path: str) -> bool:
    """Whether a relative path leaves its folder, on any system."""
    parts = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or ".." in parts or DRIVE.match(path) is not None
