"""The whole site by keyboard: everything is reached, in order, seen, uncovered, and left again."""

import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from .pages import EACH, PAGES

pytestmark = pytest.mark.browser

# Marks what can be focused, in the order of the document; returns how many there are.
MARK = """() => {
  const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const isReachable = (element) => element.checkVisibility({visibilityProperty: true})
      && !element.disabled && element.type !== "hidden" && element.tabIndex >= 0;
  const found = [...document.querySelectorAll(all)].filter(isReachable);
  found.forEach((element, index) => { element.dataset.stop = index; });
  return found.length;
}"""
# Where the focus is, and whether it can be seen there: {stop, isSeen, what}.
WHERE = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element.dataset.stop === undefined) return null;
  const box = element.getBoundingClientRect();
  const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(
      ([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const isSeen = points.some((top) => top && (element.contains(top) || element === top.closest("a, label")));
  return {stop: Number(element.dataset.stop), isSeen: isInView && isSeen,
          what: element.outerHTML.slice(0, 120)};
}"""


def walk(page: Page) -> list[dict]:
    """The stops of the Tab key from the top of the page to where the page is left."""
    count, stops, steps = page.evaluate(MARK), [], 0
    while steps < 6 * count + 10:  # a date field alone has four stops inside
        page.keyboard.press("Tab")
        steps += 1
        where = page.evaluate(WHERE)
        if where is None and stops:
            return stops
        if where and (not stops or stops[-1]["stop"] != where["stop"]):
            if stops and where["stop"] == stops[0]["stop"]:
                return stops
            stops.append(where)
    pytest.fail(f"the focus never leaves the page: {stops[-3:]}")


@pytest.mark.parametrize(("name", "language"), EACH, ids=[f"{name}-{language}" for name, language in EACH])
def test_everything_is_reached_in_order_seen_and_left(
    live_site: str, page: Page, name: str, language: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_site + PAGES[name][language])
    count = page.evaluate(MARK)
    stops = walk(page)
    assert [stop["stop"] for stop in stops] == list(range(count))
    assert [stop["what"] for stop in stops if not stop["isSeen"]] == []


KINDS = """() => {
  const kinds = new Map();
  for (const element of document.querySelectorAll("[data-stop]")) {
    const kind = [element.tagName, element.className?.baseVal ?? element.className, element.parentElement.className].join(" ");
    if (!kinds.has(kind)) kinds.set(kind, Number(element.dataset.stop));
  }
  return [...kinds];
}"""


def _picture(page: Page, stop: int) -> Image.Image:
    box = page.locator(f"[data-stop='{stop}']").bounding_box()
    edge = 12
    clip = {
        "x": max(box["x"] - edge, 0),
        "y": max(box["y"] - edge, 0),
        "width": box["width"] + 2 * edge,
        "height": box["height"] + 2 * edge,
    }
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "filtered", "release", "hospitals", "report"])
def test_the_focus_is_seen_on_every_kind_of_control(
    live_site: str, page: Page, name: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(live_site + PAGES[name]["fr"])
    page.evaluate(MARK)
    page.keyboard.press("Tab")  # from now on the browser shows the focus
    unseen = []
    for kind, stop in page.evaluate(KINDS):
        control = page.locator(f"[data-stop='{stop}']")
        control.evaluate("element => { element.scrollIntoView({block: 'center'}); element.focus(); }")
        focused = _picture(page, stop)
        control.evaluate("element => element.blur()")
        difference = ImageChops.difference(focused, _picture(page, stop))
        changed = sum(difference.histogram()[48:])  # pixels that changed by a fifth or more
        if changed < 40:
            unseen.append((kind, changed))
    assert unseen == []
