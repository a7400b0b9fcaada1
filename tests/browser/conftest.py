"""One live site for all the browser tests of a module: its database is a copy, dropped at the end."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.conftest import _server, _use

from . import content

# Playwright keeps an event loop in this thread; Django would take every query for an asynchronous one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="module")
def live_site(request, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a served site that holds one of everything."""
    from django.conf import settings
    from django.db import connection

    template, own = request.config.newsroom_databases
    name = f"{own}_browser"
    with django_db_blocker.unblock():
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _use(connection, settings, name)
        content.fill(factories.existing_site())
        live = LiveServer("localhost")
        yield live.url
        live.stop()
        _use(connection, settings, own)
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says of the content security policy, on every page that this tab opens."""
    found: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(message.text)

    page.on("console", listen)
    return found
