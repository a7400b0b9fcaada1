"""Whatever a stranger types: the page with a message, or the right 4xx; never a 500."""

import pytest
from django.test import Client

from tests import factories
from tests.crawl import BOTH

ADDRESSES = [(language, name, path) for language, paths in BOTH.items() for name, path in paths.items()]
FILTERED = [row for row in ADDRESSES if row[1] in {"list", "search"}]
FEEDS = ("rss/", "atom/", "feed.json")
PARAMETERS = ("q", "type", "hospital", "specialty", "year", "from", "to", "page", "kind", "nothing")
VALUES = {
    "empty": "",
    "unknown": "nowhere",
    "huge": "9" * 5_000,
    "negative": "-1",
    "float": "1e400",
    "minus-and-quotes": "'\"--;<script>",
    "arabic-digits": "٢٠٢٦",
    "superscript": "²",
    "wide": "９９",
    "percent": "%25%5F",
    "year-zero": "0000-00-00",
    "last-day": "9999-12-31",
    "first-day": "0001-01-01",
    "tsquery": "a & | ! ( :*",
    "backslash": "\\",
    "zero-width": "a\u200b\u202e",
    "emoji": "🏥",
}

by_name = pytest.mark.parametrize(("language", "name", "path"), ADDRESSES, ids=lambda value: value)


@pytest.fixture
def client(site) -> Client:
    factories.english_release(site)
    factories.specialty()
    return Client(raise_request_exception=False)


def is_page(response) -> bool:
    return response.status_code in {200, 302}


@by_name
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_an_odd_value_gives_the_page(client, language, name, path, value):
    statuses = {parameter: client.get(path, {parameter: value}).status_code for parameter in PARAMETERS}
    assert {parameter: status for parameter, status in statuses.items() if status != 200} == {}


@by_name
def test_a_repeated_parameter_gives_the_page(client, language, name, path):
    for parameter in PARAMETERS:
        assert is_page(client.get(f"{path}?{parameter}=cochin&{parameter}=2&{parameter}=")), parameter


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_an_odd_value_gives_the_feed(client, feed, value):
    data = dict.fromkeys(PARAMETERS, value)
    assert client.get(BOTH["fr"]["list"] + feed, data).status_code == 200


@pytest.mark.parametrize(("language", "name", "path"), FILTERED, ids=lambda value: value)
@pytest.mark.parametrize("query", ["type=nothing", "hospital=x", "year=20x6", "from=1.1.2026", "to=2026-02-30"])
def test_a_bad_filter_is_told_and_left_out(client, language, name, path, query):
    response = client.get(f"{path}?{query}")
    assert response.context["total"] == client.get(path).context["total"]
    assert len(response.context["messages"]) == 1


@pytest.mark.parametrize(("language", "name", "path"), FILTERED, ids=lambda value: value)
@pytest.mark.parametrize("page", ["0", "-1", "two", "1.5", "999", str(10**30), "²"])
def test_a_page_that_is_not_there_gives_the_nearest_with_a_message(client, language, name, path, page):
    response = client.get(path, {"page": page})
    assert response.status_code == 200
    assert len(response.context["messages"]) == 1
    assert response.context["total"] == 1


def test_a_query_is_cut_at_two_hundred_characters_and_sixteen_terms(client):
    response = client.get(BOTH["fr"]["list"], {"q": "mot " * 200})
    assert response.context["form"].cleaned_data["q"] == " ".join(["mot"] * 16)
    response = client.get(BOTH["fr"]["list"], {"q": "m" * 10_000})
    assert response.context["form"].cleaned_data["q"] == "m" * 200


@pytest.mark.parametrize("raw", ["%00", "%FF", "%C3%28", "a%0Ab", "%1B", "%7F", "%ED%A0%80"])
@pytest.mark.parametrize("place", ["query", "path"])
@by_name
def test_control_characters_and_malformed_utf_8_are_refused(client, language, name, path, place, raw):
    if place == "query":
        response = client.get(f"{path}?q={raw}")
    else:
        response = client.get("/unused/", PATH_INFO=_decoded(f"{path}{raw}/"))
    assert response.status_code == 400
    assert "cochin" not in response.content.decode().lower()


def _decoded(path: str) -> str:
    """As a WSGI server hands it over: bytes in Latin-1."""
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@by_name
def test_other_methods_are_refused(client, language, name, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/sitemap.xml", "/robots.txt", "/fr/communiques-de-presse/feed.json"])
def test_machines_too_may_only_read(client, path):
    assert client.post(path).status_code == 405
    assert client.get(path).status_code in {200, 302}


@by_name
def test_a_head_request_answers_as_a_get_without_a_body(client, language, name, path):
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["/fr/{}/", "/en/{}/", "/fr/communiques-de-presse/{}/", "/en/hospitals/{}/", "/{}/", "/documents/{}/x", "/images/{}"],
)
@pytest.mark.parametrize("slug", ["x" * 10_000, "a/" * 3_000, "..", "%2e%2e", "é" * 500, "🏥", "' OR 1=1"])
def test_a_monstrous_address_is_not_found(client, path, slug):
    response = client.get(path.format(slug))
    assert response.status_code in {301, 404}
    if response.status_code == 301:
        assert client.get(response["Location"]).status_code == 404


@by_name
def test_a_foreign_host_is_refused(client, language, name, path):
    response = client.get(path, HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@by_name
def test_no_public_page_sets_a_cookie_or_reads_one(client, language, name, path):
    plain = client.get(path)
    client.cookies["sessionid"] = "somebody"
    known = client.get(path)
    assert not plain.cookies
    assert not known.cookies
    assert plain.content == known.content
    assert "Cookie" not in known.headers.get("Vary", "")


def test_hospital_of_10_000_characters_is_unknown(client):
    response = client.get(BOTH["fr"]["selector"], {"hospital": "x" * 10_000})
    assert response.status_code == 200
    assert response.context["message"]
