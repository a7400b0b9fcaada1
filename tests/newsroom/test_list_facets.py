"""Counts beside the choices of the press room's filters, and what an empty result proposes."""

import pytest
from bs4 import BeautifulSoup

from tests import factories

ROOM = "/fr/communiques-de-presse/"


@pytest.fixture
def archive(site) -> None:
    study, cardiology = factories.release_type("etude"), factories.specialty()
    factories.public_release(site, slug="un", title_fr="Greffe", specialties=[cardiology])
    factories.public_release(site, slug="deux", title_fr="Rein", release_type=study, hospitals=[site.necker])
    factories.public_release(site, slug="trois", title_fr="Rein", hospitals=[site.necker, site.cochin])
    factories.scheduled_release(site, slug="secret", release_type=study, hospitals=[site.cochin])


def choices(client, name: str, **filters) -> dict[str, str]:
    """{value: label} of a filter, without the empty choice."""
    soup = BeautifulSoup(client.get(ROOM, filters).content, "html.parser")
    options = soup.select(f"form.filters select[name={name}] option")
    return {option["value"]: option.get_text() for option in options if option["value"]}


def test_each_choice_says_how_many_releases_it_leaves(client, archive):
    assert {key: label.rpartition(" ")[2] for key, label in choices(client, "hospital").items()} == {
        "cochin": "(2)",
        "necker": "(2)",
    }
    assert choices(client, "type", hospital="cochin").keys() == {"communique"}


def test_counts_keep_the_other_filters_and_leave_out_their_own(client, archive):
    labels = choices(client, "type", type="etude", hospital="necker")
    assert {key: label.rpartition(" ")[2] for key, label in labels.items()} == {
        "communique": "(1)",
        "etude": "(1)",
    }


def test_a_chosen_filter_stays_offered_although_it_leaves_none(client, archive):
    assert "etude" in choices(client, "type", type="etude", q="greffe")


def test_an_empty_result_names_the_filters_whose_absence_helps(client, archive):
    soup = BeautifulSoup(
        client.get(ROOM, {"type": "etude", "hospital": "cochin", "q": "rein"}).content, "html.parser"
    )
    ways = {link.get_text(): link["href"] for link in soup.select(".empty li a")}
    assert list(ways.values()) == ["?q=rein&hospital=cochin", "?q=rein&type=etude"]
    nearest = [link["href"] for link in soup.select(".list h3 a")]
    assert nearest == [f"{ROOM}trois/"]


def test_an_empty_result_without_a_way_out_shows_the_newest(client, archive):
    soup = BeautifulSoup(client.get(ROOM, {"q": "zzz", "from": "2099-01-01"}).content, "html.parser")
    assert soup.select(".empty li") == []
    assert {link["href"] for link in soup.select(".list h3 a")} == {
        f"{ROOM}{slug}/" for slug in ("un", "deux", "trois")
    }
