"""Somebody who reads through the edge."""

import gzip
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

import brotli

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return UNPACK.get(self.headers.get("content-encoding", ""), bytes)(self.body).decode()

    @property
    def copy(self) -> str:
        """What the edge says of its copy: HIT, MISS, EXPIRED, STALE, BYPASS; empty where it keeps none."""
        return self.headers.get("x-cache", "")


def ask(site: str, address: str, method: str = "GET", **headers: str) -> Answer:
    connection = HTTPConnection(urlsplit(site).netloc, timeout=40)
    try:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, address, headers={"Accept-Encoding": "identity"} | named)
        response = connection.getresponse()
        found = {name.lower(): text for name, text in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()
