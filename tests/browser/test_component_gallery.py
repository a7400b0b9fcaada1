"""Every component in each of its states, as axe sees it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page

from newsroom import roles

pytestmark = pytest.mark.browser

ALL_RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def officer(live_site: str, page: Page, django_db_blocker) -> Page:
    with django_db_blocker.unblock():
        roles.ensure_roles()
        user = User.objects.create_user("lou", "lou@example.org", "a long password")
        roles.give(user, roles.OFFICER)
    page.goto(f"{live_site}/admin/")
    page.locator("#id_login").fill("lou")
    page.locator("#id_password").fill("a long password")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(f"{live_site}/admin/")
    return page


def test_axe_finds_nothing_in_any_component(live_site: str, officer: Page) -> None:
    for language in ("fr", "en"):
        for scheme in ("light", "dark"):
            officer.emulate_media(color_scheme=scheme)
            officer.goto(f"{live_site}/admin/components/?language={language}&scheme={scheme}")
            assert officer.locator("h1").inner_text() == {"fr": "Composants", "en": "Components"}[language]
            found = Axe().run(officer, options=ALL_RULES)
            assert found.violations_count == 0, f"{language} {scheme}\n{found.generate_report()}"
