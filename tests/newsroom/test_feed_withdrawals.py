"""A feed tells of what was withdrawn: those who took a text from it must know."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from newsroom import clock, withdrawals
from newsroom.models import Withdrawal
from newsroom.paris import to_paris
from tests import factories

ROOMS = {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"}
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
REASONS = {"fr": "Un chiffre était faux.", "en": "A figure was wrong."}


@pytest.fixture
def release(site):
    return factories.english_release(
        site, slug="rein", slug_en="kidney", title_fr="Reins retrouvés", hospitals=[site.necker],
        release_type=factories.release_type("etude"), specialties=[factories.specialty()],
        published_at=factories.minute(-timedelta(hours=2)),
    )  # fmt: skip


def withdraw(release) -> None:
    withdrawals.withdraw(factories.fresh(release), None, Withdrawal.Kind.ERROR, REASONS)


def json_items(client, language: str, query: str = "") -> list[dict]:
    return json.loads(client.get(f"{ROOMS[language]}feed.json{query}").content)["items"]


def atom(client, language: str = "fr", query: str = ""):
    return ElementTree.fromstring(client.get(f"{ROOMS[language]}atom/{query}").content)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_atom_buries_the_entry_that_it_had(client, release, language):
    known = atom(client, language).find(f"{ATOM}entry").findtext(f"{ATOM}id")
    withdraw(release)
    feed = atom(client, language)
    assert not feed.findall(f"{ATOM}entry")
    assert [stone.get("ref") for stone in feed.findall(GONE)] == [known]
    assert REASONS[language] in feed.find(GONE)[0].text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_other_feeds_tell_it_under_the_same_id_without_its_text(client, release, language):
    before = json_items(client, language)[0]
    withdraw(release)
    [after] = json_items(client, language)
    assert (after["id"], after["url"]) == (before["id"], before["url"])
    assert release.reference in after["title"] and REASONS[language] in after["content_text"]
    assert before["title"] not in str(after) and after["date_modified"] > before["date_modified"]
    item = ElementTree.fromstring(client.get(f"{ROOMS[language]}rss/").content).find(".//item")
    assert item.findtext("guid") == before["id"] and REASONS[language] in item.findtext("description")


def test_what_was_never_public_in_english_is_not_told_in_english(client, site):
    withdraw(factories.public_release(site))
    assert len(json_items(client, "fr")) == 1
    assert json_items(client, "en") == []


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("?hospital=necker", True),
        ("?hospital=cochin", False),
        ("?type=etude", True),
        ("?type=communique", False),
        ("?specialty=cardiologie&hospital=necker", True),
        ("?year={year}", True),
        ("?year={before}", False),
        ("?from={day}&to={day}", True),
        ("?to=2001-01-01", False),
        ("?q=reins", False),
    ],
)
def test_only_feeds_that_held_it_tell_it(client, site, release, query, is_told):
    factories.public_release(site, published_at=factories.minute(-timedelta(days=400)))
    day = to_paris(release.published_at).date()
    withdraw(release)
    asked = query.format(year=day.year, before=day.year - 1, day=day.isoformat())
    assert bool(atom(client, query=asked).findall(GONE)) is is_told


def test_it_is_told_for_thirty_days(client, release):
    withdraw(release)
    with clock.shifted(timedelta(days=29)):
        assert len(json_items(client, "fr")) == 1
    with clock.shifted(timedelta(days=31)):
        assert json_items(client, "fr") == []


def test_a_release_that_is_public_again_is_an_entry_again(client, release):
    withdraw(release)
    factories.publish(factories.fresh(release))
    assert len(atom(client).findall(f"{ATOM}entry")) == 1
    assert not atom(client).findall(GONE)
