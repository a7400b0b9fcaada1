"""A named reader in a real browser: the terms, the hour where one is, a comment, an approval."""

import pytest
from playwright.sync_api import Browser, Page, expect

from . import personal

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_scripts", [True, False])
def test_terms_are_accepted_with_a_click(live_site: str, browser: Browser, has_scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=has_scripts)
    page = context.new_page()
    page.goto(live_site + personal.addresses("new" if has_scripts else "newer")["fr"])
    page.get_by_role("button", name="J’accepte et je lis").click()
    expect(page.locator(".embargo-mark")).to_contain_text(
        "Remis à Alix Moreau (Medipress) – ne pas transmettre"
    )
    expect(page.locator("h1")).not_to_have_text("Communiqué sous embargo")
    context.close()


def test_the_hour_is_also_told_where_the_reader_is(live_site: str, browser: Browser) -> None:
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="fr-FR")
    page = context.new_page()
    page.goto(live_site + personal.addresses("embargo")["fr"])
    expect(page.locator("[data-own-hour]")).to_contain_text("Asia/Tokyo")
    context.close()


def test_in_paris_it_is_told_once(live_site: str, browser: Browser) -> None:
    context = browser.new_context(timezone_id="Europe/Paris")
    page = context.new_page()
    page.goto(live_site + personal.addresses("embargo")["fr"])
    expect(page.locator(".embargo-mark time")).to_contain_text("heure de Paris, UTC+")
    expect(page.locator("[data-own-hour]")).to_be_hidden()
    context.close()


def test_an_outside_reader_comments_and_approves(live_site: str, page: Page, complaints: list[str]) -> None:
    page.goto(live_site + personal.addresses("doctor")["fr"])
    passage = page.locator(".comments").nth(1)
    passage.get_by_text("Commenter ce passage").click()
    passage.get_by_label("Votre commentaire").fill("Dites « plus tôt ».")
    passage.get_by_role("button", name="Envoyer le commentaire").click()
    expect(page.locator(".prose .comments__said")).to_contain_text("Dites « plus tôt ».")
    page.get_by_role("button", name="Je valide").click()
    expect(page.locator(".stamp")).to_contain_text("Validé par Alix Moreau")
    expect(page.get_by_role("button", name="Je valide")).to_have_count(0)
    assert not complaints
