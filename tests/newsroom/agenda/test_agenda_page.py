"""The agenda: what is coming by day with its state in words, what is over below, and help where there is nothing."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from newsroom import dates
from newsroom.agenda import listing
from newsroom.paris import PARIS
from tests import factories

from .meetings import DAY, WHY, announced, at, changed, fields, moved, with_logistics

ADDRESS = {"fr": "/fr/agenda/", "en": "/en/agenda/"}


def page_of(client, address: str = ADDRESS["fr"]) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split()).replace("\u00a0", " ")


def titles(page: BeautifulSoup, where: str) -> list[str]:
    return [link.get_text() for link in page.select(f"{where} .card__title a")]


def test_meetings_stand_under_their_days_the_nearest_first(client, site):
    announced(site, title_fr="Jeudi midi", event_starts_at=at(3, 12), event_ends_at=None)
    announced(site, title_fr="Jeudi matin", event_starts_at=at(3, 9), event_ends_at=at(3, 10))
    announced(site, title_fr="Plus tard", event_starts_at=at(9), event_ends_at=None)
    page = page_of(client)
    days = [day.select_one("h2").get_text() for day in page.select(".day")]
    assert days == [dates.day_in_week(at(days), "fr").capitalize() for days in (3, 9)]
    assert titles(page, ".day") == ["Jeudi matin", "Jeudi midi", "Plus tard"]
    assert words(page.select_one(".event__date")) == "de 9 h à 10 h"
    assert len(page.select("h1")) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_says_the_state_in_words_and_where_and_until_when(client, site, language):
    hospital = with_logistics(site.cochin)
    announced(site, event_hospital=hospital, event_accreditation_until=datetime(2099, 3, 1, 18, tzinfo=PARIS),
              event_starts_at=datetime(2099, 3, 2, 10, tzinfo=PARIS), event_ends_at=None)  # fmt: skip
    event = page_of(client, ADDRESS[language]).select_one(".event")
    expected = {
        "fr": (
            "Confirmé",
            "Hall d’accueil, Hôpital Cochin",
            "jusqu’au 1er mars 2099 à 18 h",
            "Ajouter à mon agenda",
        ),
        "en": (
            "Confirmed",
            "Entrance hall, Cochin Hospital",
            "until 1 March 2099, 18:00 (Paris time)",
            "Add to my calendar",
        ),
    }
    for text in (*expected[language], "presse@example.org"):
        assert text in words(event)
    assert event.select_one(f'a[href="{hospital.url_in(language)}"]')


def test_what_is_moved_or_cancelled_says_so_and_why(client, site):
    page = announced(site, title_fr="Déplacée")
    moved(page, at(8))
    cancelled = announced(site, title_fr="Annulée", event_stream_url="https://direct.example.org/")
    changed(cancelled, event_state="cancelled", **WHY)
    found = {event.h3.get_text(): event for event in page_of(client).select(".day .event")}
    before = dates.meeting(page.event_starts_at, page.event_ends_at, "fr")
    assert found["Déplacée"].select_one(".meeting__former del").get_text() == before
    assert "au lieu du" in words(found["Déplacée"]) and "Déplacé" in words(found["Déplacée"])
    assert "La salle est prise." in words(found["Annulée"]) and "Annulé" in words(found["Annulée"])
    assert found["Annulée"].select_one(".event__date del")
    assert "direct.example.org" not in str(found["Annulée"])


def test_accreditation_that_is_closed_says_so_and_leads_nowhere(client, site):
    announced(site, event_accreditation_until=factories.minute(-DAY))
    event = page_of(client).select_one(".event__accreditation")
    assert "close depuis le" in words(event) and not event.select("a")


def test_a_form_of_this_site_is_asked_in_the_readers_language(client, site):
    announced(site, event_accreditation_address="/fr/signaler-un-probleme/")
    link = page_of(client, ADDRESS["en"]).select_one(".event__accreditation a")
    assert link["href"].endswith("/en/report-a-problem/")


def test_a_hidden_meeting_is_not_in_it(client, site):
    factories.scheduled_release(site, **fields(title_fr="Secret", title_en="Secret"))
    factories.draft_release(site, **fields(title_fr="Brouillon"))
    announced(site, title_fr="Seulement en français", english_ready=False)
    assert titles(page_of(client), ".day") == ["Seulement en français"]
    assert titles(page_of(client, ADDRESS["en"]), ".agenda") == []


def test_what_is_over_stands_below_the_last_first_and_in_pages(client, site, monkeypatch):
    for days in (1, 5, 3):
        announced(site, title_fr=f"Il y a {days}", event_starts_at=at(-days), event_ends_at=at(-days, 11))
    announced(site, title_fr="Demain")
    announced(site, title_fr="Jadis", event_starts_at=listing.since() - DAY, event_ends_at=None)
    assert titles(page_of(client), ".over") == ["Il y a 1", "Il y a 3", "Il y a 5"]
    monkeypatch.setattr("newsroom.agenda.views.PAGE_SIZE", 2)
    second = page_of(client, "/fr/agenda/?page=2")
    assert (titles(second, ".day"), titles(second, ".over")) == ([], ["Il y a 5"])
    assert "page 2" in second.title.get_text()


def test_a_hospital_is_chosen_among_those_that_have_meetings(client, site):
    announced(site, title_fr="À Necker", event_hospital=site.necker, hospitals=[site.cochin])
    announced(site, title_fr="Cochin", hospitals=[site.cochin])
    page = page_of(client, "/fr/agenda/?hospital=necker")
    assert titles(page, ".day") == ["À Necker"]
    options = [option.get_text() for option in page.select(".agenda__filter option")]
    assert options == ["Tous les hôpitaux", "Hôpital Cochin (2)", "Hôpital Necker (1)"]
    assert page.select_one('link[type="text/calendar"]')["href"].endswith(
        "/fr/agenda/agenda.ics?hospital=necker"
    )
    assert page.select_one(".follow-agenda a.button")["href"].startswith("webcal://localhost")


def test_an_empty_agenda_says_whom_to_ask_and_what_to_follow(client, site):
    page = page_of(client, "/en/agenda/?hospital=necker")
    leads_to = {link["href"].removeprefix("http://localhost") for link in page.select(".empty a")}
    assert leads_to == {
        "/en/agenda/",
        "/fr/agenda/",
        "/en/press-office/",
        "/en/press-releases/rss/?type=invitation",
    }
    assert "Necker" in words(page.select_one(".empty"))


@pytest.mark.parametrize(
    "query", ["hospital=nowhere", "hospital=%00", "page=zzz", "page=999", "hospital=a&hospital=b"]
)
def test_a_bad_value_gives_the_agenda_with_a_message(client, site, query):
    announced(site)
    response = client.get(f"/fr/agenda/?{query}")
    if response.status_code != 400:  # control signs are refused everywhere
        assert response.status_code == 200 and 'class="messages"' in response.content.decode()


def test_it_is_kept_until_the_next_minute_and_sets_no_cookie(client, site):
    announced(site)
    for address in (*ADDRESS.values(), "/fr/agenda/agenda.ics"):
        response = client.get(address)
        assert response["Cache-Control"].startswith("public, max-age=") and not response.cookies
        assert client.post(address).status_code == 405
