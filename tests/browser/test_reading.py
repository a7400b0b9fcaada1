"""What axe cannot see: motion, the language of passages, titles, orientation, who is asked for what."""

from collections import defaultdict

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from . import passages
from .conftest import Shown
from .pages import PAGES

pytestmark = pytest.mark.browser

# Whatever moves, or would: running, or waiting for a hand. Pseudo-elements too.
MOVING = """() => {
  const parts = [undefined, "::before", "::after", "::marker", "::details-content", "::backdrop"];
  const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
  const moves = (style) => seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth"
      || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01);
  const found = [...document.querySelectorAll("*")].filter((element) =>
      parts.some((part) => moves(getComputedStyle(element, part)))
      || element.matches("marquee, blink, [autoplay], img[src$='.gif' i]"));
  const running = document.getAnimations().map((animation) => animation.effect.target);
  return [...found, ...running].map((element) => element.outerHTML.slice(0, 80));
}"""
# Rules of all style sheets that hold now, imports and conditions followed: those of a kind.
RULES = """(kind) => {
  const inside = (rule) => rule.styleSheet ? [...rule.styleSheet.cssRules] : [...(rule.cssRules ?? [])];
  const holds = (rule) => !rule.media || matchMedia(rule.media.mediaText).matches;
  const all = (rules) => rules.flatMap((rule) => holds(rule) ? [rule, ...all(inside(rule))] : []);
  const rules = all([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]));
  return rules.filter((rule) => rule.cssText.startsWith(kind)).map((rule) => rule.cssText.slice(0, 80));
}"""
ORIENTED = """() => {
  const inside = (rule) => [...(rule.styleSheet?.cssRules ?? rule.cssRules ?? [])];
  const all = (rules) => rules.flatMap((rule) => [rule, ...all(inside(rule))]);
  const rules = all([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]));
  return rules.map((rule) => rule.media?.mediaText ?? "").filter((text) => text.includes("orientation"));
}"""


def test_nothing_moves_for_those_who_ask_for_rest(shown: Shown) -> None:
    shown.page.emulate_media(reduced_motion="reduce")
    assert shown.page.evaluate(MOVING) == []
    assert shown.page.evaluate(RULES, "@view-transition") == []


def test_others_see_pages_glide(live_site: str, page: Page) -> None:
    """Or the test above would have nothing to find."""
    page.goto(f"{live_site}/fr/")
    assert page.evaluate(MOVING) and page.evaluate(RULES, "@view-transition")


@pytest.mark.parametrize(("wish", "glides"), [("reduce", False), ("no-preference", True)])
def test_a_page_replaces_another_as_the_reader_wishes(live_site, page: Page, wish, glides) -> None:
    page.emulate_media(reduced_motion=wish)
    page.add_init_script(
        "addEventListener('pagereveal', (event) => { window.glided = !!event.viewTransition; });"
    )
    page.goto(f"{live_site}/fr/")
    page.click(".menu__list a >> nth=2")
    expect(page).to_have_url(f"{live_site}/fr/communiques-de-presse/")
    page.wait_for_function("window.glided !== undefined")
    assert page.evaluate("window.glided") is glides


def test_no_page_wants_the_screen_one_way_round(shown: Shown) -> None:
    assert shown.page.evaluate(ORIENTED) == []


@pytest.fixture(scope="package")
def known_passages(live_site: str) -> dict[str, str]:
    return passages.known()


def test_each_passage_says_in_which_language_it_is(shown: Shown, known_passages: dict[str, str]) -> None:
    assert passages.unmarked(shown.page.evaluate(passages.READ), known_passages) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_has_a_title_of_its_own(live_site: str, page: Page, language: str) -> None:
    names = defaultdict(list)
    for name, addresses in PAGES.items():
        soup = BeautifulSoup(page.request.get(live_site + addresses[language]).body(), "html.parser")
        names[soup.title.get_text(strip=True)].append(name)
    assert [same for same in names.values() if len(same) > 1] == []


def test_page_has_one_heading_and_no_image_without_alternative(shown: Shown) -> None:
    assert shown.page.locator("h1").count() == 1
    assert shown.page.locator("img:not([alt])").count() == 0


def test_page_breaks_no_policy_and_calls_nobody_else(shown: Shown) -> None:
    outside = [url for url in shown.asked if not url.startswith((shown.site, "data:", "about:"))]
    assert (outside, shown.missed, shown.complaints) == ([], [], [])
    assert shown.page.context.cookies() == []
