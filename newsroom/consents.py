"""Asked before a page is published: will all its pictures be shown? When a consent ends is decided in file_visibility.py."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import clock, dates, file_visibility, pictures
from .languages import TRANSLATION
from .paris import to_paris


def errors(page) -> list[str]:
    """One message for each picture whose consent has ended on the day on which the page, as it is in memory, is public."""
    from .models import PressImage

    drawn = pictures.drawn_in(page)
    hidden = f"_{TRANSLATION}"  # of an English text that is not ready nothing is shown
    keys = [
        key
        for key, fields in drawn.items()
        if page.english_ready or any(not field.endswith(hidden) for field in fields)
    ]
    day = _first_day(page)
    found = PressImage.objects.filter(pk__in=keys).order_by("title", "pk")
    return [_message(picture) for picture in found if not file_visibility.is_shown(picture, day)]


def _first_day(page) -> date:
    return to_paris(max(filter(None, [clock.now(), page.go_live_at]))).date()


def _message(picture) -> str:
    if picture.is_shown:
        text = _(
            "The consent of those shown on “%(title)s” ends on %(day)s, before the page is public: choose another "
            "picture, or have the consent prolonged."
        )
    else:
        text = _(
            "The consent of those shown on “%(title)s” ended on %(day)s: choose another picture, or have the consent "
            "prolonged."
        )
    return text % {
        "title": picture.title,
        "day": dates.long_date(picture.consent_until, get_language() or ""),
    }
