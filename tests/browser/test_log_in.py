"""The log-in in a browser: a passkey is made at the first log-in and opens the admin alone at the second."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from newsroom import roles

pytestmark = pytest.mark.browser
PASSWORD = "une phrase assez longue 7"


@pytest.fixture
def required() -> Iterator[None]:
    before, settings.SECOND_FACTOR_REQUIRED = settings.SECOND_FACTOR_REQUIRED, True
    yield
    settings.SECOND_FACTOR_REQUIRED = before


@pytest.fixture
def chief(live_site: str, page: Page, required: None, django_db_blocker) -> Page:
    """A browser with a fingerprint reader, and an account that has no second factor yet."""
    with django_db_blocker.unblock():
        roles.ensure_roles()
        roles.give(User.objects.create_user("odile", "odile@example.org", PASSWORD), roles.CHIEF)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    reader = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    reader |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
    page.set_default_timeout(15_000)
    return page


def test_passkey_is_made_at_the_first_log_in_and_opens_the_next(
    live_site: str, chief: Page, complaints: list[str]
) -> None:
    chief.goto(f"{live_site}/admin/")
    chief.locator("#id_login").fill("odile")
    chief.locator("#id_password").fill(PASSWORD)
    chief.get_by_role("button", name="Se connecter", exact=True).click()
    expect(chief).to_have_url(f"{live_site}/admin/account/2fa/?next=%2Fadmin%2F")
    chief.locator("a[href$='/webauthn/add/']").click()
    chief.locator("#id_passwordless").check()
    chief.locator("#mfa_webauthn_add").click()
    expect(chief.locator("#recovery_codes")).to_be_visible()
    chief.get_by_role("link", name="Continuer vers la salle de presse").click()
    expect(chief).to_have_url(f"{live_site}/admin/")

    chief.context.clear_cookies()
    chief.goto(f"{live_site}/admin/")
    chief.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(chief).to_have_url(f"{live_site}/admin/")
    assert complaints == []
