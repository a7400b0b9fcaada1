"""The directory's filters: a hospital, a specialty; kept everywhere, and never a reason for an error."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.directory_factories import PractitionerFactory, ServiceFactory

DIRECTORY = "/fr/annuaire/"
CARDIOLOGY = "/fr/annuaire/?specialty=cardiologie"
COCHIN, HEART, DOCTOR = (
    f"/fr/{end}" for end in ("hopitaux/cochin/", "annuaire/service/coeur/", "annuaire/medecin/anne-coeur/")
)


@pytest.fixture
def records(site) -> None:
    """Cardiology at Cochin, with a doctor; another department at Necker."""
    heart, eyes = (
        factories.specialty(),
        factories.specialty("ophtalmologie", name_fr="Ophtalmologie", lay_words_fr="œil"),
    )
    service = ServiceFactory(hospital=site.cochin, specialty=heart, slug="coeur", name_fr="Cœur")
    PractitionerFactory(service=service, slug="anne-coeur", first_name="Anne", last_name="Cœur")
    ServiceFactory(hospital=site.necker, specialty=eyes, slug="yeux", name_fr="Yeux")


def found(client, **query: str) -> set[str]:
    return {result.url for result in client.get(DIRECTORY, query).context["results"]}


def test_a_hospital_narrows_to_itself_its_departments_people_and_specialties(client, records):
    assert found(client, hospital="cochin") == {COCHIN, HEART, DOCTOR, CARDIOLOGY}


def test_a_specialty_narrows_to_itself_its_departments_and_its_people(client, records):
    assert found(client, specialty="cardiologie") == {HEART, DOCTOR, CARDIOLOGY}
    assert found(client, hospital="necker", specialty="cardiologie") == set()


def test_a_specialty_leads_to_the_releases_on_it(client, records):
    page = client.get(DIRECTORY, {"specialty": "cardiologie", "hospital": "cochin"}).content.decode()
    assert "/fr/communiques-de-presse/?specialty=cardiologie&amp;hospital=cochin" in page


def test_filters_add_up_with_words_and_kind(client, records):
    assert found(client, specialty="cardiologie", kind="service", q="cochin") == {HEART}
    assert found(client, specialty="cardiologie", kind="service", q="necker") == set()


@pytest.mark.parametrize("name", ["hospital", "specialty", "kind"])
def test_an_unknown_value_is_told_and_left_out(client, records, name):
    response = client.get(DIRECTORY, {name: "nowhere"})
    assert response.status_code == 200
    assert len(response.context["messages"]) == 1
    assert response.context["total"] == client.get(DIRECTORY).context["total"]


@pytest.mark.parametrize("state", ["hidden", "closed"])
def test_a_hospital_that_is_hidden_or_closed_is_not_known(site, client, records, state):
    page = factories.fresh(site.necker)
    if state == "hidden":
        page.unpublish()
    else:
        page.closed_date = "2020-01-01"
        page.save_revision().publish()
    response = client.get(DIRECTORY, {"hospital": "necker"})
    assert len(response.context["messages"]) == 1
    assert "Necker" not in response.content.decode()


def test_values_stay_in_the_form_and_in_the_language_switch(client, records):
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
