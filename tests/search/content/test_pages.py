"""Hospitals and other pages among the results of the content search."""

import pytest
from bs4 import BeautifulSoup

from newsroom.models import HospitalName
from tests import factories


def found(client, address: str, **query: str) -> list[str]:
    return [result.url for result in client.get(address, query).context["results"]]


@pytest.fixture
def legal(site):
    return factories.standard_page(
        site.home,
        "mentions",
        title_fr="Mentions",
        title_en="Legal",
        slug_en="legal",
        search_description_fr="Le propriétaire du site",
    )


@pytest.mark.parametrize(
    ("address", "words", "expected"),
    [
        ("/fr/recherche/", "cochin", "/fr/hopitaux/cochin/"),
        ("/en/search/", "cochin hospital", "/en/hospitals/cochin/"),
        ("/fr/recherche/", "mentions", "/fr/mentions/"),
        ("/en/search/", "legal", "/en/legal/"),
        ("/fr/recherche/", "propriétaire", "/fr/mentions/"),
        ("/fr/recherche/", "contact presse", "/fr/contacts-presse/"),
    ],
)
def test_a_page_is_found_by_its_words(legal, client, address, words, expected):
    assert found(client, address, q=words) == [expected]


def test_a_hospital_is_found_by_its_popular_name(site, client):
    HospitalName.objects.create(hospital=site.cochin, kind="popular", name="Port-Royal", sort_order=0)
    assert found(client, "/fr/recherche/", q="port-royal") == ["/fr/hopitaux/cochin/"]


def test_the_hospital_comes_before_the_releases_that_name_it(site, client):
    factories.public_release(site, slug="un", title_fr="Cochin, Cochin et encore Cochin")
    assert found(client, "/fr/recherche/", q="cochin")[0] == "/fr/hopitaux/cochin/"


def test_a_page_that_answers_makes_no_empty_result(site, client):
    response = client.get("/fr/recherche/", {"q": "cochin"})
    assert response.context["total"] == 1
    assert 'class="empty"' not in response.content.decode()


@pytest.mark.parametrize("words", ["cochin", "mentions"])
def test_a_hidden_page_is_not_found(site, legal, client, words):
    legal.unpublish()
    factories.fresh(site.cochin).unpublish()
    response = client.get("/fr/recherche/", {"q": words})
    assert response.context["total"] == 0
    assert f'/{words}/"' not in response.content.decode()


@pytest.mark.parametrize("address", ["/fr/recherche/", "/en/search/"])
def test_english_titles_find_nothing_before_they_are_public(site, client, address):
    factories.standard_page(site.home, "mentions", title_en="Draft words", english_ready=False)
    page = factories.fresh(site.cochin)
    page.title_en, page.english_ready = "Draft words", False
    page.save_revision().publish()
    assert found(client, address, q="draft") == []


@pytest.mark.parametrize(("kind", "count"), [("release", 1), ("hospital", 1), ("page", 0)])
def test_one_kind_alone(site, client, kind, count):
    factories.public_release(site, title_fr="Cochin innove")
    assert len(found(client, "/fr/recherche/", q="cochin", kind=kind)) == count


@pytest.mark.parametrize(("kind", "count"), [("", 1), ("hospital", 2), ("page", 3)])
def test_without_words_it_is_the_list_of_releases_or_of_the_kind_asked_for(site, client, kind, count):
    factories.public_release(site)
    assert len(found(client, "/fr/recherche/", kind=kind)) == count


def test_a_filter_of_releases_leaves_releases(site, client):
    factories.public_release(site, slug="un", title_fr="Cochin innove")
    assert found(client, "/fr/recherche/", q="cochin", type="communique") == ["/fr/communiques-de-presse/un/"]


def test_headings_come_in_order(site, client):
    factories.public_release(site, title_fr="Mentions", english_ready=False)
    soup = BeautifulSoup(client.get("/en/search/", {"q": "mentions"}).content, "html.parser")
    assert [row.name for row in soup.main.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3"]
