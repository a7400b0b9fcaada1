"""What the two scripts of the site do for a reader: the list that changes in place, a release taken away."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .pages import PAGES

pytestmark = pytest.mark.browser


def test_the_list_changes_in_place_and_remembers(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/fr/communiques-de-presse/")
    page.evaluate("window.isSamePage = true")
    every = page.locator(".count").inner_text()
    page.fill("input[name=q]", "suite 7")
    page.click(".filters__words button")
    expect(page).to_have_url(f"{live_site}/fr/communiques-de-presse/?q=suite+7")
    expect(page.locator(".count")).not_to_have_text(every)
    expect(page.locator(".languages a[hreflang=en]")).to_have_attribute(
        "href", "/en/press-releases/?q=suite+7"
    )
    page.go_back()
    expect(page.locator(".count")).to_have_text(every)
    assert page.evaluate("window.isSamePage") is True


def test_the_list_changes_its_title_with_its_content(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/fr/communiques-de-presse/")
    before = page.title()
    page.select_option(".filters select[name=hospital]", "cochin")
    expect(page.locator(".chips")).to_contain_text("Cochin")
    expect(page).not_to_have_title(before)


def test_a_value_that_was_put_right_is_not_told_to_be_wrong_any_more(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/fr/communiques-de-presse/?from=x")
    field = page.locator("input[name=from]")
    expect(field).to_have_accessible_description("« Du » : cette valeur est inconnue et n’a pas été retenue.")
    page.evaluate("window.isSamePage = true")
    field.fill("2026-01-02")
    expect(page.locator(".chips a").first).to_be_visible()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("")
    assert page.evaluate("window.isSamePage") is True


def test_a_release_is_taken_away_with_a_click(live_site: str, browser: Browser) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_site)
    page = context.new_page()
    page.goto(live_site + PAGES["release"]["fr"])
    clipboard = "navigator.clipboard.readText()"
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".tools__done")).to_have_text("Copié.")
    assert page.evaluate(clipboard).endswith("/fr/communiques-de-presse/complet/")
    page.get_by_role("button", name="Copier la citation").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('Vaumarin'))")
    assert page.evaluate(clipboard).startswith("«\u202fNous gagnons des heures\u202f»\n– Pr\u00a0É. Vaumarin")
    assert re.search(r"\n\(AP-HP, CP-\d{4}-\d{3}, Paris, le .*\)$", page.evaluate(clipboard))
    page.get_by_role("button", name="Copier le texte").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('Le protocole'))")
    plain = context.request.get(f"{live_site}{PAGES['release']['fr']}texte/").text()
    assert page.evaluate(clipboard) == plain.strip()
    page.route("**/texte/", lambda route: route.abort())
    page.get_by_role("button", name="Copier le texte").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => !text.startsWith('AP-HP'))")
    text = page.evaluate(clipboard)
    assert "Le protocole" in text and "Copier" not in text and "Télécharger" not in text
    context.close()
