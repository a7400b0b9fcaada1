"""Suggestions under a search field: with the keyboard, for a screen reader, with a finger, and without any script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .axe import findings
from .pages import PAGES

pytestmark = pytest.mark.browser
FIELD, OPTION = ".finder [name=q] >> nth=0", "[role=option]"


@pytest.fixture
def home(live_site: str, page: Page) -> Page:
    page.goto(live_site + PAGES["home"]["fr"])
    return page


def type_in(page: Page, words: str) -> None:
    page.locator(FIELD).press_sequentially(words)
    expect(page.locator(OPTION).first).to_be_visible()


def test_the_keyboard_goes_through_them_and_straight_to_a_page(live_site: str, home: Page):
    type_in(home, "cochin")
    field = home.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    first = home.locator(OPTION).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    address = first.get_attribute("href")
    field.press("Enter")
    expect(home).to_have_url(f"{live_site}{address}")


def test_enter_without_a_choice_searches_as_the_form_does(live_site: str, home: Page):
    type_in(home, "cochin")
    home.locator(FIELD).press("Enter")
    expect(home).to_have_url(f"{live_site}/fr/annuaire/?q=cochin")


def test_escape_closes_them_and_keeps_the_words(home: Page):
    type_in(home, "cochin")
    home.locator(FIELD).press("Escape")
    expect(home.locator(OPTION).first).to_be_hidden()
    expect(home.locator(FIELD)).to_have_value("cochin")
    expect(home.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_their_number_is_announced_and_so_is_that_there_are_none(home: Page):
    status = home.locator(".suggested [role=status] >> nth=0")
    type_in(home, "cochin")
    expect(status).to_contain_text("choisissez")
    home.locator(FIELD).fill("zzzkqjx wxwq")
    expect(status).to_have_text("Aucune suggestion")
    expect(home.locator(OPTION).first).to_be_hidden()


def test_they_close_when_the_field_is_left(home: Page):
    type_in(home, "cochin")
    home.locator(FIELD).press("Tab")
    expect(home.locator(OPTION).first).to_be_hidden()


def test_a_finger_chooses_one(live_site: str, browser: Browser):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(live_site + PAGES["home"]["en"])
    type_in(page, "cochin")
    address = page.locator(OPTION).first.get_attribute("href")
    page.locator(OPTION).first.tap()
    expect(page).to_have_url(f"{live_site}{address}")
    context.close()


def test_an_answer_that_comes_too_late_is_not_shown(home: Page):
    """The first answer is held until the field holds other words."""
    late = {"kind": "hospital", "label": "Trop tard", "detail": "", "url": "/fr/"}
    held = []
    home.route("**/suggestions/?q=co", lambda route: held.append(route))
    field = home.locator(FIELD)
    with home.expect_request("**/suggestions/?q=co"):
        field.fill("co")
    field.fill("necker")
    expect(home.locator(OPTION).first).to_be_visible()
    held[0].fulfill(json={"query": "co", "suggestions": [late]})
    home.evaluate("fetch('/fr/suggestions/?q=zz').then((answer) => answer.text())")  # a round trip later
    expect(home.locator(".suggestions >> nth=0")).to_contain_text("Necker")
    expect(home.locator(".suggestions >> nth=0")).not_to_contain_text("Trop tard")


def test_without_a_script_the_form_searches(live_site: str, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_site + PAGES["home"]["fr"])
    page.locator(FIELD).fill("cochin")
    page.locator(".finder button >> nth=0").click()
    expect(page).to_have_url(f"{live_site}/fr/annuaire/?q=cochin")
    assert page.locator(OPTION).count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible(live_site: str, browser: Browser, scheme: str):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(live_site + PAGES["home"]["en"])
    type_in(page, "car")
    page.locator(FIELD).press("ArrowDown")
    assert findings(page) == []
    context.close()
