"""The pages of the log-in, in French like the whole door: axe finds nothing, and nothing leaves a small window."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page

from newsroom import roles
from tests.aphp_site.login.people import PASSWORD, enrol, log_in

from .axe import findings
from .states import SCHEMES
from .test_reflow import BEYOND, WIDTH

pytestmark = pytest.mark.browser
LOG_IN = "/admin/account/login/"


def _log_in(name: str, password: str = PASSWORD) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.locator("#id_login").fill(name)
        page.locator("#id_password").fill(password)
        page.locator("form button[type=submit]").first.click()
        page.wait_for_load_state()

    return reach


def _ask_for_a_link(page: Page) -> None:
    page.locator("#id_email").fill("odile@example.org")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_load_state()


# What is done at the address; whether somebody is logged in.
PAGES: dict[str, tuple[str, Callable[[Page], None] | None, bool]] = {
    "log-in": (LOG_IN, None, False),
    "refused": (LOG_IN, _log_in("personne"), False),
    "code": (LOG_IN, _log_in("octave"), False),
    "forgotten": ("/admin/account/password/reset/", None, False),
    "link-sent": ("/admin/account/password/reset/", _ask_for_a_link, False),
    "link-that-ended": ("/admin/account/password/reset/key/1-abc/", None, False),
    "second-factors": ("/admin/account/2fa/", None, True),
    "telephone": ("/admin/account/2fa/totp/activate/", None, True),
    "passkey": ("/admin/account/2fa/webauthn/add/", None, True),
    "passkeys": ("/admin/account/2fa/webauthn/", None, True),
    "password": ("/admin/account/password/change/", None, True),
    "password-again": ("/admin/account/reauthenticate/", None, True),
    "log-out": ("/admin/account/logout/", None, True),
}


@pytest.fixture(scope="module")
def session(live_site: str, django_db_blocker) -> str:
    with django_db_blocker.unblock():
        roles.ensure_roles()
        for name in ("octave", "ondine"):
            user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, first_name=name.title())
            roles.give(user, roles.OFFICER)
        enrol(User.objects.get(username="octave"))
        client = Client()
        log_in(client, "ondine")  # with its record of what was asked: a second factor can be added
        return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(params=PAGES)
def opened(request, browser: Browser, live_site: str, session: str) -> Iterator[Page]:
    address, reach, is_logged_in = PAGES[request.param]
    context = browser.new_context(reduced_motion="reduce")
    if is_logged_in:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_site}
        context.add_cookies([cookie])
    page = context.new_page()
    page.goto(live_site + address)
    if reach:
        reach(page)
    yield page
    context.close()


def test_axe_finds_nothing_and_nothing_leaves_a_small_window(opened: Page) -> None:
    assert opened.locator("html").get_attribute("lang") == "fr" and opened.locator("h1").count() == 1
    found = []
    for scheme, media in SCHEMES.items():
        opened.emulate_media(**media)
        found += [f"{scheme} {finding}" for finding in findings(opened)]
    opened.set_viewport_size({"width": 320, "height": 256})
    found += opened.evaluate(BEYOND)
    assert not found, "\n".join(found)
    assert opened.evaluate(WIDTH) <= 320
