from collections.abc import Iterable, Mapping
from datetime import datetime

from django import template

from newsroom import dates, languages

register = template.Library()


@register.filter
def exact(instant: datetime) -> str:
    """With the weekday and the offset, in the active language."""
    return dates.exact(instant, languages.active())


@register.filter
def on_passage(comments: Iterable, place) -> list:
    return [comment for comment in comments if comment.place == str(place or "")]


@register.filter
def file_name(stored_name: str) -> str:
    """As it was called, without the folders and the random part."""
    return stored_name.rpartition("/")[2]


@register.filter
def is_about(wrong: Mapping | None, place) -> bool:
    """Whether a comment that was refused is about that passage; an empty place is the whole text."""
    return wrong is not None and wrong != "" and wrong.get("place", "") == str(place or "")
