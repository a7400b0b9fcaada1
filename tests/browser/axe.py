"""axe-core with every rule of WCAG up to AA, its best practices and its experiments: none is muted.

Off by itself, and turned on here: target-size. Left as axe ships them: level AAA (contrast of 7:1, links of one
name) and rules that axe has given up.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "rules": {"target-size": {"enabled": True}},
    "preload": False,  # it would fetch each style sheet again at each run, for the rule on orientation alone
}
# What axe could not decide counts as found, but for contrast, which is then measured here, and for what no
# machine decides: states show what is hidden, films are silent with their transcript beside them; orientation
# is read from the style sheets in test_reading.py.
UNDECIDABLE = ["hidden-content", "css-orientation-lock", "video-caption"]
RUN = """async ([options, undecidable]) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const isOpaque = (colour) => parts(colour).length < 4 || parts(colour)[3] === 1;
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return isOpaque(colour) || !element.parentElement ? colour : ground(element.parentElement);
  };
  const contrast = (element) => {
    const mark = element.closest(".map__place")?.querySelector("circle");
    const ink = getComputedStyle(element)[mark ? "fill" : "color"];
    const pair = [ink, mark ? getComputedStyle(mark).fill : ground(element)].map(light);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const isContrasted = (rule, node) =>
      rule.id === "color-contrast" && contrast(document.querySelector(node.target[0])) >= 4.5;
  const told = (rule, node, kind) => `${kind} ${rule.id}: ${node.html.slice(0, 160)} | ${
      [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ")}`;
  const found = await axe.run(document, options);
  const doubtful = found.incomplete.filter((rule) => !undecidable.includes(rule.id));
  return [
    ...found.violations.flatMap((rule) => rule.nodes.map((node) => told(rule, node, "wrong"))),
    ...doubtful.flatMap((rule) => rule.nodes.filter((node) => !isContrasted(rule, node))
        .map((node) => told(rule, node, "undecided"))),
  ];
}"""


def findings(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, [OPTIONS, UNDECIDABLE])
