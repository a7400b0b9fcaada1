"""The plain finder: hospitals, specialties and releases by words, in both languages."""

import pytest

from newsroom.models import HospitalName
from tests import factories


@pytest.fixture
def finder(site) -> None:
    pompidou = factories.hospital(
        site.hospitals,
        "georges-pompidou",
        "Georges-Pompidou",
        title_en="Georges Pompidou Hospital",
        city="Paris",
    )
    HospitalName.objects.create(hospital=pompidou, kind="acronym", name="HEGP", sort_order=0)
    factories.hospital(site.hospitals, "ferme", "Fermé", closed_date="2020-01-01")
    factories.specialty()
    factories.english_release(
        site, slug="greffe", slug_en="graft", title_fr="Première greffe", title_en="First graft"
    )
    factories.public_release(site, slug="ete", title_fr="L’été")


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("HEGP", "/fr/hopitaux/georges-pompidou/"),
        ("hegp", "/fr/hopitaux/georges-pompidou/"),
        ("pompidou", "/fr/hopitaux/georges-pompidou/"),
        ("hôpital COCHIN", "/fr/hopitaux/cochin/"),
        ("cœur", "/fr/annuaire/?specialty=cardiologie"),
        ("cardiology", "/fr/annuaire/?specialty=cardiologie"),
    ],
)
def test_the_directory_finds_by_any_name(client, finder, query, address):
    response = client.get("/fr/annuaire/", {"q": query})
    assert address in [result.url for result in response.context["results"]]


def test_the_directory_leads_to_pages_of_the_asked_language(client, finder):
    response = client.get("/en/directory/", {"q": "pompidou"})
    assert [result.url for result in response.context["results"]] == ["/en/hospitals/georges-pompidou/"]


@pytest.mark.parametrize(("kind", "found"), [("hospital", {"hospital"}), ("specialty", {"specialty"})])
def test_the_directory_keeps_one_kind(client, finder, kind, found):
    response = client.get("/fr/annuaire/", {"kind": kind})
    assert {result.kind for result in response.context["results"]} == found


def test_content_search_in_french(client, finder):
    results = client.get("/fr/recherche/", {"q": "premiere GREFFE"}).context["results"]
    assert [result.url for result in results] == ["/fr/communiques-de-presse/greffe/"]


def test_content_search_in_english_holds_what_is_public_in_english(client, finder):
    context = client.get("/en/search/").context
    assert [result.url for result in context["results"]] == ["/en/press-releases/graft/"]
    assert context["total"] == 1


def test_suggestions_keep_their_shape(client, finder):
    answer = client.get("/en/suggestions/", {"q": " pompidou "}).json()
    assert answer == {
        "query": "pompidou",
        "suggestions": [
            {
                "kind": "hospital",
                "label": "Georges Pompidou Hospital",
                "detail": "75014 Paris",
                "url": "/en/hospitals/georges-pompidou/",
            }
        ],
    }


def test_suggestions_end_with_releases(client, finder):
    found = client.get("/fr/suggestions/", {"q": "greffe"}).json()["suggestions"]
    assert [(row["kind"], row["url"]) for row in found] == [("content", "/fr/communiques-de-presse/greffe/")]


@pytest.mark.parametrize("other", [{"year": "1999"}, {"type": "hommage"}, {"hospital": "necker"}])
def test_suggestions_do_not_listen_to_other_parameters(client, finder, other):
    found = client.get("/fr/suggestions/", {"q": "greffe"} | other).json()["suggestions"]
    assert len(found) == 1


@pytest.mark.parametrize("query", ["", "g", "  g  "])
def test_fewer_than_two_characters_suggest_nothing(client, finder, query):
    answer = client.get("/fr/suggestions/", {"q": query})
    assert (answer.status_code, answer.json()) == (200, {"query": query.strip(), "suggestions": []})


def test_at_most_eight_suggestions_all_strings(client, finder, site):
    for number in range(10):
        factories.public_release(site, title_fr=f"Greffe {number}")
    found = client.get("/fr/suggestions/", {"q": "greffe"}).json()["suggestions"]
    assert len(found) == 8
    assert all(isinstance(value, str) for row in found for value in row.values())


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/fr/hopital/?hospital=cochin", "/fr/hopitaux/cochin/"),
        ("/en/hospital/?hospital=cochin", "/en/hospitals/cochin/"),
        ("/fr/hopital/?hospital=necker&hospital=cochin", "/fr/hopitaux/cochin/"),
    ],
)
def test_the_selector_leads_to_the_hospital(client, finder, address, target):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, target)


@pytest.mark.parametrize("query", ["", "?hospital=", "?hospital=nowhere", "?other=cochin"])
def test_the_selector_without_a_known_hospital_shows_them_all_with_a_message(client, finder, query):
    response = client.get(f"/en/hospital/{query}")
    assert response.status_code == 200
    assert response.context["message"]
    assert response.context["groups"]


def test_the_selector_holds_open_visible_hospitals_by_group(client, finder, site):
    factories.fresh(site.necker).unpublish()
    html = client.get("/fr/nowhere/").content.decode()  # a page that names hospitals nowhere else
    options = [
        slug for slug in ("cochin", "georges-pompidou", "necker", "ferme") if f'value="{slug}"' in html
    ]
    assert options == ["cochin", "georges-pompidou"]
