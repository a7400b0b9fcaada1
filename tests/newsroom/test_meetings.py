"""Press points and invitations: announced on the home page until they are over, and never before they may be known."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from newsroom import clock, dates
from newsroom.models import PressReleasePage
from newsroom.paris import PARIS
from tests import factories

HOUR = timedelta(hours=1)


def coming(client, address: str = "/fr/") -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [link.get_text() for link in soup.select(".coming h3 a")]


MOMENTS = {
    "tomorrow": (24 * HOUR, 25 * HOUR, True),
    "going-on": (-HOUR, HOUR, True),
    "over": (-3 * HOUR, -HOUR, False),
    "going-on-without-a-known-end": (-HOUR, None, True),
    "over-without-a-known-end": (-4 * HOUR, None, False),
}


@pytest.mark.parametrize(("starts", "ends", "is_announced"), MOMENTS.values(), ids=MOMENTS)
def test_a_meeting_is_announced_until_it_is_over(client, site, starts, ends, is_announced):
    factories.public_release(
        site,
        title_fr="Point presse",
        event_starts_at=factories.minute(starts),
        event_ends_at=factories.minute(ends) if ends else None,
    )
    assert coming(client) == (["Point presse"] if is_announced else [])


def test_the_nearest_meeting_comes_first_and_a_hidden_one_does_not(client, site):
    for title, delay in (("Plus tard", 48 * HOUR), ("Bientôt", 24 * HOUR)):
        factories.public_release(site, title_fr=title, event_starts_at=factories.minute(delay))
    factories.scheduled_release(site, title_fr="Secret", event_starts_at=factories.minute(30 * HOUR))
    assert coming(client) == ["Bientôt", "Plus tard"]
    with clock.shifted(2 * HOUR):
        assert coming(client) == ["Bientôt", "Secret", "Plus tard"]


def test_the_english_page_announces_what_is_public_in_english(client, site):
    factories.public_release(site, title_fr="En français", event_starts_at=factories.minute(HOUR))
    assert coming(client, "/en/") == []


def test_the_release_says_when_and_where(client, site):
    factories.english_release(
        site,
        slug="plan",
        slug_en="plan",
        event_starts_at=datetime(2026, 11, 26, 10, tzinfo=PARIS),
        event_ends_at=datetime(2026, 11, 26, 12, 30, tzinfo=PARIS),
        event_place_fr="Accueil",
        event_place_en="Reception",
    )
    french = BeautifulSoup(client.get("/fr/communiques-de-presse/plan/").content, "html.parser")
    english = BeautifulSoup(client.get("/en/press-releases/plan/").content, "html.parser")
    texts = [soup.select_one(".release__event").get_text(" ", strip=True) for soup in (french, english)]
    assert (
        texts[0].replace("\u00a0", " ")
        == "Rendez-vous jeudi 26 novembre 2026, de 10 h à 12 h 30 Lieu Accueil"
    )
    assert texts[1].replace("\u00a0", " ") == (
        "Meeting Thursday 26 November 2026, 10:00 to 12:30 (Paris time) Place Reception"
    )


def test_a_meeting_over_several_days_has_both_dates():
    starts, ends = datetime(2026, 11, 26, 10, tzinfo=PARIS), datetime(2026, 11, 27, 12, tzinfo=PARIS)
    written = dates.meeting(starts, ends, "fr").replace("\u00a0", " ")
    assert written == "26 novembre 2026 à 10 h – 27 novembre 2026 à 12 h"


@pytest.mark.parametrize(
    ("starts", "ends", "field"), [(None, HOUR, "event_starts_at"), (HOUR, HOUR, "event_ends_at")]
)
def test_a_meeting_that_cannot_be_is_refused(site, starts, ends, field):
    page = PressReleasePage(
        event_starts_at=factories.minute(starts) if starts else None, event_ends_at=factories.minute(ends)
    )
    with pytest.raises(ValidationError) as refusal:
        page._check_event()
    assert list(refusal.value.message_dict) == [field]
