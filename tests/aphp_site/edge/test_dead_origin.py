"""The origin is gone: readers go on reading what the edge has, for as long as a copy allows."""

import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from aphp_site.edge import serving
from newsroom import clock

from .conftest import TOKEN, edge_before_the_site, free_port, require_nginx
from .reader import Answer, ask

FR = "/fr/communiques-de-presse/"
PATIENCE = 10  # seconds


@pytest.fixture
def late_in_the_minute(committed_site, settings, tmp_path):
    """Four seconds before its end: copies are over before a test has to wait for long."""
    now = clock.now()
    shift = now.replace(second=56, microsecond=0) + timedelta(minutes=1) - now
    with clock.shifted(shift), edge_before_the_site(settings, tmp_path) as edge:
        yield edge


def until(is_so, put) -> Answer:
    """Asks until the answer is so."""
    ends_at = time.monotonic() + PATIENCE
    while not is_so(answer := put()):
        assert time.monotonic() < ends_at, answer
    return answer


def test_readers_go_on_reading_and_what_was_never_read_is_a_page_for_faults(late_in_the_minute):
    edge = late_in_the_minute
    addresses = [FR, "/en/", "/fr/nowhere/", "/sitemap.xml"]
    for address in addresses:
        until(lambda answer: answer.copy == "HIT", lambda address=address: edge.ask(address))
    alive = {address: edge.ask(address) for address in addresses}
    edge.origin.kill()
    for address in addresses:
        stale = until(lambda answer: answer.copy == "STALE", lambda address=address: edge.ask(address))
        assert (stale.status, stale.body) == (alive[address].status, alive[address].body)
    unknown = edge.ask("/fr/hopitaux/")
    assert (unknown.status, unknown.headers["cache-control"]) == (502, "no-store")
    assert "lang=" in unknown.text


class _Short(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=1, stale-if-error=1")
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"words")

    def log_message(self, *args) -> None:
        pass


def test_a_copy_is_used_no_longer_than_it_allows(tmp_path):
    """A day with us, a second here."""
    require_nginx()
    origin = ThreadingHTTPServer(("127.0.0.1", 0), _Short)
    Thread(target=origin.serve_forever, daemon=True).start()
    with serving(tmp_path, f"127.0.0.1:{origin.server_port}", free_port(), TOKEN) as url:
        assert ask(url, "/").copy == "MISS"
        origin.shutdown()
        origin.server_close()
        assert until(lambda answer: answer.copy != "HIT", lambda: ask(url, "/")).copy == "STALE"
        assert until(lambda answer: answer.copy != "STALE", lambda: ask(url, "/")).status == 502
