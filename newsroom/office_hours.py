"""Who answers the press at a moment: the office on weekdays in its hours, else the on-call line.

French national public holidays count as weekends (the eleven of article L3133-1 of the Code du travail, from
the `holidays` library). Everything is in Paris time, on whole minutes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _

from . import dates
from .paris import PARIS, to_paris


class Line(StrEnum):
    OFFICE = "office"
    ON_CALL = "on_call"
    CLOSED = "closed"


@dataclass(frozen=True)
class Hours:
    opens_at: time
    closes_at: time
    weekdays: frozenset[int] = frozenset(range(5))


@dataclass(frozen=True)
class Answer:
    """`until`: the Paris instant at which somebody else answers; `next_line`: who."""

    line: Line
    until: datetime
    next_line: Line


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working_day(day: date, hours: Hours) -> bool:
    return day.weekday() in hours.weekdays and day not in public_holidays(day.year)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PARIS)


def next_opening(moment: datetime, hours: Hours) -> datetime:
    """The first opening after `moment`."""
    day = to_paris(moment).date()
    while not (is_working_day(day, hours) and moment < _at(day, hours.opens_at)):
        day += timedelta(days=1)
    return _at(day, hours.opens_at)


def who_answers(moment: datetime, hours: Hours, has_on_call: bool) -> Answer:
    day = to_paris(moment).date()
    other = Line.ON_CALL if has_on_call else Line.CLOSED
    opening, closing = _at(day, hours.opens_at), _at(day, hours.closes_at)
    if is_working_day(day, hours) and opening <= moment < closing:
        return Answer(Line.OFFICE, closing, other)
    return Answer(other, next_opening(moment, hours), Line.OFFICE)


def sentence(answer: Answer, language: str) -> str:
    """One dated sentence: a copy of it that is read later is old, never false."""
    end = dates.until(answer.until, language)
    match answer.line:
        case Line.OFFICE:
            return _("The press office answers now, %(until)s.") % {"until": end}
        case Line.ON_CALL:
            return _("The on-call press line answers now, %(until)s.") % {"until": end}
        case _:
            return _("The press office is closed, %(until)s.") % {"until": end}
