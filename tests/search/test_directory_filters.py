"""The directory's filters: a hospital, a specialty; kept everywhere, and never a reason for an error."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import factories

DIRECTORY = "/fr/annuaire/"
CARDIOLOGY = "/fr/communiques-de-presse/?specialty=cardiologie"


@pytest.fixture
def releases(site) -> None:
    """Cardiology at Cochin, public; at Necker, hidden."""
    heart = [factories.specialty()]
    factories.specialty("ophtalmologie", name_fr="Ophtalmologie", lay_words_fr="œil")
    factories.public_release(site, hospitals=[site.cochin], specialties=heart)
    factories.draft_release(site, hospitals=[site.necker], specialties=heart)


def found(client, **query: str) -> list[str]:
    return [result.url for result in client.get(DIRECTORY, query).context["results"]]


def test_a_hospital_narrows_to_itself_and_to_what_it_writes_about(client, releases):
    assert found(client, hospital="cochin") == ["/fr/hopitaux/cochin/", f"{CARDIOLOGY}&hospital=cochin"]


def test_a_specialty_narrows_to_itself_and_to_its_hospitals(client, releases):
    assert found(client, specialty="cardiologie") == ["/fr/hopitaux/cochin/", CARDIOLOGY]


def test_a_hidden_release_ties_no_hospital_to_a_specialty(client, releases):
    assert found(client, hospital="necker") == ["/fr/hopitaux/necker/"]
    assert found(client, hospital="necker", specialty="cardiologie") == []


def test_in_english_a_release_counts_once_its_english_is_public(site, client, releases):
    query = {"specialty": "cardiologie", "kind": "hospital"}
    assert client.get("/en/directory/", query).context["results"] == []
    factories.english_release(site, specialties=[factories.specialty()])
    results = client.get("/en/directory/", query).context["results"]
    assert [result.url for result in results] == ["/en/hospitals/cochin/"]


def test_filters_add_up_with_words_and_kind(client, releases):
    assert found(client, specialty="cardiologie", kind="hospital", q="cochin") == ["/fr/hopitaux/cochin/"]
    assert found(client, specialty="cardiologie", kind="hospital", q="necker") == []


@pytest.mark.parametrize("name", ["hospital", "specialty", "kind"])
def test_an_unknown_value_is_told_and_left_out(client, releases, name):
    response = client.get(DIRECTORY, {name: "nowhere"})
    assert response.status_code == 200
    assert len(response.context["messages"]) == 1
    assert response.context["total"] == client.get(DIRECTORY).context["total"]


@pytest.mark.parametrize("state", ["hidden", "closed"])
def test_a_hospital_that_is_hidden_or_closed_is_not_known(site, client, releases, state):
    page = factories.fresh(site.necker)
    if state == "hidden":
        page.unpublish()
    else:
        page.closed_date = "2020-01-01"
        page.save_revision().publish()
    response = client.get(DIRECTORY, {"hospital": "necker"})
    assert len(response.context["messages"]) == 1
    assert "Necker" not in response.content.decode()


def test_values_stay_in_the_form_and_in_the_language_switch(client, releases):
    query = {"q": "c", "kind": "hospital", "hospital": "cochin", "specialty": "cardiologie"}
    soup = BeautifulSoup(client.get(DIRECTORY, query).content, "html.parser")
    chosen = {
        row["name"]: row.find("option", selected=True)["value"] for row in soup.select(".filters select")
    }
    assert chosen | {"q": soup.select_one(".filters input[name=q]")["value"]} == query
    switch = soup.select_one(".languages a[hreflang=en]")["href"]
    assert (urlsplit(switch).path, dict(parse_qsl(urlsplit(switch).query))) == ("/en/directory/", query)


def test_pagination_keeps_the_filters_and_one_page_number(site, client):
    for number in range(31):
        factories.specialty(f"s-{number}", name_fr=f"Spécialité {number:02}")
    response = client.get(DIRECTORY, {"q": "specialite", "page": "2", "hospital": "nowhere"})
    previous = BeautifulSoup(response.content, "html.parser").select_one(".pagination a[rel=prev]")["href"]
    assert previous == "?q=specialite&page=1"
