"""What readers type finds what they mean, first; and nothing that anybody types is an error."""

import pytest

from search import spelling
from tests.crawl import ask
from tests.kept import kept

from . import corpus
from .queries import HOSTILE, QUERIES

pytestmark = pytest.mark.django_db
ADDRESS = {"fr": "/fr/recherche/", "en": "/en/search/"}


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """One press room for all of them: it takes seconds to write."""
    with kept(django_db_blocker) as site:
        corpus.write(site)
        spelling.rebuild()
        yield


def first(client, language: str, query: str) -> str:
    results = client.get(ADDRESS[language], {"q": query}).context["results"]
    url = results[0].url if results else ""
    return (
        url.rstrip("/").rpartition("/")[2].removesuffix("-en")
        if "/communiques" in url or "/press-rel" in url
        else url
    )


def test_each_query_finds_first_what_is_meant(client, archive):
    found = {name: first(client, language, query) for name, language, query, _expected in QUERIES}
    expected = {name: expected for name, _language, _query, expected in QUERIES}
    assert len(expected) == len(QUERIES) >= 50
    assert {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]} == {}


def test_no_query_is_an_error_in_any_search(client, archive):
    for query in HOSTILE:
        for address in ("/fr/recherche/", "/en/search/", "/fr/recherche/rss/", "/fr/communiques-de-presse/"):
            response = client.get(address, {"q": query})
            assert response.status_code == 200, (address, query[:80])


def test_a_character_that_no_text_has_is_a_bad_request(site):
    assert ask("/fr/recherche/?q=a%00b").status == 400
    assert ask("/fr/recherche/?q=%ff").status == 400


@pytest.mark.parametrize("query", ["hospital:6", "'hospital:7'", "specialty:1", "year:2024"])
def test_no_words_reach_the_marks_of_the_rows(client, archive, query):
    assert client.get("/fr/recherche/", {"q": query}).context["total"] == 0
