"""Every control can be hit: 24 pixels, or room around it as WCAG 2.5.8 measures it. Links in a sentence apart."""

import pytest

from .conftest import Shown
from .states import WIDE

pytestmark = pytest.mark.browser

# A target is what receives the pointer: for a dot on a map its circle, which holds no square of 24 pixels.
SMALL = """() => {
  const LEAST = 24;
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
      .filter((one) => !one.closest(".field--trap") && !one.matches(".skip, .maps__skip"));
  const isInSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = block.cloneNode(true);
    around.querySelectorAll("a, button, svg").forEach((part) => part.remove());
    return /\\p{L}/u.test(around.textContent);
  };
  const targets = controls.map((one) => {
    const box = one.getBoundingClientRect();
    const isRound = one.matches(".map__place");
    const isSmall = isRound || Math.min(box.width, box.height) < LEAST - 0.01;
    return {one, box, isRound, isSmall, x: box.left + box.width / 2, y: box.top + box.height / 2};
  });
  const toBox = (x, y, box) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const toTarget = (from, to) => to.isRound
      ? Math.hypot(from.x - to.x, from.y - to.y) - to.box.width / 2 : toBox(from.x, from.y, to.box);
  const isCrowded = (from) => targets.some((to) => {
    if (to === from || from.one.contains(to.one) || to.one.contains(from.one)) return false;
    const isTouched = toTarget(from, to) < LEAST / 2 - 0.01;
    return isTouched || (to.isSmall && Math.hypot(from.x - to.x, from.y - to.y) < LEAST - 0.01);
  });
  return targets.filter((one) => one.isSmall && !isInSentence(one.one) && isCrowded(one))
      .map(({one, box}) => `${box.width.toFixed(1)} × ${box.height.toFixed(1)}: ${one.outerHTML.slice(0, 120)}`);
}"""


def test_every_control_is_large_enough(shown: Shown) -> None:
    """At the narrowest window, at both edges where columns are narrowest, and at the widest."""
    small = {}
    for width in (320, 768, 992, WIDE):
        shown.widen(width)
        small[width] = shown.page.evaluate(SMALL)
    assert {width: found for width, found in small.items() if found} == {}
