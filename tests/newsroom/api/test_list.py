"""/api/v2/pages/: what machines read."""

import pytest

from tests import factories

ADDRESS = "/api/v2/pages/"


@pytest.fixture
def releases(site) -> None:
    factories.english_release(site, slug="bonjour", slug_en="hello", title_fr="Bonjour", title_en="Hello")
    factories.public_release(site, slug="salut", title_fr="Salut")
    factories.scheduled_release(site, title_fr="Secret", title_en="Secret")
    factories.draft_release(site)


def titles(client, **asked) -> list[str]:
    return [row["title"] for row in client.get(ADDRESS, asked).json()["items"]]


def test_it_holds_visible_releases_and_hospitals_and_counts_them(client, releases):
    answer = client.get(ADDRESS).json()
    assert set(titles(client)) == {"Bonjour", "Salut", "Hôpital Cochin", "Hôpital Necker"}
    assert answer["meta"] == {"total_count": 4, "messages": []}


def test_in_english_it_holds_what_is_public_in_english(client, releases):
    assert titles(client, language="en", type="release") == ["Hello"]
    row = client.get(ADDRESS, {"language": "en", "type": "release"}).json()["items"][0]
    assert row["url"] == "http://localhost/en/press-releases/hello/"


def test_it_is_read_in_slices(client, releases):
    both = titles(client, limit=1) + titles(client, limit=1, offset=1)
    assert both == titles(client, limit=2)
    assert client.get(ADDRESS, {"limit": 1}).json()["meta"]["total_count"] == 4


def test_ids_are_opaque(client, releases, site):
    ids = [row["id"] for row in client.get(ADDRESS).json()["items"]]
    assert all(isinstance(identifier, str) and len(identifier) == 36 for identifier in ids)
    assert len(set(ids)) == 4


@pytest.mark.parametrize("name", ["type", "language", "limit", "offset"])
@pytest.mark.parametrize("value", ["nothing", "-1", "9" * 50, "²"])
def test_a_bad_value_is_told_and_left_out(client, releases, name, value):
    answer = client.get(ADDRESS, {name: value})
    assert answer.status_code == 200
    assert len(answer.json()["meta"]["messages"]) == 1
    assert len(answer.json()["items"]) == 4


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(client, site, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
