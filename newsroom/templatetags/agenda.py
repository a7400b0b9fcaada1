from datetime import date, datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from newsroom import clock, dates, languages
from newsroom.agenda import meeting as meetings

register = template.Library()


@register.simple_tag
def meeting_of(release, office=None) -> meetings.Meeting | None:
    return meetings.of(release, office)


@register.filter
def spoken(words: meetings.Told) -> SafeString:
    """With its `lang` where it is not in the active language."""
    if not words or words.language == languages.active():
        return format_html("{}", words.text)
    return format_html('<span lang="{}">{}</span>', words.language, words.text)


@register.filter
def has_come(instant: datetime | None) -> bool:
    """Of a whole minute: a copy of the page is never older than that."""
    return instant is not None and instant <= clock.now()


@register.filter
def day_in_week(day: date) -> str:
    return dates.day_in_week(day, languages.active())


@register.simple_tag
def calendar_address(release) -> str:
    """Of the meeting of one release, in the language of the page's furniture."""
    return f"{release.url_in(languages.active())}agenda.ics"


@register.filter
def breakable(address: str) -> SafeString:
    """May be broken after its slashes."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in address.split("/")))


@register.filter
def webcal(address: str) -> str:
    """What calendars follow."""
    return f"webcal://{address.partition('://')[2]}"
