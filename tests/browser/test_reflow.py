"""Small windows, large letters, wide spacing: nothing leaves the window, nothing is cut, nothing covers anything."""

import pytest

from .conftest import Shown
from .states import PHONE, WIDE

pytestmark = pytest.mark.browser

WIDTH = "document.documentElement.scrollWidth"
# What stands outside the window without being in something that scrolls by itself, as a wide table may.
BEYOND = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect();
  const isMeantToBe = element.closest(".visually-hidden, .field--trap, .table, svg, .maps__skip");
  return box.width && element.checkVisibility() && !isMeantToBe && (box.right > innerWidth + 1 || box.left < -1);
}).map((element) => element.outerHTML.slice(0, 120))"""
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""  # WCAG 1.4.12; a sheet made by a script is not forbidden by the policy, a <style> would be
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const isText = element.textContent.trim() && !element.closest(".visually-hidden, .field--trap, svg, select, textarea, .table");
  const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  return isText && isCut && style.display !== "inline" && element.checkVisibility();
}).map((element) => element.outerHTML.slice(0, 120))"""


def test_page_needs_no_sideways_scrolling_at_320_pixels(shown: Shown) -> None:
    """Which is a window of 1280 × 1024 at 400 % as well."""
    shown.widen(320, 256)
    assert shown.page.evaluate(WIDTH) <= 320
    assert shown.page.evaluate(BEYOND) == []


def test_page_needs_no_sideways_scrolling_with_text_twice_as_large(shown: Shown) -> None:
    shown.widen(WIDE)
    shown.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert shown.page.evaluate(WIDTH) <= WIDE
    assert shown.page.evaluate(BEYOND) == []


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_wider_spacing_cuts_nothing(shown: Shown, width: int) -> None:
    shown.widen(width)
    shown.page.evaluate(SPACING)
    assert shown.page.evaluate(WIDTH) <= width
    assert shown.page.evaluate(CUT) == []
