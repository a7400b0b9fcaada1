"""WCAG 2.2 as a browser sees it: every kind of page, each language, each colour scheme, no rule muted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .pages import PAGES

pytestmark = pytest.mark.browser

# Every rule once, also the one of WCAG 2.2 that is off by itself; the other scheme only changes colours.
AXE_OPTIONS = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}

every_page = pytest.mark.parametrize("name", PAGES)
each_language = pytest.mark.parametrize("language", ["fr", "en"])


@every_page
@each_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(live_site: str, page: Page, name: str, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(live_site + PAGES[name][language])
    found = Axe().run(page, options=AXE_OPTIONS[scheme])
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_a_form_with_errors(live_site: str, page: Page) -> None:
    for language in ("fr", "en"):
        page.goto(live_site + PAGES["report"][language])
        page.fill("textarea[name=message]", "court")
        page.click("form.form button")
        expect(page.locator(".error-summary")).to_be_visible()
        found = Axe().run(page, options=AXE_OPTIONS["light"])
        assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_with_the_menu_open_on_a_phone(live_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for language in ("fr", "en"):
        page.goto(live_site + PAGES["home"][language])
        page.click(".menu summary")
        expect(page.locator(".menu a").first).to_be_visible()
        found = Axe().run(page, options=AXE_OPTIONS["light"])
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", ["home", "filtered", "release", "hospitals", "report"])
def test_axe_finds_nothing_in_forced_colours(live_site: str, page: Page, name: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(live_site + PAGES[name]["fr"])
    found = Axe().run(page, options=AXE_OPTIONS["light"])
    assert found.violations_count == 0, found.generate_report()


@every_page
@each_language
def test_page_needs_no_sideways_scrolling_at_320_pixels(
    live_site: str, page: Page, name: str, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_site + PAGES[name][language])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_page
def test_page_needs_no_sideways_scrolling_with_text_twice_as_large(
    live_site: str, page: Page, name: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_site + PAGES[name]["fr"])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@every_page
def test_page_breaks_no_policy_and_calls_nobody_else(live_site: str, page: Page, name: str) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(live_site + PAGES[name]["fr"])
    assert [url for url in asked if not url.startswith((live_site, "data:"))] == []
    assert [text for text in complaints if "404" not in text] == []
    assert page.context.cookies() == []


def test_first_tab_reaches_the_skip_link_and_enter_the_content(live_site: str, page: Page) -> None:
    page.goto(f"{live_site}/fr/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_menu_opens_by_keyboard_on_a_phone(live_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_site}/fr/")
    entry = page.locator(".menu a").first
    expect(entry).to_be_hidden()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()


def test_menu_is_open_on_a_wide_screen(live_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_site}/fr/")
    expect(page.locator(".menu a").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_works_without_scripts(live_site: str, browser, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{live_site}/fr/")
    page.select_option("#hospital-selector", "necker")
    page.click(".selector button")
    expect(page).to_have_url(f"{live_site}/fr/hopitaux/necker/")
    page.click(".languages a[hreflang=en]")
    expect(page).to_have_url(f"{live_site}/en/hospitals/necker/")
    page.goto(f"{live_site}/en/search/")
    page.fill(".filters input[name=q]", "release")
    page.click(".filters button")
    expect(page.locator(".card").first).to_be_visible()
    context.close()


def test_printed_release_keeps_its_words_and_contacts_and_drops_the_rest(live_site: str, page: Page) -> None:
    page.goto(live_site + PAGES["release"]["fr"])
    page.emulate_media(media="print")
    for kept in (".wordmark", ".kicker", "h1", ".dateline", ".chapo", ".prose", ".contact >> nth=0"):
        expect(page.locator(kept).first).to_be_visible()
    for dropped in (".menu", ".languages", ".selector", ".neighbours", ".related", ".contact__now"):
        expect(page.locator(dropped).first).to_be_hidden()
    spelt_out = "getComputedStyle(document.querySelector('.prose a[href^=http]'), '::after').content"
    assert "example.org" in page.evaluate(spelt_out)
