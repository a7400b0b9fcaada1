"""A real nginx, configured by the template that ships, before the application."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from aphp_site.edge import program, serving

from . import origin
from .reader import Answer, ask

TOKEN = "token-of-the-tests"


@dataclass
class Edge:
    url: str
    folder: Path
    origin: origin.Origin

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.url, address, method, **headers)

    def ask_origin(self, address: str, method: str = "GET", **headers: str) -> Answer:
        return ask(f"http://{self.origin.address}", address, method, Host="localhost", **headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def require_nginx() -> None:
    if program() is None:
        if os.environ.get("REQUIRE_EDGE") == "1":
            pytest.fail("REQUIRE_EDGE is set and no nginx was found")
        pytest.skip("no nginx found: install one")


@contextmanager
def edge_before_the_site(settings, folder: Path) -> Iterator[Edge]:
    """The origin takes over this process's settings and clock as they are."""
    require_nginx()
    settings.FILES_INTERNAL_PREFIX = "/_files/"
    port = free_port()
    with origin.running() as process, serving(folder, process.address, port, TOKEN) as url:
        settings.EDGE_ADDRESS, settings.EDGE_REFRESH_TOKEN = f"http://127.0.0.1:{port}", TOKEN
        yield Edge(url, folder, process)


@pytest.fixture
def edge(committed_site, settings, tmp_path) -> Iterator[Edge]:
    """Nothing was asked of it yet: every copy is made by the test."""
    with edge_before_the_site(settings, tmp_path) as found:
        yield found
