"""One live site and one browser for all the browser tests of a worker; one loaded page for all the tests of a state."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.conftest import _server, _use

from . import content, states

# Nobody waits for longer than it takes; a machine that does other things besides may take long.
expect.set_options(timeout=20_000)

# Without what a test may have added, seen from the top, with the next Tab leading to the first control.
AS_IT_WAS = """() => {
  document.adoptedStyleSheets = [];
  document.documentElement.removeAttribute("style");
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""


@pytest.fixture(scope="package")
def live_site(request, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a served site that holds one of everything: its database is a copy, dropped at the end."""
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


@dataclass
class Shown:
    """A page in one of its states; what it asked for, missed and complained of on the way is kept."""

    name: str
    language: str
    page: Page
    site: str
    asked: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("response", self._note_what_is_missing)
        self.page.on("console", lambda said: said.type == "error" and self._note(said.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))

    def _note_what_is_missing(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.missed.append(response.url)

    def _note(self, complaint: str) -> None:
        if not complaint.startswith("Failed to load resource"):  # the page itself may be a refusal
            self.complaints.append(complaint)

    @property
    def state(self) -> states.State:
        return states.STATES[self.name]

    def show(self) -> None:
        self.widen(self.state.width)
        self.colour("light")
        self.state.show(self.page, self.site, self.language)

    def widen(self, width: int, height: int = states.HEIGHT) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def colour(self, scheme: str) -> None:
        """As the system's settings would; at rest, so that nothing is still under way when a test looks."""
        self.page.emulate_media(reduced_motion="reduce", **states.SCHEMES[scheme])

    def reset(self) -> None:
        self.widen(self.state.width)
        self.colour("light")
        self.page.evaluate(AS_IT_WAS)


def open_state(browser: Browser, site: str, name: str, language: str, **options) -> Iterator[Shown]:
    context = browser.new_context(**options)
    shown = Shown(name, language, context.new_page(), site)
    shown.show()
    yield shown
    context.close()


@pytest.fixture(scope="package", params=states.EACH, ids=states.IDS)
def opened(request, browser: Browser, live_site: str) -> Iterator[Shown]:
    """Loaded once: pytest runs the tests of one state together, in whatever module they stand."""
    yield from open_state(browser, live_site, *request.param)


@pytest.fixture
def shown(opened: Shown) -> Shown:
    """The state as a reader finds it, whatever the test before has done to the window."""
    opened.reset()
    return opened


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says of the content security policy, on every page that this tab opens."""
    found: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            found.append(message.text)

    page.on("console", listen)
    return found
