"""Who answers the press, around every edge of the calendar."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from newsroom import office_hours
from newsroom.office_hours import Hours, Line, sentence, who_answers
from newsroom.paris import PARIS

HOURS = Hours(time(9), time(18))
OFFICE, ON_CALL = Line.OFFICE, Line.ON_CALL


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "line", "until"),
    [
        ("2026-11-23 08:59", ON_CALL, "2026-11-23 09:00"),
        ("2026-11-23 09:00", OFFICE, "2026-11-23 18:00"),
        ("2026-11-23 17:59", OFFICE, "2026-11-23 18:00"),
        ("2026-11-23 18:00", ON_CALL, "2026-11-24 09:00"),
        ("2026-11-23 23:59", ON_CALL, "2026-11-24 09:00"),
        ("2026-11-24 00:00", ON_CALL, "2026-11-24 09:00"),
        ("2026-11-20 18:00", ON_CALL, "2026-11-23 09:00"),  # Friday evening
        ("2026-11-21 12:00", ON_CALL, "2026-11-23 09:00"),
        ("2026-11-22 23:59", ON_CALL, "2026-11-23 09:00"),
        ("2027-03-29 12:00", ON_CALL, "2027-03-30 09:00"),  # Easter Monday
        ("2027-03-26 18:30", ON_CALL, "2027-03-30 09:00"),  # Friday before Easter, clocks change that Sunday
        ("2026-05-14 12:00", ON_CALL, "2026-05-15 09:00"),  # Ascension, a Thursday
        ("2026-05-25 12:00", ON_CALL, "2026-05-26 09:00"),  # Whit Monday
        ("2026-07-14 12:00", ON_CALL, "2026-07-15 09:00"),
        ("2026-12-24 18:00", ON_CALL, "2026-12-28 09:00"),  # Christmas on a Friday
        ("2026-12-31 17:59", OFFICE, "2026-12-31 18:00"),
        ("2026-12-31 18:00", ON_CALL, "2027-01-04 09:00"),  # New Year's Day on a Friday
        ("2026-03-29 03:30", ON_CALL, "2026-03-30 09:00"),  # the night clocks go forward
        ("2026-10-25 02:30", ON_CALL, "2026-10-26 09:00"),  # the night clocks go back
        ("2026-03-30 09:00", OFFICE, "2026-03-30 18:00"),
        ("2026-11-11 10:00", ON_CALL, "2026-11-12 09:00"),  # Armistice, a Wednesday
    ],
)
def test_who_answers_and_until_when(moment, line, until):
    answer = who_answers(paris(moment), HOURS, has_on_call=True)
    assert (answer.line, answer.until) == (line, paris(until))


def test_the_hours_are_those_of_paris_whatever_the_zone_of_the_moment():
    summer, winter = datetime(2026, 7, 1, 7, 0, tzinfo=UTC), datetime(2026, 12, 1, 7, 59, tzinfo=UTC)
    assert who_answers(summer, HOURS, True).line == OFFICE
    assert who_answers(winter, HOURS, True).line == ON_CALL


def test_without_an_on_call_line_nobody_answers_until_the_office_opens():
    answer = who_answers(paris("2026-11-21 12:00"), HOURS, has_on_call=False)
    assert (answer.line, answer.next_line, answer.until) == (Line.CLOSED, OFFICE, paris("2026-11-23 09:00"))


@pytest.mark.parametrize("year", [2020, 2024, 2026, 2027, 2030])
def test_a_year_has_eleven_public_holidays(year):
    assert len(office_hours.public_holidays(year)) == 11


def test_movable_feasts_are_computed():
    assert {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} <= office_hours.public_holidays(2026)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "Le service de presse répond maintenant, jusqu’au lundi 23 novembre à 18 h (heure de Paris)."),
        ("en", "The press office answers now, until Monday 23 November, 18:00, Paris time."),
    ],
)
def test_the_sentence_has_an_absolute_end(language, written):
    with translation.override(language):
        text = sentence(who_answers(paris("2026-11-23 10:00"), HOURS, True), language)
    assert text.replace("\u00a0", " ") == written
