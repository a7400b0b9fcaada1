"""With scripts off every page keeps its words and everything on it works: links, forms, folds."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Shown, open_state
from .pages import PAGES
from .states import ONCE, STATES

pytestmark = pytest.mark.browser

# Controls that do nothing by themselves. A link leads somewhere, a button sends a form, a field stands in one.
DEAD = """() => [...document.querySelectorAll("a, button, input, select, textarea")].filter((one) => {
  if (!one.checkVisibility({visibilityProperty: true})) return false;
  if (one.localName === "a") return !one.getAttribute("href")
      || (one.hash && one.pathname === location.pathname && !document.getElementById(one.hash.slice(1)));
  return !one.form || !one.form.method || (one.tagName === "BUTTON" && one.type !== "submit")
      || !one.form.querySelector("button[type=submit], button:not([type])");
}).map((one) => one.outerHTML.slice(0, 120))"""
WORDS = """() => [...document.querySelectorAll("main p, main h1, main h2, main h3, main li, main dd, main th, main td")]
    .filter((one) => one.checkVisibility()).map((one) => one.innerText.trim()).filter(Boolean).sort()"""

WITHOUT_SCRIPT = [state for state in ONCE if not STATES[state[0]].needs_script]


@pytest.fixture
def scriptless(shown: Shown, browser: Browser):
    """The state that `shown` shows, as a browser without scripts shows it."""
    yield from open_state(browser, shown.site, shown.name, shown.language, java_script_enabled=False)


@pytest.mark.parametrize("opened", WITHOUT_SCRIPT, ids="-".join, indirect=True)
def test_page_keeps_its_words_and_no_control_is_dead(shown: Shown, scriptless: Shown) -> None:
    assert scriptless.page.evaluate(DEAD) == []
    kept = scriptless.page.evaluate(WORDS)
    lost = [words for words in shown.page.evaluate(WORDS) if words not in kept]
    assert [words for words in lost if not words.startswith(("Cop", "Imprimer", "Print"))] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_selector_language_and_search_work(live_site: str, browser: Browser, width: int) -> None:
    page = _page(browser, width)
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
    page.context.close()


def test_the_list_works(live_site: str, browser: Browser) -> None:
    page = _page(browser, 360)
    page.goto(f"{live_site}/fr/")
    page.click(".menu summary")
    page.click(".menu__list a[href='/fr/communiques-de-presse/']")
    page.click("a[rel=next]")
    expect(page).to_have_url(f"{live_site}/fr/communiques-de-presse/?page=2")
    page.click(".filters summary")
    page.select_option(".filters select[name=hospital]", "cochin")
    page.click(".filters__words button")
    expect(page.locator(".chips a").first).to_be_visible()
    page.locator(".chips a").first.click()
    expect(page).to_have_url(f"{live_site}/fr/communiques-de-presse/")
    page.goto(live_site + PAGES["release"]["fr"])
    expect(page.locator(".tools a").first).to_be_visible()
    expect(page.locator(".tools button").first).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_problem_is_reported(live_site: str, browser: Browser, language: str) -> None:
    """With its error first, each tied to its field, which a link leads to."""
    page = _page(browser, 360)
    page.goto(live_site + PAGES["report"][language])
    page.fill("textarea[name=message]", "court")
    page.click("form.form button")
    expect(page.locator("#id_message_error")).to_be_visible()
    page.fill("textarea[name=message]", "Le lien ne mène nulle part.")
    page.click("form.form button")
    expect(page).to_have_url(f"{live_site}{PAGES['report'][language]}?sent=1")
    expect(page.locator("main [role=status]")).to_be_visible()
    page.context.close()


def _page(browser: Browser, width: int) -> Page:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    return context.new_page()
