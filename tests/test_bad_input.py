"""Whatever a stranger types: the page with a message, or the right 4xx; never a 500."""

from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client

from tests import factories
from tests.crawl import BOTH

PATHS = [path for paths in BOTH.values() for path in paths.values()]
MACHINES = ("/", "/sitemap.xml", "/robots.txt", "/fr/communiques-de-presse/feed.json")
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


@pytest.fixture
def client(site) -> Client:
    factories.english_release(site)
    factories.specialty()
    return Client(raise_request_exception=False)


def wrong(answers: dict[str, int], right: set[int]) -> dict[str, int]:
    return {asked: status for asked, status in answers.items() if status not in right}


@pytest.mark.parametrize("name", BOTH["fr"])
def test_an_odd_value_gives_the_page(client, name):
    """Every parameter at once, in one language or the other: the code is the same."""
    answers = {}
    for number, (kind, value) in enumerate(VALUES.items()):
        path = BOTH["fr" if number % 2 else "en"][name]
        answers[f"{path} {kind}"] = client.get(path, dict.fromkeys(PARAMETERS, value)).status_code
    assert wrong(answers, {200}) == {}


def test_each_odd_value_alone_gives_the_list(client):
    path = BOTH["en"]["list"]
    odd = ["9" * 5_000, "²", "9999-12-31", "0001-01-01"]
    pairs = [(name, value) for name in ("year", "from", "to", "hospital", "page") for value in odd]
    answers = {f"{name}={value[:20]}": client.get(path, {name: value}).status_code for name, value in pairs}
    assert wrong(answers, {200}) == {}


@pytest.mark.parametrize("feed", ["rss/", "atom/", "feed.json"])
def test_an_odd_value_gives_the_feed(client, feed):
    path = BOTH["fr"]["list"] + feed
    answers = {
        kind: client.get(path, dict.fromkeys(PARAMETERS, value)).status_code for kind, value in VALUES.items()
    }
    assert wrong(answers, {200}) == {}


def test_a_repeated_parameter_gives_the_page(client):
    query = "&".join(f"{name}=cochin&{name}=2&{name}=" for name in PARAMETERS)
    assert wrong({path: client.get(f"{path}?{query}").status_code for path in PATHS}, {200, 302}) == {}


@pytest.mark.parametrize(
    "query", ["type=nothing", "hospital=x", "year=20x6", "from=1.1.2026", "to=2026-02-30"]
)
def test_a_bad_filter_is_told_and_left_out(client, query):
    for path in (BOTH["fr"]["list"], BOTH["en"]["search"]):
        response = client.get(f"{path}?{query}")
        assert response.context["total"] == 1
        assert len(response.context["messages"]) == 1


def test_a_page_that_is_not_there_gives_the_nearest_with_a_message(client):
    for path in (BOTH["en"]["list"], BOTH["fr"]["search"]):
        for page in ("0", "two", "1.5", "999", str(10**30), "²"):
            response = client.get(path, {"page": page})
            assert (response.status_code, len(response.context["messages"]), response.context["total"]) == (
                200,
                1,
                1,
            )


def test_a_query_is_cut_at_two_hundred_characters_and_sixteen_terms(client):
    response = client.get(BOTH["fr"]["list"], {"q": "mot " * 200})
    assert response.context["form"].cleaned_data["q"] == " ".join(["mot"] * 16)
    response = client.get(BOTH["fr"]["list"], {"q": "m" * 10_000})
    assert response.context["form"].cleaned_data["q"] == "m" * 200


def _as_a_server_hands_it_over(path: str) -> str:
    """Bytes in Latin-1 (PEP 3333)."""
    return unquote_to_bytes(path).decode("latin-1")


@pytest.mark.parametrize("raw", ["%00", "%FF", "%C3%28", "a%0Ab", "%7F", "%ED%A0%80"])
def test_control_characters_and_malformed_utf_8_are_refused(client, raw):
    answers = {}
    for path in PATHS:
        answers[f"{path}?q={raw}"] = client.get(f"{path}?q={raw}").status_code
        broken = _as_a_server_hands_it_over(f"{path}{raw}/")
        answers[f"{path}{raw}/"] = client.get("/unused/", PATH_INFO=broken).status_code
    assert wrong(answers, {400}) == {}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, method):
    names = ("problem", "request", "alerts", "verify") if method == "post" else ()
    forms = {paths[name] for paths in BOTH.values() for name in names}
    paths = {*PATHS, *MACHINES} - forms
    assert wrong({path: getattr(client, method)(path).status_code for path in paths}, {405}) == {}
    assert wrong({path: client.post(path).status_code for path in forms}, {403}) == {}


def test_a_head_request_answers_as_a_get_without_a_body(client):
    for path in PATHS:
        response = client.head(path)
        assert (response.status_code, response.content) == (200, b""), path


def test_a_monstrous_address_is_not_found(client):
    places = ("/fr/{}/", "/en/press-releases/{}/", "/fr/hopitaux/{}/", "/{}/", "/documents/{}/x")
    slugs = ("x" * 10_000, "a/" * 3_000, "..", "é" * 500, "🏥", "' OR 1=1")
    answers = {
        place.format(slug)[:60]: client.get(place.format(slug)).status_code
        for place in places
        for slug in slugs
    }
    assert wrong(answers, {404, 301}) == {}


def test_a_foreign_host_is_refused(client):
    for path in [*PATHS, *MACHINES]:
        response = client.get(path, HTTP_HOST="evil.example")
        assert response.status_code == 400, path
        assert "evil.example" not in response.content.decode()


def test_no_public_page_sets_a_cookie_or_reads_one(client):
    for path in PATHS:
        plain = client.get(path)
        known = Client(headers={"cookie": "sessionid=somebody"}).get(path)
        assert not plain.cookies, path
        assert plain.content == known.content, path
        assert "Cookie" not in plain.headers.get("Vary", ""), path


def test_a_hospital_of_10_000_characters_is_unknown(client):
    response = client.get(BOTH["fr"]["selector"], {"hospital": "x" * 10_000})
    assert response.status_code == 200
    assert response.context["message"]
