"""How long answers may be kept, by which mark they are known again, and that readers get no cookie."""

import gzip
from datetime import datetime, timedelta

import brotli
import pytest

from newsroom import clock
from tests import factories
from tests.crawl import public_addresses

pytestmark = pytest.mark.django_db

MINUTE = 60
READERS = ["/fr/", "/en/", "/fr/communiques-de-presse/", "/fr/communiques-de-presse/rss/", "/sitemap.xml", "/robots.txt",
           "/api/v2/pages/", "/fr/suggestions/?q=co", "/fr/signaler-un-probleme/"]  # fmt: skip
OTHERS = {
    "/": 302,
    "/fr": 301,
    "/fr/nowhere/": 404,
    "/images/pictures/x.jpg": 404,
    "/favicon.ico": 302,
    "/fr/?q=%00": 400,
}
CODINGS = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


def _at(second: int) -> timedelta:
    """The shift that makes it that second of the next minute."""
    now = clock.now()
    return now.replace(second=second, microsecond=500_000) + timedelta(minutes=1) - now


@pytest.mark.parametrize("address", [*READERS, *OTHERS])
def test_copies_end_with_the_minute(site, client, address):
    with clock.shifted(_at(20)):
        answer = client.get(address)
    assert answer.status_code == OTHERS.get(address, 200)
    age = (
        answer.headers["Cache-Control"]
        .removeprefix("public, max-age=")
        .removesuffix(", stale-if-error=86400")
    )
    assert 20 <= int(age) <= 39  # half a second of the minute has begun: rounded down


def test_copy_is_of_no_use_when_the_minute_ended_meanwhile(site, client, monkeypatch):
    """The middle of the answer is where the clock jumps: what was read before may be old."""
    began: list[datetime] = []
    real = clock.now
    monkeypatch.setattr(
        "newsroom.expiry.clock.now", lambda: began.append(real()) or began[0] + len(began) * MINUTE_OF_TIME
    )
    assert "max-age=0," in client.get("/robots.txt").headers["Cache-Control"]


MINUTE_OF_TIME = timedelta(minutes=1)


@pytest.mark.parametrize("address", ["/admin/", "/healthz"])
def test_what_is_not_for_readers_is_kept_nowhere(site, client, address):
    assert "no-store" in client.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/fr/", "/fr/signaler-un-probleme/", "/nowhere/"])
def test_answers_to_a_post_are_kept_nowhere(site, client, address):
    assert client.post(address, {"message": "x"}).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("coding", CODINGS)
def test_the_same_mark_gives_304_in_every_encoding(site, client, coding):
    first = client.get("/fr/", headers={"Accept-Encoding": coding})
    mark = first.headers["ETag"]
    again = client.get("/fr/", headers={"Accept-Encoding": coding, "If-None-Match": mark})
    assert mark.startswith('"' if coding == "identity" else 'W/"')
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", mark)
    assert again.headers["Cache-Control"].startswith("public, max-age=")
    assert first.headers["Vary"].lower() == "accept-encoding"


def test_encodings_hold_the_same_words(site, client):
    bodies = {
        unpack(client.get("/fr/", headers={"Accept-Encoding": coding}).content)
        for coding, unpack in CODINGS.items()
    }
    assert len(bodies) == 1


def test_the_mark_changes_with_the_words(site, client):
    before = client.get("/fr/communiques-de-presse/").headers["ETag"]
    factories.public_release(site, title_fr="Un autre mot")
    answer = client.get("/fr/communiques-de-presse/", headers={"If-None-Match": before})
    assert answer.status_code == 200 and answer.headers["ETag"] != before


def test_head_says_what_get_says(site, client):
    timeless = {"Cache-Control": "", "X-Accel-Expires": ""}
    got, head = client.get("/fr/"), client.head("/fr/")
    assert head.content == b""
    assert {**head.headers, **timeless} == {**got.headers, **timeless}


def test_no_reader_gets_a_cookie_or_an_answer_of_their_own(site, client):
    """On every public address: no Set-Cookie, nothing that varies by more than the encoding; / by the language."""
    factories.english_release(site)
    wrong = {}
    for address in public_addresses():
        answer = client.get(address)
        varies = {name.strip().lower() for name in answer.headers.get("Vary", "").split(",")} - {""}
        allowed = {"accept-language"} if address == "/" else {"accept-encoding"}
        if answer.cookies or varies - allowed or "x-noise" in answer.headers:
            wrong[address] = (answer.cookies, varies)
    assert wrong == {}


def test_staff_see_the_bytes_of_everybody(site, client, admin_client):
    assert client.get("/fr/").content == admin_client.get("/fr/").content
