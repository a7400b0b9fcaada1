"""The contract's JSON: at most eight, together by kind, plain text, addresses in the language asked."""

import pytest

from search import limits, suggestions
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


def test_a_search_that_takes_too_long_suggests_nothing(directory, client, settings, monkeypatch):
    def too_slow():
        raise limits.TooSlow

    monkeypatch.setattr(suggestions, "find", lambda *_: too_slow())
    assert ask(client, "cardiologie")["suggestions"] == []


@pytest.mark.parametrize(
    "query",
    ["'; DROP TABLE", "a & b | c", "!:*", "<->", "\\", "(" * 50, "x" * 5000, "à" * 300, "😀 😀", "' OR 1=1", "%%", "a\u0000b"],
)  # fmt: skip
def test_odd_words_do_no_harm(directory, client, query):
    response = client.get("/fr/suggestions/", {"q": query})
    assert response.status_code in {200, 400}
    assert client.get("/fr/annuaire/", {"q": query}).status_code in {200, 400}
