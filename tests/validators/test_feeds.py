"""The feeds before outside eyes.

RSS and Atom: `rss-parser` refuses what lacks an element that its standard requires, `feedparser` what it had to
guess. JSON Feed: its published declarations. No package holds the W3C's own feed validator.
"""

import json
import re

import feedparser
import pytest
import rss_parser
from pydantic import ValidationError

from . import typescript

JSON_FEED = "@json-feed-types/1_1"
IMPORTS = f"import type Feed from '{JSON_FEED}';"
TYPED = pytest.mark.needs("node", JSON_FEED, ".bin/tsc")
ROOM = "/fr/communiques-de-presse/"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_are_read_without_a_complaint(answers, kind, language):
    content = (answers / "feeds" / f"{language}.{kind}").read_bytes()
    rss_parser.parse(content)
    feed = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) >= 20 and feed.feed.updated_parsed
    assert all(entry.id and entry.link and entry.title and entry.published_parsed for entry in feed.entries)


@pytest.mark.parametrize(("kind", "element"), [("rss/", "description"), ("rss/", "link"), ("atom/", "id")])
def test_a_missing_element_is_noticed(site, client, kind, element):
    content = client.get(ROOM + kind).content.decode()
    rss_parser.parse(content)
    with pytest.raises(ValidationError):
        rss_parser.parse(re.sub(rf"<{element}>.*?</{element}>", "", content))


@TYPED
def test_json_feeds_are_as_declared(answers, tmp_path):
    files = list((answers / "feeds").glob("*.json"))
    feeds = [typescript.Typed(file.name, "Feed", json.loads(file.read_text())) for file in files]
    assert len(feeds) == 2 and all(len(feed.value["items"]) >= 20 for feed in feeds)
    assert not typescript.complaints(IMPORTS, feeds, tmp_path)


@TYPED
def test_a_wrong_json_feed_is_noticed(site, client, tmp_path):
    right = json.loads(client.get(ROOM + "feed.json").content)
    item = {"id": "1", "content_text": "x"}
    feeds = {
        "right": right,
        "name": right | {"titel": "x"},
        "version": right | {"version": "1.1"},
        "number": right | {"items": [item | {"id": 1}]},
        "text": right | {"items": [{"id": "1"}]},
        "date": right | {"items": [item | {"date_published": 2026}]},
    }
    documents = [typescript.Typed(name, "Feed", value) for name, value in feeds.items()]
    found = typescript.complaints(IMPORTS, documents, tmp_path)
    assert {complaint.partition(":")[0] for complaint in found} == set(feeds) - {"right"}
