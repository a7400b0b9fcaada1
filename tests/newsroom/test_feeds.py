"""RSS, Atom and JSON Feed of the press room's list."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from newsroom import clock
from tests import factories

ROOMS = {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"}
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {"rss/": "application/rss+xml", "atom/": "application/atom+xml", "feed.json": "application/feed+json"}


@pytest.fixture
def releases(site) -> None:
    hours = lambda number: factories.minute(-timedelta(hours=number))
    factories.english_release(site, slug="bonjour", slug_en="hello", title_fr="Bonjour & bienvenue", title_en="Hello",
                              summary_fr="Un résumé entier.", summary_en="A whole summary.",
                              published_at=hours(3))  # fmt: skip
    factories.public_release(site, slug="francais", title_fr="En français", hospitals=[site.necker],
                             published_at=hours(2))  # fmt: skip


def read(client, address: str) -> list[dict[str, str]]:
    """[{"id", "title", "url", "text"}]"""
    response = client.get(address)
    assert response.status_code == 200
    if "feed.json" in address:
        return [
            {"id": row["id"], "title": row["title"], "url": row["url"], "text": row["summary"]}
            for row in json.loads(response.content)["items"]
        ]
    tree = ElementTree.fromstring(response.content)
    if "atom/" in address:
        return [
            {
                "id": row.findtext(f"{ATOM}id"),
                "title": row.findtext(f"{ATOM}title"),
                "url": row.find(f"{ATOM}link").get("href"),
                "text": row.findtext(f"{ATOM}summary"),
            }
            for row in tree.iter(f"{ATOM}entry")
        ]
    return [
        {"id": row.findtext("guid"), "title": row.findtext("title"), "url": row.findtext("link"),
         "text": row.findtext("description")}
        for row in tree.iter("item")
    ]  # fmt: skip


every_feed = pytest.mark.parametrize("feed", FEEDS)


@every_feed
def test_the_french_feed_is_french_newest_first(client, releases, feed):
    rows = read(client, ROOMS["fr"] + feed)
    assert [row["title"] for row in rows] == ["En français", "Bonjour & bienvenue"]
    assert rows[1]["text"] == "Un résumé entier."
    assert rows[1]["url"].endswith("/fr/communiques-de-presse/bonjour/")


@every_feed
def test_the_english_feed_holds_what_is_public_in_english(client, releases, feed):
    rows = read(client, ROOMS["en"] + feed)
    assert [row["title"] for row in rows] == ["Hello"]
    assert rows[0]["text"] == "A whole summary."
    assert rows[0]["url"].endswith("/en/press-releases/hello/")


@every_feed
def test_filters_apply_to_feeds(client, releases, feed):
    assert [row["title"] for row in read(client, f"{ROOMS['fr']}{feed}?hospital=necker")] == ["En français"]


@every_feed
def test_an_item_keeps_its_id_when_its_address_changes(client, releases, site, feed):
    before = {row["id"] for row in read(client, ROOMS["fr"] + feed)}
    release = site.newsroom.get_children().get(slug="bonjour").specific
    release.slug = "salut"
    release.save_revision().publish()
    rows = read(client, ROOMS["fr"] + feed)
    assert {row["id"] for row in rows} == before
    assert rows[1]["url"].endswith("/salut/")


@every_feed
def test_languages_have_ids_of_their_own_without_database_keys(client, releases, site, feed):
    ids = {row["id"] for language in ROOMS for row in read(client, ROOMS[language] + feed)}
    keys = site.newsroom.get_children().values_list("pk", flat=True)
    assert len(ids) == 3
    assert not [identifier for identifier in ids for key in keys if identifier.endswith(f"/{key}")]


@every_feed
def test_each_feed_has_its_content_type_and_its_language(client, releases, feed):
    response = client.get(ROOMS["en"] + feed)
    assert response["Content-Type"] == f"{FEEDS[feed]}; charset=utf-8"
    assert response["Content-Language"] == "en"


@every_feed
def test_an_empty_feed_does_not_change_with_the_hour_of_reading(client, site, feed):
    before = client.get(ROOMS["fr"] + feed).content
    with clock.shifted(timedelta(hours=3)):
        assert client.get(ROOMS["fr"] + feed).content == before


def test_a_feed_names_itself(client, releases):
    query = "?hospital=necker"
    for feed in ("rss/", "atom/"):
        tree = ElementTree.fromstring(client.get(f"{ROOMS['fr']}{feed}{query}").content)
        own = [link.get("href") for link in tree.iter(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == [f"http://localhost{ROOMS['fr']}{feed}{query}"]
    feed = json.loads(client.get(f"{ROOMS['fr']}feed.json{query}").content)
    assert feed["feed_url"] == f"http://localhost{ROOMS['fr']}feed.json{query}"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


def test_feed_json_is_an_address_without_a_final_slash(client, releases):
    assert client.get(f"{ROOMS['fr']}feed.json").status_code == 200
    assert client.get(f"{ROOMS['fr']}rss").status_code == 301
    assert client.get("/fr/nowhere/feed.json").status_code == 404
