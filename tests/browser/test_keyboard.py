"""Every page by keyboard: everything is reached, in the order in which it is read, seen, uncovered, and left again."""

import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from .conftest import Shown
from .states import EACH, IDS_ONCE, ONCE, SCHEMES, WIDE

pytestmark = pytest.mark.browser

WITHOUT_HEADER = {"bad-request", "fault", "maintenance"}  # they have nothing to skip
WITH_HEADER = [state for state in EACH if state[0] not in WITHOUT_HEADER]

# Marks what can be focused, in the order of the document; returns how many there are.
MARK = """() => {
  const all = "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']";
  const isReachable = (element) => element.checkVisibility({visibilityProperty: true})
      && !element.disabled && element.type !== "hidden" && element.tabIndex >= 0;
  document.querySelectorAll("[data-stop]").forEach((element) => delete element.dataset.stop);
  const found = [...document.querySelectorAll(all)].filter(isReachable);
  found.forEach((element, index) => { element.dataset.stop = index; });
  return found.length;
}"""
# Where the focus is, and whether it can be seen there: {stop, isSeen, what}.
WHERE = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element.dataset.stop === undefined) return null;
  const points = [...element.getClientRects()].flatMap((box) => [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(
      ([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
  const isSeen = points.some((top) => top && (element.contains(top) || element === top.closest("a, label")));
  return {stop: Number(element.dataset.stop), isSeen, what: element.outerHTML.slice(0, 120)};
}"""
# In each row or grid the parts that hold stops are read as they are written: from the top, from the left.
OUT_OF_ORDER = """() => [...document.querySelectorAll("body, body *")].flatMap((holder) => {
  if (!/flex|grid/.test(getComputedStyle(holder).display)) return [];
  const parts = [...holder.children].filter((part) => part.matches("[data-stop]") || part.querySelector("[data-stop]"));
  const boxes = parts.map((part) => part.getBoundingClientRect());
  return parts.slice(1).filter((_part, index) => {
    const [before, after] = [boxes[index], boxes[index + 1]];
    const isAbove = after.bottom <= before.top + 1;
    const isLeft = after.right <= before.left + 1 && after.top < before.bottom && before.top < after.bottom;
    return isAbove || isLeft;
  }).map((part) => part.outerHTML.slice(0, 120));
})"""


def walk(page: Page, key: str = "Tab") -> list[dict]:
    """The stops of the Tab key from where the focus is to where the page is left."""
    count, stops, steps = page.locator("[data-stop]").count(), [], 0
    while steps < 6 * count + 20:  # a date field alone has four stops inside, a film more
        page.keyboard.press(key)
        steps += 1
        where = page.evaluate(WHERE)
        if where is None and stops:
            return stops
        if where and (not stops or stops[-1]["stop"] != where["stop"]):
            if stops and where["stop"] == stops[0]["stop"]:
                return stops
            stops.append(where)
    pytest.fail(f"the focus never leaves the page: {stops[-3:]}")


@pytest.mark.parametrize("opened", ONCE, ids=IDS_ONCE, indirect=True)
@pytest.mark.parametrize("size", [(WIDE, 900), (320, 256)], ids=["wide", "magnified"])
def test_everything_is_reached_in_order_seen_and_left(shown: Shown, size: tuple[int, int]) -> None:
    """The second size is a window of 1280 × 1024 at 400 %."""
    shown.widen(*size)
    count = shown.page.evaluate(MARK)
    assert shown.page.evaluate(OUT_OF_ORDER) == []
    stops = walk(shown.page)
    assert [stop["stop"] for stop in stops] == list(range(count))
    assert [stop["what"] for stop in stops if not stop["isSeen"]] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_way_back_is_the_way_there(live_site: str, page: Page, language: str) -> None:
    page.goto(f"{live_site}/{language}/")
    count = page.evaluate(MARK)
    page.locator(f"[data-stop='{count - 1}']").focus()
    stops = walk(page, "Shift+Tab")
    assert [stop["stop"] for stop in stops] == list(reversed(range(count - 1)))


# One control of each kind: by its own classes, those around it and what lies under it.
KINDS = """() => {
  const classes = (element) => element ? `${element.tagName}.${element.className.baseVal ?? element.className}` : "";
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return colour !== "rgba(0, 0, 0, 0)" || !element.parentElement ? colour : ground(element.parentElement);
  };
  const kinds = new Map();
  for (const element of document.querySelectorAll("[data-stop]")) {
    const around = [element, element.parentElement, element.parentElement.parentElement].map(classes);
    const kind = [...around, ground(element)].join(" ");
    if (!kinds.has(kind)) kinds.set(kind, Number(element.dataset.stop));
  }
  return [...kinds];
}"""
EDGE = 12  # pixels around a control that its ring may take
seen: set[tuple[str, str]] = set()  # (scheme, kind) that this process has seen already, on another page


def _picture(page: Page, box: dict) -> Image.Image:
    clip = {
        "x": max(box["x"] - EDGE, 0),
        "y": max(box["y"] - EDGE, 0),
        "width": box["width"] + 2 * EDGE,
        "height": box["height"] + 2 * EDGE,
    }
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L")


def _changed_pixels(page: Page, stop: int) -> int:
    """How many pixels change by a fifth or more when the control has the focus."""
    control = page.locator(f"[data-stop='{stop}']")
    control.evaluate("element => { element.scrollIntoView({block: 'center'}); element.focus(); }")
    box = control.bounding_box()
    focused = _picture(page, box)
    control.evaluate("element => element.blur()")
    return sum(ImageChops.difference(focused, _picture(page, box)).histogram()[51:])


@pytest.mark.parametrize("opened", ONCE, ids=IDS_ONCE, indirect=True)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_is_seen_on_every_kind_of_control(shown: Shown, scheme: str) -> None:
    """Pixels with and without the focus: as many change as a line around a small control has."""
    shown.colour(scheme)
    shown.page.evaluate(MARK)
    shown.page.keyboard.press("Tab")  # from now on the browser shows the focus
    unseen = []
    for kind, stop in shown.page.evaluate(KINDS):
        if (scheme, kind) in seen:
            continue
        if (changed := _changed_pixels(shown.page, stop)) < 75:
            unseen.append((kind, changed))
        else:
            seen.add((scheme, kind))
    assert unseen == []


@pytest.mark.parametrize("opened", WITH_HEADER, ids="-".join, indirect=True)
def test_first_tab_reaches_the_skip_link_and_enter_the_content(shown: Shown) -> None:
    shown.page.keyboard.press("Tab")
    skip = shown.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    shown.page.keyboard.press("Enter")
    expect(shown.page.locator("main")).to_be_focused()
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("!document.activeElement.closest('body > header')")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_maps_can_be_skipped_as_well(live_site: str, page: Page, language: str) -> None:
    page.goto(live_site + {"fr": "/fr/hopitaux/", "en": "/en/hospitals/"}[language])
    skip = page.locator(".maps__skip")
    skip.focus()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".groups a").first).to_be_focused()


def test_menu_opens_and_closes_by_keyboard_on_a_phone(live_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_site}/fr/")
    entry = page.locator(".menu a").first
    expect(entry).to_be_hidden()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(entry).to_be_hidden()


def test_menu_is_open_on_a_wide_screen(live_site: str, page: Page) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(f"{live_site}/fr/")
    expect(page.locator(".menu a").first).to_be_visible()
