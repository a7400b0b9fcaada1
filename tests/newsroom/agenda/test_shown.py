"""What a release, its other forms, its structured data and the pages around it say of its meeting."""

import json
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from newsroom import dates
from newsroom.paris import PARIS
from tests import factories
from tests.newsroom.test_structured_data import records

from .meetings import WHY, announced, at, changed, moved, with_logistics

FIRST = datetime(2030, 3, 1, 10, tzinfo=PARIS)
STREAM = "https://direct.example.org/necker"
ENDS = {"fr": ("texte/", "markdown/", "json/"), "en": ("text/", "markdown/", "json/")}


@pytest.fixture
def complete(site):
    return announced(
        site, event_hospital=with_logistics(site.cochin), event_starts_at=FIRST, event_ends_at=FIRST.replace(hour=12),
        event_accreditation_until=FIRST.replace(hour=8), event_stream_url=STREAM,
    )  # fmt: skip


def block(client, page, language: str = "fr") -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url_in(language)).content, "html.parser").select_one(".meeting")


def said(element) -> str:
    return " ".join(element.get_text(" ").split()).replace("\u00a0", " ")


def test_the_release_says_everything(client, complete):
    text = said(block(client, complete))
    for words in (
        *("Confirmé", "vendredi 1er mars 2030, de 10 h à 12 h", "Hall d’accueil", "Hôpital Cochin"),
        *("1 rue du Centre, 75014 Paris", "Porte nord", "jusqu’au 1er mars 2030 à 8 h", "presse@example.org"),
        "Ajouter à mon agenda",
    ):
        assert words in text, words
    links = {link["href"] for link in block(client, complete).select("a")}
    assert {STREAM, f"{complete.url_in('fr')}agenda.ics", "mailto:presse@example.org"} <= links


def test_the_date_that_was_announced_stays_struck_through(client, complete):
    page = moved(complete, FIRST.replace(day=4))
    found = block(client, page)
    assert said(found.select_one(".meeting__former")) == "au lieu du vendredi 1er mars 2030, de 10 h à 12 h"
    assert found.select_one(".meeting__former del") and "La salle est prise." in said(found)
    english = block(client, page, "en")
    assert said(english.select_one(".meeting__former")).startswith("instead of Friday 1 March 2030")


def test_a_cancelled_meeting_invites_nobody(client, complete):
    page = changed(complete, event_state="cancelled", **WHY)
    found = block(client, page)
    assert "Annulé" in said(found) and found.select_one("del time")
    assert not {STREAM, "mailto:presse@example.org"} & {link["href"] for link in found.select("a")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_form_says_what_the_page_says(client, complete, language):
    page = moved(complete, FIRST.replace(day=4))
    texts = [client.get(page.url_in(language) + end).content.decode() for end in ENDS[language]]
    before = dates.meeting(complete.event_starts_at, complete.event_ends_at, language)
    reason = WHY[f"event_notice_{language}"]
    for text in texts[:2]:
        for words in (before, reason, STREAM, "presse@example.org", "1 rue du Centre"):
            assert words in text.replace("\\", ""), words
    meeting = json.loads(texts[2])["meeting"]
    assert (meeting["state"], meeting["notice"], meeting["instead_of"]) == ("moved", reason, before)
    assert meeting["starts"] == "2030-03-04T10:00:00+01:00"
    assert meeting["started_before"] == "2030-03-01T10:00:00+01:00"
    assert meeting["accreditation"]["until"] == "2030-03-01T08:00:00+01:00"
    assert meeting["stream"] == STREAM and meeting["hospital"]["address"].endswith("/cochin/")


STATUS = {
    "provisional": "EventScheduled",
    "confirmed": "EventScheduled",
    "moved": "EventRescheduled",
    "cancelled": "EventCancelled",
}


@pytest.mark.parametrize("state", STATUS)
def test_search_engines_are_told_its_state(client, complete, state):
    if state == "moved":
        page = moved(complete, FIRST.replace(day=4))
    else:
        page = complete if state == "confirmed" else changed(complete, event_state=state, **WHY)
    event = records(client, page.url_in("fr"))["Event"]
    assert event["eventStatus"] == f"https://schema.org/{STATUS[state]}"
    assert event.get("previousStartDate") == ("2030-03-01T10:00:00+01:00" if state == "moved" else None)
    place = event["location"] if state == "cancelled" else event["location"][0]
    assert (place["@type"], place["address"]["addressLocality"]) == ("Place", "Paris")
    mode = "Offline" if state == "cancelled" else "Mixed"
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert event["organizer"]["alternateName"] == "AP-HP"


def test_a_release_without_a_meeting_is_no_event(client, site):
    page = factories.public_release(site)
    assert "Event" not in records(client, page.url_in("fr")) and block(client, page) is None


def test_a_meeting_that_is_only_online_has_no_place(client, site):
    page = announced(site, event_stream_url=STREAM, event_ends_at=None)
    event = records(client, page.url_in("fr"))["Event"]
    assert event["location"] == {"@type": "VirtualLocation", "url": STREAM}
    assert event["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")


@pytest.mark.parametrize("address", ["/fr/", "/fr/hopitaux/cochin/"])
def test_what_is_moved_or_cancelled_is_said_wherever_it_is_announced(client, site, address):
    moved(announced(site, title_fr="Ailleurs"), at(4))
    changed(announced(site, title_fr="Jamais"), event_state="cancelled", **WHY)
    announced(site, title_fr="Toujours")
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    found = {event.h3.get_text(): event for event in soup.select(".coming .event")}
    states = {title: event.select_one(".state") for title, event in found.items()}
    assert {title: state and state.get_text() for title, state in states.items()} == {
        "Ailleurs": "Déplacé", "Jamais": "Annulé", "Toujours": None,
    }  # fmt: skip
    assert "agenda.ics" in str(found["Toujours"])


def test_a_hospital_announces_its_own_meetings_alone(client, site):
    announced(site, title_fr="À Necker", event_hospital=site.necker, hospitals=[])
    soup = BeautifulSoup(client.get("/fr/hopitaux/cochin/").content, "html.parser")
    assert soup.select(".coming") == []
    soup = BeautifulSoup(client.get("/fr/hopitaux/necker/").content, "html.parser")
    assert soup.select_one(".coming h3").get_text() == "À Necker"
