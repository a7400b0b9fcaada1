"""A release as ninjs 3.0: what the schema requires, and no property that it does not know."""

import json

import pytest

from newsroom.outputs import ninjs, serializer
from tests import factories

from .test_outputs import ADDRESS, complete  # noqa: F401

# Names of the schema, by the object that may have them (https://iptc.org/std/ninjs/ninjs-schema_3.0.json).
ITEM = set(
    """uri type representationType standard version language firstCreated contentCreated versionCreated pubStatus
    copyrightHolder copyrightNotice usageTerms title headlines descriptions bodies by located altIds genres subjects
    organisations places people infoSources associations renditions""".split()
)
BELOW = {
    "standard": {"name", "version", "schema"},
    "headlines": {"role", "contentType", "value"},
    "descriptions": {"role", "contentType", "value"},
    "bodies": {"role", "contentType", "charCount", "wordCount", "value"},
    "altIds": {"role", "value"},
    "genres": {"name", "uri", "literal"},
    "subjects": {"name", "rel", "uri", "literal"},
    "organisations": {"name", "rel", "uri", "literal", "contactInfo"},
    "places": {"name", "rel", "uri", "literal"},
    "people": {"name", "rel", "uri", "literal", "contactInfo"},
    "infoSources": {"name", "role", "uri", "literal", "contactInfo"},
    "contactInfo": {"type", "role", "lang", "name", "value"},
    "renditions": {"name", "href", "contentType", "height", "width", "sizeInBytes"},
    "associations": ITEM | {"name"},
}


def _check(record: dict, allowed: set[str]) -> None:
    assert set(record) <= allowed, set(record) - allowed
    for name, value in record.items():
        for below in value if isinstance(value, list) else [value]:
            if isinstance(below, dict):
                _check(below, BELOW[name])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_by_the_schema(complete, client, language):  # noqa: F811
    item = json.loads(client.get(f"{ADDRESS[language]}ninjs/").content)
    _check(item, ITEM)
    assert item["uri"].endswith(ADDRESS[language]) and item["standard"]["version"] == "3.0"
    assert (item["version"], item["language"], item["type"]) == ("2", language, "text")
    assert all(association["uri"] and association["name"] for association in item["associations"])


def test_it_says_who_may_be_asked_and_how_pictures_may_be_used(complete):  # noqa: F811
    item = ninjs.as_item(serializer.release(factories.fresh(complete)))
    assert {line["value"] for line in item["infoSources"][0]["contactInfo"]} >= {
        "presse@example.org",
        "+33199001000",
    }
    assert item["people"][0]["name"] == "Ada Martin"
    (picture,) = item["associations"]
    assert picture["by"] == "AP-HP" and picture["usageTerms"].startswith("Libre")
    (original,) = picture["renditions"]
    assert (original["width"], original["contentType"]) == (640, "image/jpeg")
    assert [body["contentType"] for body in item["bodies"]] == ["text/html", "text/plain"]


def test_both_languages_are_known_to_be_one_release(complete, client):  # noqa: F811
    items = [json.loads(client.get(f"{ADDRESS[language]}ninjs/").content) for language in ("fr", "en")]
    assert items[0]["altIds"] == items[1]["altIds"] and items[0]["uri"] != items[1]["uri"]
