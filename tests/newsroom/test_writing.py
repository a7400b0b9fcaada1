"""Dates, telephone numbers and typography as readers of each language expect them."""

from datetime import UTC, date, datetime

import pytest

from newsroom import dates, paris, telephone, typography

INSTANT = datetime(2020, 11, 17, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("function", "arguments", "language", "written"),
    [
        (dates.long_date, (date(2020, 11, 17),), "fr", "17 novembre 2020"),
        (dates.long_date, (date(2021, 1, 1),), "fr", "1er janvier 2021"),
        (dates.long_date, (date(2021, 8, 11),), "fr", "11 août 2021"),
        (dates.long_date, (date(2020, 11, 17),), "en", "17 November 2020"),
        (dates.long_date, (datetime(2020, 12, 31, 23, 30, tzinfo=UTC),), "en", "1 January 2021"),
        (dates.dateline, ("Paris", INSTANT), "fr", "Paris, le 17 novembre 2020"),
        (dates.dateline, ("Paris", INSTANT), "en", "Paris, 17 November 2020"),
        (dates.dateline, ("", INSTANT), "fr", "17 novembre 2020"),
        (dates.date_and_time, (INSTANT,), "fr", "17 novembre 2020 à 10 h 30"),
        (dates.date_and_time, (INSTANT,), "en", "17 November 2020, 10:30 (Paris time)"),
        (dates.time_of_day, (INSTANT.replace(minute=0),), "fr", "10 h"),
        (dates.time_of_day, (INSTANT.replace(minute=5),), "fr", "10 h 05"),
        (dates.until, (INSTANT,), "fr", "jusqu’au mardi 17 novembre à 10 h 30 (heure de Paris)"),
        (dates.until, (INSTANT,), "en", "until Tuesday 17 November, 10:30, Paris time"),
        (telephone.display, ("+33140273000",), "fr", "01 40 27 30 00"),
        (telephone.display, ("+33140273000",), "en", "+33 1 40 27 30 00"),
        (telephone.display, ("poste 12",), "fr", "poste 12"),
    ],
)
def test_it_is_written(function, arguments, language, written):
    assert function(*arguments, language).replace("\u00a0", " ") == written


@pytest.mark.parametrize("raw", ["01 40 27 30 00", "0140273000", "+33 1 40 27 30 00", "01.40.27.30.00"])
def test_a_number_has_one_form(raw):
    assert telephone.normalise(raw) == "+33140273000"
    assert telephone.href(raw) == "tel:+33140273000"


@pytest.mark.parametrize("raw", ["", "abc", "12", "0" * 40])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(ValueError, match="téléphone"):
        telephone.normalise(raw)


NB, NN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "typed", "written"),
    [
        ("fr", "Vraiment ?", f"Vraiment{NN}?"),
        ("fr", "Vraiment?", f"Vraiment{NN}?"),
        ("fr", "Oui !", f"Oui{NN}!"),
        ("fr", "d'abord ; ensuite", f"d’abord{NN}; ensuite"),
        ("fr", "Note : oui", f"Note{NB}: oui"),
        ("fr", "« oui »", f"«{NN}oui{NN}»"),
        ("fr", '"oui"', f"«{NN}oui{NN}»"),
        ("fr", "n° 5", f"n°{NB}5"),
        ("fr", "Pr Martin et Dr Petit", f"Pr{NB}Martin et Dr{NB}Petit"),
        ("fr", "M. Durand", f"M.{NB}Durand"),
        ("fr", "12 %", f"12{NN}%"),
        ("fr", "11 000 patients", f"11{NN}000 patients"),
        ("fr", "à suivre...", "à suivre…"),
        ("fr", "à 10:30", "à 10:30"),
        ("fr", "https://aphp.fr/?a=b;c!", "https://aphp.fr/?a=b;c!"),
        ("fr", "presse@example.org ?", f"presse@example.org{NN}?"),
        ("en", "it's here", "it’s here"),
        ("en", '"yes"', "“yes”"),
        ("en", "Really?", "Really?"),
        ("en", "Prof. Martin", f"Prof.{NB}Martin"),
        ("xx", "Vraiment ?", "Vraiment ?"),
    ],
)
def test_typography(language, typed, written):
    assert typography.smarten(typed, language) == written
    assert typography.smarten(written, language) == written


def test_code_and_attributes_keep_their_characters():
    html = typography.smarten_html('<p title="a ?">Oui ?</p><code>a ? b</code>', "fr")
    assert html == f'<p title="a ?">Oui{NN}?</p><code>a ? b</code>'


def test_times_that_do_not_exist_are_refused_and_those_that_come_twice_too():
    with pytest.raises(paris.NonExistentTime):
        paris.as_paris(datetime(2027, 3, 28, 2, 30))
    with pytest.raises(paris.AmbiguousTime) as twice:
        paris.as_paris(datetime(2026, 10, 25, 2, 30))
    first, second = twice.value.candidates
    assert (second.astimezone(UTC) - first.astimezone(UTC)).total_seconds() == 3600


@pytest.mark.parametrize(
    ("instant", "french", "english"),
    [
        (
            datetime(2026, 6, 8, 22, 1, tzinfo=UTC),
            "mardi 9\u00a0juin 2026 à 0\u00a0h\u00a001 (heure de Paris, UTC+2)",
            "Tuesday 9\u00a0June 2026, 00:01 (Paris time, UTC+2)",
        ),
        (
            datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
            "mardi 1er\u00a0décembre 2026 à 10\u00a0h (heure de Paris, UTC+1)",
            "Tuesday 1\u00a0December 2026, 10:00 (Paris time, UTC+1)",
        ),
    ],
)
def test_an_exact_instant_leaves_no_doubt(instant, french, english):
    assert (dates.exact(instant, "fr"), dates.exact(instant, "en")) == (french, english)


def test_only_the_hour_that_comes_twice_has_a_twin():
    first, second = paris.twins(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert [paris.offset(row) for row in (first, second)] == ["UTC+2", "UTC+1"]
    assert paris.twins(datetime(2026, 10, 25, 2, 30, tzinfo=UTC)) is None
