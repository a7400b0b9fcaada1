"""Versions of a release with what changed; every correction of the site on one page, and in its feeds."""

from datetime import timedelta

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from newsroom import clock
from newsroom.models import Correction
from tests import factories
from tests.crawl import ask

from .texts import ADDRESS, complete, correct

LIST = {"fr": "/fr/corrections/", "en": "/en/corrections/"}


def soup(address: str) -> BeautifulSoup:
    answer = Client().get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_version_has_its_date_its_note_and_its_differences(site, language):
    page = correct(complete(site))
    with clock.shifted(timedelta(hours=1)):
        page = correct(page, note="Une seconde note.", kind="minor", summary_en="Another.")
    sections = soup(f"{ADDRESS[language]}versions/").select(".versions__one")
    assert [section.h2.get_text()[:9] for section in sections] == ["Version 3", "Version 2", "Version 1"]
    assert [len(section.select("time")) for section in sections] == [1, 1, 1]
    notes = [section.select_one(".versions__note") for section in sections]
    second = "seconde note" if language == "fr" else "EN Une seconde"
    assert second in notes[0].get_text() and "313" in notes[1].get_text() and notes[2] is None
    changed = [bool(section.select("ins")) for section in sections]
    assert changed == ([False, True, False] if language == "fr" else [True, False, False])
    assert page.version == 3


def test_a_release_leads_to_its_versions_once_it_has_several(site):
    page = complete(site)
    link = f'a[href="{ADDRESS["fr"]}versions/"]'
    one = ask(ADDRESS["fr"])
    assert not BeautifulSoup(one.body, "html.parser").select(link)
    correct(page, note="")
    two = ask(ADDRESS["fr"])
    assert BeautifulSoup(two.body, "html.parser").select(link)
    assert two.query_count == one.query_count


def test_a_release_with_one_version_has_a_page_of_it_all_the_same(site):
    complete(site)
    (section,) = soup(f"{ADDRESS['fr']}versions/").select(".versions__one")
    assert "publiée à l’origine" in section.get_text()


def test_versions_of_a_release_in_french_only_say_so(site):
    page = factories.public_release(site, slug="seul")
    page = correct(page, note="Une note.", title_fr="Autre")
    found = soup("/en/press-releases/seul/versions/")
    assert found.select_one(".language-note") and found.select_one(".differences p:has(ins)")["lang"] == "fr"


def test_costs_stay_the_same_however_many_versions_there_are(site):
    page = correct(complete(site))
    address = f"{ADDRESS['fr']}versions/"
    ask(address)
    before = ask(address).query_count
    for number in range(3):
        page = correct(page, title_fr=f"Un rein : {number} malades")
    assert ask(address).query_count == before


def test_corrections_stand_on_one_page_the_newest_first(site):
    page = correct(complete(site))
    other = correct(
        factories.public_release(site, title_fr="Autre"), note="Ancienne.", kind="minor", title_fr="Bis"
    )
    Correction.objects.filter(release=other).update(corrected_at=factories.minute(-timedelta(days=1)))
    cards = soup(LIST["fr"]).select(".card")
    assert [card.select_one(".card__summary").get_text() for card in cards] == [
        "313 patients, et non 312.",
        "Ancienne.",
    ]
    assert [card.select_one(".kicker").get_text().split()[0] for card in cards] == ["Correction", "Mis"]
    assert cards[0].select_one("h2 a")["href"] == ADDRESS["fr"] and page.version == 2
    assert len(soup(LIST["en"]).select(".card")) == 1  # what is public in English


@pytest.mark.parametrize("feed", ["rss/", "atom/"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_feeds_of_corrections(site, feed, language):
    correct(complete(site))
    parsed = feedparser.parse(Client().get(f"{LIST[language]}{feed}").content)
    (entry,) = parsed.entries
    assert entry.link == f"http://localhost{ADDRESS[language]}"
    assert "313" in entry.summary and not parsed.bozo
    assert entry.id.startswith("tag:localhost,")


@pytest.mark.parametrize("feed", ["", "rss/", "atom/"])
def test_without_a_correction_there_is_a_page_all_the_same(site, feed):
    ask(LIST["fr"])
    first, second = ask(f"{LIST['fr']}{feed}"), ask(f"{LIST['fr']}{feed}")
    assert first == second and first.status == 200


@pytest.mark.parametrize("asked", ["x", "0", "99"])
def test_a_page_that_is_none_says_so(site, asked):
    assert soup(f"{LIST['fr']}?page={asked}").select(".messages")


def test_paging(site):
    page = correct(complete(site))
    Correction.objects.bulk_create(
        Correction(
            release=page, corrected_at=factories.minute(-timedelta(hours=hour)), note_fr=f"Note {hour}"
        )
        for hour in range(1, 25)
    )
    assert len(soup(LIST["fr"]).select(".card")) == 20
    assert len(soup(f"{LIST['fr']}?page=2").select(".card")) == 5
    few, many = ask(LIST["fr"]).query_count, ask(f"{LIST['fr']}?page=2").query_count
    assert few == many
