"""The same through granian on loopback, one request after the other: what a reader waits for without a cache."""

import urllib.request
from urllib.parse import quote

from django.db import connections

from aphp_site.bench import pages

from . import timing

PORT = 8791


def times(address: str, asked: list[str]) -> timing.Times:
    """`address` has a place for the query, {}."""
    connections.close_all()
    server = pages.serve(PORT)
    try:
        return timing.of(lambda query: _get(address.format(quote(query))), asked)
    finally:
        server.terminate()
        server.wait(10)


def _get(path: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
        answer.read()
