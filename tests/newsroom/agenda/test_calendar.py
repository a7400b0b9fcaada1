"""The calendar: valid by RFC 5545, the same bytes for the same meetings, nothing that is hidden."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from newsroom import clock
from newsroom.agenda import listing
from newsroom.models import PressReleasePage
from newsroom.paris import PARIS
from tests import factories

from .meetings import DAY, WHY, announced, at, changed, fields, moved, with_logistics

FEEDS = {"fr": "/fr/agenda/agenda.ics", "en": "/en/agenda/agenda.ics"}


def read(client, address: str = FEEDS["fr"]) -> icalendar.Calendar:
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def only_event(client, address: str = FEEDS["fr"]) -> icalendar.Event:
    (event,) = read(client, address).events
    return event


def one(event: icalendar.Event, name: str) -> str:
    assert not isinstance(event[name], list), f"{name} more than once"
    return event[name]


def at_cochin(site, **changes) -> PressReleasePage:
    return announced(site, event_hospital=with_logistics(site.cochin), **changes)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_has_what_the_standard_requires(client, site, language):
    """RFC 5545, 3.6: PRODID and VERSION; UID and DTSTAMP; DTSTART where there is a METHOD. 5546: ORGANIZER."""
    at_cochin(site, event_accreditation_until=at(1), event_stream_url="https://direct.example.org/")
    response = client.get(FEEDS[language])
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    body = response.content
    assert body.endswith(b"END:VCALENDAR\r\n") and b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(body)
    assert not calendar.errors
    assert (calendar["VERSION"], calendar["METHOD"], calendar["CALSCALE"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert calendar["PRODID"] and calendar["NAME"] == calendar["X-WR-CALNAME"]
    assert calendar.refresh_interval == timedelta(hours=1)
    (event,) = calendar.events
    assert not event.errors
    for name in (
        "UID",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
        "STATUS",
        "SEQUENCE",
        "ORGANIZER",
        "LAST-MODIFIED",
        "URL",
    ):
        one(event, name)
    assert event["DTSTAMP"].to_ical().endswith(b"Z") and event["LAST-MODIFIED"].to_ical().endswith(b"Z")
    assert calendar.get_missing_tzids() == set()
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Paris"]


def test_it_says_where_and_whom_to_ask(client, site):
    at_cochin(site, event_accreditation_until=at(1, 18), event_stream_url="https://direct.example.org/")
    event = only_event(client)
    assert event["LOCATION"] == "Hall d’accueil, Hôpital Cochin, 1 rue du Centre, 75014 Paris"
    assert event["GEO"].to_ical() == "48.84;2.34"
    for words in (
        "Porte nord",
        "presse@example.org",
        "01\u00a099\u00a000\u00a010\u00a000",
        "18\u00a0h",
        "direct.example.org",
    ):
        assert words in event["DESCRIPTION"], words
    english = only_event(client, FEEDS["en"])
    assert english["LOCATION"].startswith("Entrance hall, Cochin Hospital")
    assert "North gate" in english["DESCRIPTION"] and english["SUMMARY"] == "Press point"
    assert english["URL"].endswith("/en/press-releases/" + PressReleasePage.objects.get().slug_en + "/")


def test_it_is_the_same_meeting_in_both_languages_and_over_every_change(client, site):
    page = announced(site)
    uid = only_event(client)["UID"]
    assert uid == f"{page.translation_key}@localhost" == only_event(client, FEEDS["en"])["UID"]
    page = changed(moved(page, at(5)), slug="ailleurs")
    PressReleasePage.objects.filter(pk=page.pk).update(version=4)
    event = only_event(client)
    assert (event["UID"], event["SEQUENCE"]) == (uid, 3)


@pytest.mark.parametrize(
    ("state", "status", "begins"),
    [
        ("provisional", "TENTATIVE", "Date provisoire"),
        ("confirmed", "CONFIRMED", "Point presse"),
        ("moved", "CONFIRMED", "Déplacé"),
        ("cancelled", "CANCELLED", "Annulé"),
    ],
)
def test_its_state_is_the_calendars_own_and_in_words(client, site, state, status, begins):
    announced(site, event_state=state, **WHY)
    event = only_event(client)
    assert event["STATUS"] == status and event["SUMMARY"].startswith(begins)
    assert event["TRANSP"] == ("TRANSPARENT" if state == "cancelled" else "OPAQUE")
    assert WHY["event_notice_fr"] in event["DESCRIPTION"]


def test_a_moved_meeting_names_the_date_that_it_had(client, site):
    page = announced(site, event_starts_at=datetime(2030, 3, 1, 10, tzinfo=PARIS), event_ends_at=None)
    moved(page, datetime(2030, 3, 4, 9, tzinfo=PARIS))
    event = only_event(client)
    assert event["DTSTART"].dt == datetime(2030, 3, 4, 9, tzinfo=PARIS)
    assert "au lieu du 1er\u00a0mars 2030 à 10\u00a0h" in event["DESCRIPTION"]


def test_the_same_meetings_are_the_same_bytes_at_any_hour_of_a_day(client, site):
    page = announced(site)
    first = client.get(FEEDS["fr"]).content
    with clock.shifted(timedelta(minutes=1)):
        assert client.get(FEEDS["fr"]).content == first
    event = only_event(client)
    assert event["DTSTAMP"].dt == factories.fresh(page).changed_at.replace(microsecond=0)


HOURS = {
    "winter": (datetime(2027, 1, 12, 9, tzinfo=UTC), "DTSTART;TZID=Europe/Paris:20270112T100000"),
    "summer": (datetime(2027, 7, 12, 9, tzinfo=UTC), "DTSTART;TZID=Europe/Paris:20270712T110000"),
    "day-of-spring": (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "DTSTART;TZID=Europe/Paris:20270328T033000"),
    "day-of-autumn": (datetime(2027, 10, 31, 9, tzinfo=UTC), "DTSTART;TZID=Europe/Paris:20271031T100000"),
    "comes-twice-first": (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "DTSTART:20271031T003000Z"),
    "comes-twice-second": (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "DTSTART:20271031T013000Z"),
}


@pytest.mark.parametrize(("instant", "line"), HOURS.values(), ids=HOURS)
def test_the_hour_holds_when_the_clocks_change(client, site, instant, line):
    announced(site, event_starts_at=instant, event_ends_at=None)
    assert line in client.get(FEEDS["fr"]).content.decode().split("\r\n")
    assert only_event(client)["DTSTART"].dt == instant


def test_the_rules_of_the_zone_are_those_of_paris(client, site):
    """Read by the calendar's own VTIMEZONE, not by this host's database of zones."""
    (zone,) = read(client).timezones
    rules = zone.to_tz(lookup_tzid=False)
    for day in (datetime(2027, month, number, 12) for month in (1, 3, 7, 10, 12) for number in (1, 27, 29)):
        assert day.replace(tzinfo=rules).utcoffset() == day.replace(tzinfo=PARIS).utcoffset(), day


def test_a_calendar_keeps_what_is_over_and_drops_what_is_long_ago(client, site):
    announced(site, title_fr="Hier", event_starts_at=at(-2), event_ends_at=at(-2, 12))
    announced(site, title_fr="Demain")
    announced(site, title_fr="Jadis", event_starts_at=listing.since() - DAY, event_ends_at=None)
    assert [event["SUMMARY"] for event in read(client).events] == ["Hier", "Demain"]


def test_a_hidden_meeting_is_nowhere_until_its_hour(client, site):
    page = factories.scheduled_release(site, **fields())
    announced(site, title_fr="Public", english_ready=False)
    own = f"/fr/communiques-de-presse/{page.slug}/agenda.ics"
    assert [event["SUMMARY"] for event in read(client).events] == ["Public"]
    assert [read(client, FEEDS["en"]).events, client.get(own).status_code] == [[], 404]
    with clock.shifted(timedelta(hours=2)):
        assert len(read(client).events) == 2 and only_event(client, FEEDS["en"])["SUMMARY"] == "Press point"
        assert only_event(client, own)["UID"] == f"{page.translation_key}@localhost"


def test_that_of_a_hospital_holds_what_takes_place_there_or_concerns_it(client, site):
    announced(site, title_fr="À Necker", event_hospital=site.necker, hospitals=[])
    announced(site, title_fr="Concerne Necker", hospitals=[site.necker, site.cochin])
    announced(site, title_fr="À Cochin", hospitals=[site.cochin])
    calendar = read(client, f"{FEEDS['fr']}?hospital=necker")
    assert {event["SUMMARY"] for event in calendar.events} == {"À Necker", "Concerne Necker"}
    assert calendar["NAME"].endswith("Hôpital Necker")
    assert len(read(client, f"{FEEDS['fr']}?hospital=nowhere").events) == 3


def test_a_hidden_hospital_is_not_named(client, site):
    at_cochin(site)
    factories.fresh(site.cochin).unpublish()
    body = client.get(FEEDS["fr"]).content.decode().replace("\r\n ", "")
    assert "Cochin" not in body and "48.84" not in body and "Porte nord" not in body


def test_what_a_hospital_says_in_english_waits_for_its_english(client, site):
    hospital = with_logistics(site.cochin)
    hospital.english_ready = False
    hospital.save_revision().publish()
    announced(site, event_hospital=hospital)
    assert only_event(client, FEEDS["en"])["LOCATION"].startswith("Hall d’accueil, Hôpital Cochin")


@pytest.mark.parametrize(
    ("address", "language"),
    [("/fr/communiques-de-presse/un/agenda.ics", "fr"), ("/en/press-releases/one/agenda.ics", "en")],
)
def test_a_release_has_a_calendar_of_its_own(client, site, address, language):
    announced(site, slug="un", slug_en="one")
    announced(site)
    event = only_event(client, address)
    assert event["SUMMARY"] == {"fr": "Point presse", "en": "Press point"}[language]
    response = client.get(address)
    assert response["Content-Language"] == language
    assert response["Link"].endswith(f'{address.removesuffix("agenda.ics")}>; rel="canonical"')
    assert response["Cache-Control"].startswith("public, max-age=")


def test_a_release_without_a_meeting_has_none(client, site):
    page = factories.public_release(site)
    assert client.get(f"{page.url_in('fr')}agenda.ics").status_code == 404
