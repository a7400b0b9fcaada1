"""The contract's JSON: at most eight, together by kind, plain text, addresses in the language asked."""

import pytest

from newsroom.models import PressReleasePage
from search import content_rows, suggestions
from search import directory as finder
from tests import factories
from tests.search.directory.corpus import person

pytestmark = pytest.mark.django_db


def ask(client, query: str, language: str = "fr") -> dict:
    response = client.get(f"/{language}/suggestions/", {"q": query})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    return response.json()


@pytest.mark.parametrize("query", ["", " ", "a", "é", "\u202e", "%", "!", "-"])
def test_fewer_than_two_characters_suggest_nothing(directory, client, query):
    assert ask(client, query) == {"query": query.strip(), "suggestions": []}


def test_what_was_asked_comes_back_as_it_was_received(directory, client):
    assert ask(client, "  Dr  LEFEBVRE ")["query"] == "Dr  LEFEBVRE"


@pytest.mark.parametrize("query", ["cardiologie", "martin", "urgences", "a b", "le"])
def test_there_are_eight_at_most_and_those_of_a_kind_stand_together(directory, client, query):
    kinds = [row["kind"] for row in ask(client, query)["suggestions"]]
    assert 0 < len(kinds) <= suggestions.MOST
    assert len(set(kinds)) == sum(kind != before for kind, before in zip(kinds, [None, *kinds], strict=False))


def test_every_value_is_plain_text_and_every_address_answers(directory, client):
    for language in ("fr", "en"):
        for row in ask(client, "card", language)["suggestions"]:
            assert set(row) == {"kind", "label", "detail", "url"}
            assert all(isinstance(value, str) for value in row.values())
            assert row["url"].startswith(f"/{language}/")
            assert client.get(row["url"]).status_code == 200


def test_a_specialty_of_many_hospitals_leaves_room_for_its_doctors(directory, client):
    kinds = {row["kind"] for row in ask(client, "cardiologue")["suggestions"]}
    assert {"specialty", "service", "practitioner"} <= kinds


def test_signs_in_a_name_are_text(directory, client):
    person("<b>Zoé</b>", "Quatrepoint & Fils", directory.services["Cardiologie", "tenon"])
    (row,) = ask(client, "quatrepoint")["suggestions"]
    assert row["label"] == "Dr <b>Zoé</b> Quatrepoint & Fils"


NAMES_NOBODY = ["CP-2026-041", "cp 2026 41", "10.1234/abcd", "juin 2021", "??", "«»", "医生", "שלום"]


@pytest.mark.parametrize("query", NAMES_NOBODY)
def test_what_is_no_name_names_nobody(directory, client, query):
    assert ask(client, query)["suggestions"] == []
    context = client.get("/fr/annuaire/", {"q": query}).context
    assert (context["total"], context["results"], context["near"]) == (0, [], [])
    assert client.get("/fr/recherche/", {"q": query}).context["answer"].records == []


@pytest.mark.parametrize("query", ["CP-2026-041", "cp 2026 41", "10.1234/abcd"])
def test_the_number_of_a_release_and_its_doi_suggest_it(site, client, query):
    release = factories.public_release(site, title_fr="Greffe", doi="10.1234/abcd", slug="greffe")
    PressReleasePage.objects.filter(pk=release.pk).update(reference="CP-2026-041")
    content_rows.refresh([release.pk])
    assert [row["url"] for row in ask(client, query)["suggestions"]] == ["/fr/communiques-de-presse/greffe/"]


@pytest.fixture
def slow_directory(directory, settings, monkeypatch):
    """The statement for words waits in the database."""
    settings.SEARCH_SECONDS = 0.2
    monkeypatch.setattr(finder, "EXACT", f"SELECT waits.* FROM pg_sleep(5), ({finder.EXACT}) waits")
    return directory


def test_a_search_that_takes_too_long_suggests_nothing(slow_directory, client):
    assert ask(client, "cardiologie")["suggestions"] == []


def test_a_page_that_takes_too_long_has_what_its_filters_leave_and_says_so(slow_directory, client):
    context = client.get(
        "/fr/annuaire/", {"q": "cardiologie", "hospital": "tenon", "kind": "service"}
    ).context
    assert {row.detail for row in context["results"]} == {"Hôpital Tenon"}
    assert any("trop de temps" in message for message in context["messages"])


@pytest.mark.parametrize(
    "query",
    ["'; DROP TABLE", "a & b | c", "!:*", "<->", "\\", "(" * 50, "x" * 5000, "à" * 300, "😀 😀", "' OR 1=1", "%%", "a\u0000b"],
)  # fmt: skip
def test_odd_words_do_no_harm(directory, client, query):
    response = client.get("/fr/suggestions/", {"q": query})
    assert response.status_code in {200, 400}
    assert client.get("/fr/annuaire/", {"q": query}).status_code in {200, 400}
