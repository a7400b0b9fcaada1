"""How a date or a time is written for readers: the one place. Times are Paris times.

Each language has its patterns in the table below; month and day names are Django's. A language without
patterns of its own takes the English ones.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import translation
from django.utils.formats import date_format

from .paris import offset, to_paris

NBSP = "\u00a0"


@dataclass(frozen=True)
class Patterns:
    """Django date formats (`j` day, `F` month…), and what is put around them."""

    day: str
    day_in_week: str
    dateline: str
    hour: str
    hour_and_minute: str
    date_and_time: str
    until: str
    span: str
    hours: str
    exact: str
    first_of_month: str = ""


ENGLISH = Patterns(
    day=f"j{NBSP}F Y",
    day_in_week=f"l j{NBSP}F",
    dateline="{place}, {date}",
    hour="H:i",
    hour_and_minute="H:i",
    date_and_time="{date}, {time} (Paris time)",
    until="until {date}, {time}, Paris time",
    span="{date}, {start} to {end} (Paris time)",
    hours="{start} to {end}",
    exact="{date}, {time} (Paris time, {offset})",
)
FRENCH = Patterns(
    day=f"j{NBSP}F Y",
    day_in_week=f"l j{NBSP}F",
    dateline="{place}, le {date}",
    hour=f"G{NBSP}\\h",
    hour_and_minute=f"G{NBSP}\\h{NBSP}i",
    date_and_time="{date} à {time}",
    until="jusqu’au {date} à {time} (heure de Paris)",
    span="{date}, de {start} à {end}",
    hours="de {start} à {end}",
    exact="{date} à {time} (heure de Paris, {offset})",
    first_of_month="er",
)
PATTERNS = {"fr": FRENCH}


def _patterns(language: str) -> Patterns:
    return PATTERNS.get(language, ENGLISH)


def _write(day: date, pattern: str, language: str) -> str:
    ordinal = _patterns(language).first_of_month
    if ordinal and day.day == 1:
        pattern = pattern.replace("j", "j" + "".join(f"\\{letter}" for letter in ordinal))
    with translation.override(language):
        return date_format(day, pattern)


def long_date(day: date | datetime, language: str) -> str:
    """17 novembre 2020, 1er janvier 2021; 17 November 2020. A datetime is taken in Paris."""
    if isinstance(day, datetime):
        day = to_paris(day).date()
    return _write(day, _patterns(language).day, language)


def dateline(place: str, day: date | datetime, language: str) -> str:
    """Paris, le 17 novembre 2020; Paris, 17 November 2020. Without a place, the date alone."""
    written = long_date(day, language)
    return _patterns(language).dateline.format(place=place, date=written) if place else written


def day_in_week(day: date | datetime, language: str) -> str:
    """jeudi 26 novembre 2026; Thursday 26 November 2026. A datetime is taken in Paris."""
    if isinstance(day, datetime):
        day = to_paris(day).date()
    return _write(day, f"l {_patterns(language).day}", language)


def time_of_day(instant: datetime, language: str) -> str:
    """10 h 30, 9 h; 10:30, 09:00."""
    local, patterns = to_paris(instant), _patterns(language)
    return date_format(local, patterns.hour_and_minute if local.minute else patterns.hour)


def hour(value: time, language: str) -> str:
    """9 h, 17 h 30; 09:00, 17:30: an hour of any day."""
    patterns = _patterns(language)
    return date_format(value, patterns.hour_and_minute if value.minute else patterns.hour)


def date_and_time(instant: datetime, language: str) -> str:
    """17 novembre 2020 à 10 h 30; 17 November 2020, 10:30 (Paris time)."""
    return _patterns(language).date_and_time.format(
        date=long_date(instant, language), time=time_of_day(instant, language)
    )


def exact(instant: datetime, language: str) -> str:
    """mardi 9 juin 2026 à 0 h 01 (heure de Paris, UTC+2): no doubt left, also on the days when clocks change."""
    patterns = _patterns(language)
    day = day_in_week(instant, language)
    return patterns.exact.format(date=day, time=time_of_day(instant, language), offset=offset(instant))


def until(instant: datetime, language: str) -> str:
    """jusqu’au lundi 23 novembre à 18 h (heure de Paris); until Monday 23 November, 18:00, Paris time."""
    patterns = _patterns(language)
    day = _write(to_paris(instant).date(), patterns.day_in_week, language)
    return patterns.until.format(date=day, time=time_of_day(instant, language))


def meeting(starts: datetime, ends: datetime | None, language: str) -> str:
    """jeudi 26 novembre 2026, de 10 h à 12 h; Thursday 26 November 2026, 10:00 to 12:00 (Paris time)."""
    if ends is None or to_paris(starts).date() != to_paris(ends).date():
        return " – ".join(date_and_time(instant, language) for instant in (starts, ends) if instant)
    start, end = time_of_day(starts, language), time_of_day(ends, language)
    return _patterns(language).span.format(date=day_in_week(starts, language), start=start, end=end)


def hours(starts: datetime, ends: datetime | None, language: str) -> str:
    """de 10 h à 12 h; 10:00 to 12:00: under the title of its day. Of one that goes on for days, when it begins."""
    start = time_of_day(starts, language)
    if ends is None or to_paris(starts).date() != to_paris(ends).date():
        return start
    return _patterns(language).hours.format(start=start, end=time_of_day(ends, language))
