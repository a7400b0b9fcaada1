"""The press room's list: which releases, in which order, under which filters."""

from datetime import UTC, datetime

import pytest

from newsroom.paris import PARIS
from tests import factories

FRENCH, ENGLISH = "/fr/communiques-de-presse/", "/en/press-releases/"


def titles(client, address: str, **filters) -> list[str]:
    response = client.get(address, filters)
    assert response.status_code == 200
    return [release.slug for release in response.context["releases"]]


@pytest.fixture
def archive(site) -> None:
    cardiology, study = factories.specialty(), factories.release_type("etude")
    at = lambda *day: datetime(*day, 10, 30, tzinfo=PARIS)
    factories.english_release(site, slug="coeur", title_fr="Greffe du cœur", title_en="Heart graft",
                              specialties=[cardiology], published_at=at(2025, 3, 1))  # fmt: skip
    factories.public_release(site, slug="rein", title_fr="Greffe de rein", release_type=study,
                             hospitals=[site.necker], published_at=at(2026, 1, 15))  # fmt: skip
    factories.public_release(site, slug="ete", title_fr="L’éphémère à l’hôpital", hospitals=[site.cochin, site.necker],
                             published_at=at(2026, 6, 30))  # fmt: skip


CASES = {
    "all-newest-first": ({}, ["ete", "rein", "coeur"]),
    "type": ({"type": "etude"}, ["rein"]),
    "hospital": ({"hospital": "necker"}, ["ete", "rein"]),
    "specialty": ({"specialty": "cardiologie"}, ["coeur"]),
    "year": ({"year": "2026"}, ["ete", "rein"]),
    "from-is-inclusive": ({"from": "2026-01-15"}, ["ete", "rein"]),
    "to-is-inclusive": ({"to": "2026-01-15"}, ["rein", "coeur"]),
    "one-day": ({"from": "2026-01-15", "to": "2026-01-15"}, ["rein"]),
    "crossed-days": ({"from": "2026-02-01", "to": "2026-01-01"}, []),
    "words": ({"q": "greffe"}, ["rein", "coeur"]),
    "words-without-accents": ({"q": "EPHEMERE hopital"}, ["ete"]),
    "name-of-a-hospital": ({"q": "necker"}, ["ete", "rein"]),
    "several": ({"hospital": "necker", "year": "2026", "q": "greffe"}, ["rein"]),
}


@pytest.mark.parametrize(("filters", "expected"), CASES.values(), ids=CASES)
def test_a_filter_keeps_the_right_releases(client, archive, filters, expected):
    assert titles(client, FRENCH, **filters) == expected


def test_the_english_list_and_its_count_hold_what_is_public_in_english(client, archive):
    assert titles(client, ENGLISH) == ["coeur"]
    assert client.get(ENGLISH).context["total"] == 1
    assert client.get(FRENCH).context["total"] == 3


def test_filter_values_are_the_same_in_both_languages(client, archive):
    filters = {"hospital": "cochin", "specialty": "cardiologie", "type": "communique", "year": "2025"}
    assert titles(client, FRENCH, **filters) == titles(client, ENGLISH, **filters) == ["coeur"]


def test_a_day_is_a_day_in_paris(client, site):
    factories.public_release(site, slug="minuit", published_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    assert titles(client, FRENCH, **{"from": "2026-02-01", "to": "2026-02-01"}) == ["minuit"]
    assert titles(client, FRENCH, to="2026-01-31") == []


def test_years_offered_are_those_of_visible_releases(client, archive):
    choices = [value for value, _label in client.get(FRENCH).context["form"].fields["year"].choices]
    assert choices == ["", 2026, 2025]
    choices = [value for value, _label in client.get(ENGLISH).context["form"].fields["year"].choices]
    assert choices == ["", 2025]


def test_filters_in_force_can_be_removed_one_by_one(client, archive):
    response = client.get(FRENCH, {"hospital": "necker", "year": "2026"})
    assert [row["remove_url"] for row in response.context["active_filters"]] == [
        "?year=2026",
        "?hospital=necker",
    ]


def test_feeds_and_pages_keep_the_filters(client, archive):
    response = client.get(FRENCH, {"hospital": "necker", "year": "2026", "page": "1"})
    assert response.context["feeds"]["json"] == f"{FRENCH}feed.json?hospital=necker&year=2026"


def test_a_release_that_changes_hands_is_listed_once(client, site):
    factories.public_release(
        site, slug="deux", title_fr="Cochin et Necker", hospitals=[site.cochin, site.necker]
    )
    assert titles(client, FRENCH, q="c") == ["deux"]


def test_the_release_names_its_neighbours_and_its_office(client, archive, site):
    context = client.get(f"{FRENCH}rein/").context
    assert (context["previous"].slug, context["next"].slug) == ("coeur", "ete")
    assert context["office"].pk == site.office.pk


def test_the_lead_hospital_s_own_office_answers_for_its_releases(client, archive, site):
    own = factories.press_office(site.necker)
    assert client.get(f"{FRENCH}rein/").context["office"].pk == own.pk
    assert client.get(f"{FRENCH}ete/").context["office"].pk == site.office.pk
    own.unpublish()
    assert client.get(f"{FRENCH}rein/").context["office"].pk == site.office.pk


def test_a_hospital_shows_its_releases(client, archive):
    found = client.get("/fr/hopitaux/necker/").context["releases"]
    assert [release.slug for release in found] == ["ete", "rein"]
    assert client.get("/en/hospitals/necker/").context["releases"] == []


def test_home_leads_with_the_chosen_release(client, archive, site):
    chosen = site.newsroom.get_children().get(slug="coeur")
    type(site.home).objects.filter(pk=site.home.pk).update(lead_release=chosen.pk)
    context = client.get("/fr/").context
    assert context["lead"].slug == "coeur"
    assert [release.slug for release in context["beside"]] == ["ete", "rein"]
