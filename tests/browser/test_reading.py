"""What axe cannot see: spacing, motion, the language of passages, titles, and life without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .pages import EACH, PAGES

pytestmark = pytest.mark.browser

SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""  # WCAG 1.4.12
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  const isText = element.textContent.trim() && !element.closest(".visually-hidden, .field--trap, svg, select");
  const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  return hides && isText && isCut && style.display !== "inline";
}).map((element) => element.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const longest = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
  return Math.max(...longest) > 0.01;
}).map((element) => element.outerHTML.slice(0, 80))"""
# Words with French letters in an English page whose language is not said to be French. Names are names.
MUTE_FRENCH = """() => {
  const names = /Vaumarin|Aurèle|Solène|Hôtel-Dieu|Défenseur des droits/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.textContent.trim();
    const isFrench = /[éèêàçœùû«»]|\\b(Hôpital|Communiqué|Seulement)\\b/i.test(text) && !names.test(text);
    if (isFrench && node.parentElement.closest("[lang]").lang !== "fr") found.push(text.slice(0, 80));
  }
  return found;
}"""


def test_wider_spacing_cuts_nothing(live_site: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    cut = {}
    for name, language in EACH:
        page.goto(live_site + PAGES[name][language])
        page.add_style_tag(content=SPACING)
        wide = page.evaluate("document.documentElement.scrollWidth")
        cut[f"{name} {language}"] = page.evaluate(CUT) + ([f"{wide} px wide"] if wide > 360 else [])
    context.close()
    assert {name: found for name, found in cut.items() if found} == {}


def test_nothing_moves_for_those_who_ask_for_rest(live_site: str, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = {}
    for name in PAGES:
        page.goto(live_site + PAGES[name]["fr"])
        moving[name] = page.evaluate(MOVING)
    assert {name: found for name, found in moving.items() if found} == {}


def test_french_words_in_english_pages_say_that_they_are_french(live_site: str, page: Page) -> None:
    mute = {}
    for name in PAGES:
        page.goto(live_site + PAGES[name]["en"])
        mute[name] = page.evaluate(MUTE_FRENCH)
    assert {name: found for name, found in mute.items() if found} == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_has_a_title_of_its_own_and_one_heading(live_site: str, page: Page, language: str) -> None:
    same = {"unknown-hospital": "hospitals", "filtered": "press-room", "nothing-found": "press-room"}
    titles = {}
    for name in PAGES:
        page.goto(live_site + PAGES[name][language])
        assert page.locator("h1").count() == 1, name
        assert page.locator("img:not([alt])").count() == 0, name
        titles[name] = page.title()
    own = [title for name, title in titles.items() if name not in same]
    assert len(set(own)) == len(own)


def test_the_list_works_without_scripts(live_site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
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
    context.close()


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
    page.get_by_role("button", name="Copier le texte").click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('Le protocole'))")
    text = page.evaluate(clipboard)
    assert "Copier" not in text and "Télécharger" not in text
    context.close()
