"""Nothing jumps while a page comes, and a title that is followed is carried over to its release."""

import pytest
from playwright.sync_api import Page, Route, expect

from .pages import PAGES

pytestmark = pytest.mark.browser

ROOM = PAGES["press-room"]["fr"]
SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, entry) => sum + (entry.hadRecentInput ? 0 : entry.value), 0),
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 200))"""
TELL = """addEventListener("pageswap", () => {
  const carried = [...document.querySelectorAll("[style*=view-transition-name]")];
  sessionStorage.carried = carried.map((title) => title.textContent.trim()).join();
})"""
PAINTED = "new Promise((done) => new PerformanceObserver(done).observe({type: 'paint', buffered: true})).then(() => true)"
# Far below 0.1, which counts as still: on a busy machine the font may come after the first paint, and its stand-in
# takes the same room but for a hair's breadth.
NOTICED = 0.02
FONT_IS_THERE = "document.fonts.load('16px Newsreader').then((faces) => faces.length > 0)"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps(live_site: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    shifts = {}
    for name in PAGES:
        page.goto(live_site + PAGES[name]["fr"])
        assert page.evaluate(FONT_IS_THERE)
        shifts[name] = page.evaluate(SHIFTS)
    assert {name: shift for name, shift in shifts.items() if shift >= NOTICED} == {}


@pytest.mark.parametrize("name", ["home", "release"])
def test_a_font_that_comes_late_moves_next_to_nothing(live_site: str, page: Page, name: str) -> None:
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_site + PAGES[name]["fr"], wait_until="commit")
    assert page.evaluate(PAINTED)
    page.unroute("**/*.woff2")  # those that were held go on, later ones are not held
    page.wait_for_load_state()
    assert page.evaluate(FONT_IS_THERE)
    shift = page.evaluate(SHIFTS)
    assert held and shift < NOTICED


def test_title_is_carried_from_the_list_to_the_release_and_back(live_site: str, page: Page) -> None:
    page.goto(live_site + ROOM)
    page.evaluate(TELL)
    link = page.locator(".card__title a").first
    title = link.inner_text().strip()
    link.click()
    expect(page.locator("h1")).to_have_css("view-transition-name", "release-title")
    assert page.evaluate("sessionStorage.carried") == title
    page.go_back()
    expect(page.locator(".card__title").first).to_have_css("view-transition-name", "none")
