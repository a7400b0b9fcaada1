"""A hub is told of what has changed, at the minute from which no edge keeps an old feed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest

from newsroom import clock, delivery, withdrawals
from newsroom.models import OutboxEntry, Withdrawal
from tests import factories

ROOM = "/fr/communiques-de-presse/"


@contextmanager
def hub(status: int = 204) -> Iterator[tuple[str, list[dict]]]:
    """Its address, and what it was told."""
    told = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", told
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def in_a_minute():
    with clock.shifted(timedelta(minutes=1)):
        yield


def entries() -> list[OutboxEntry]:
    return list(OutboxEntry.objects.filter(consequence=OutboxEntry.Consequence.HUB))


def test_a_publication_is_told_with_every_feed_that_holds_it(site, settings, in_a_minute):
    with hub() as (address, told):
        settings.WEBSUB_HUB = address
        with clock.shifted(timedelta(0)):
            factories.english_release(site, hospitals=[site.necker])
        delivery.run()
    assert told[0]["hub.mode"] == ["publish"]
    feeds = told[0]["hub.url"]
    assert f"http://localhost{ROOM}rss/" in feeds
    assert "http://localhost/en/press-releases/feed.json?hospital=necker" in feeds
    assert f"http://localhost{ROOM}atom/?type=communique" in feeds
    assert not [feed for feed in feeds if "cochin" in feed]


def test_nothing_is_told_within_the_minute_of_the_publication(site, settings):
    with hub() as (address, told):
        settings.WEBSUB_HUB = address
        factories.public_release(site)
        delivery.run()
    assert told == [] and len(entries()) == 1


def test_a_scheduled_release_is_told_after_its_hour_only(site, settings):
    settings.WEBSUB_HUB = "http://127.0.0.1:9/"
    factories.scheduled_release(site)
    assert entries() == []


def test_a_withdrawal_is_told(site, settings):
    release = factories.public_release(site)
    settings.WEBSUB_HUB = "http://127.0.0.1:9/"
    withdrawals.withdraw(release, None, Withdrawal.Kind.ERROR, {"fr": "Erreur."})
    assert len(entries()) == 1


def test_a_hub_that_refuses_is_told_again_later(site, settings, in_a_minute):
    with hub(status=500) as (address, told):
        settings.WEBSUB_HUB = address
        with clock.shifted(timedelta(0)):
            factories.public_release(site)
        delivery.run()
    [entry] = entries()
    assert len(told) == 1 and entry.delivered_at is None and "NotTold: 500" in entry.error


@pytest.mark.parametrize(
    ("query", "names_hub"),
    [("", True), ("?hospital=cochin", True), ("?hospital=cochin&type=etude", False), ("?q=rein", False)],
)
def test_feeds_that_the_hub_is_told_of_name_it(site, client, settings, query, names_hub):
    settings.WEBSUB_HUB = "https://hub.example/"
    answer = client.get(f"{ROOM}rss/{query}")
    links = {
        link.get("rel"): link.get("href")
        for link in ElementTree.fromstring(answer.content)[0]
        if link.get("rel")
    }
    assert links.get("hub") == ("https://hub.example/" if names_hub else None)
    assert ('<https://hub.example/>; rel="hub"' in answer.headers.get("Link", "")) is names_hub


def test_without_a_hub_no_feed_names_one(site, client):
    factories.public_release(site)
    assert b"hub" not in client.get(f"{ROOM}atom/").content
    assert entries() == []
