"""The hospital pages and other pages that the content search shows above the releases."""

import pytest
from bs4 import BeautifulSoup

from newsroom.models import HospitalName
from tests import factories


def beside(client, address: str, **query: str) -> list[str]:
    context = client.get(address, query).context
    return [result.url for result in (*context["hospitals"], *context["pages"])]


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
def test_a_page_is_found_by_its_words(site, client, address, words, expected):
    factories.standard_page(
        site.home,
        "mentions",
        title_fr="Mentions",
        title_en="Legal",
        slug_en="legal",
        search_description_fr="Le propriétaire du site",
    )
    assert beside(client, address, q=words) == [expected]


def test_a_hospital_is_found_by_its_popular_name(site, client):
    HospitalName.objects.create(hospital=site.cochin, kind="popular", name="Port-Royal", sort_order=0)
    assert beside(client, "/fr/recherche/", q="port-royal") == ["/fr/hopitaux/cochin/"]


def test_a_page_that_answers_makes_no_empty_result(site, client):
    response = client.get("/fr/recherche/", {"q": "cochin"})
    assert response.context["total"] == 1
    assert 'class="empty"' not in response.content.decode()


@pytest.mark.parametrize("words", ["cochin", "mentions"])
def test_a_hidden_page_is_not_found(site, client, words):
    page = factories.standard_page(site.home, "mentions", title_fr="Mentions", slug_en="legal")
    page.unpublish()
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
    assert beside(client, address, q="draft") == []


def test_a_title_in_the_other_language_says_so(site, client):
    factories.standard_page(site.home, "mentions", title_fr="Mentions", english_ready=False)
    soup = BeautifulSoup(client.get("/en/search/", {"q": "mentions"}).content, "html.parser")
    assert [link["lang"] for link in soup.select('main a[href="/en/mentions/"]')] == ["fr"]


@pytest.mark.parametrize("query", [{}, {"q": "cochin", "type": "communique"}, {"q": "cochin", "page": "2"}])
def test_no_pages_without_words_nor_beside_another_filter_nor_further_on(site, client, query):
    for number in range(21):
        factories.public_release(site, title_fr=f"Cochin {number}")
    assert beside(client, "/fr/recherche/", **query) == []


def test_at_most_five_hospitals_then_the_directory(site, client):
    for number in range(6):
        factories.hospital(site.hospitals, f"maison-{number}", f"Maison {number}")
    response = client.get("/fr/recherche/", {"q": "maison"})
    assert (len(response.context["hospitals"]), response.context["total"]) == (5, 6)
    assert 'href="/fr/annuaire/?kind=hospital&amp;q=maison"' in response.content.decode()


def test_headings_come_in_order(site, client):
    factories.public_release(site, title_fr="Cochin innove")
    soup = BeautifulSoup(client.get("/fr/recherche/", {"q": "cochin"}).content, "html.parser")
    assert [row.name for row in soup.main.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h2", "h3"]
