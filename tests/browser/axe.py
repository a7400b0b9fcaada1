"""axe-core with every rule of WCAG up to AA, its best practices and its experiments: none is muted.

Off by itself, and turned on here: target-size. Left as axe ships them: level AAA (contrast of 7:1, links of one
name) and rules that axe has given up.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {"resultTypes": ["violations", "incomplete"], "rules": {"target-size": {"enabled": True}}}
# What axe could not decide counts as found, but for what it can never decide.
UNDECIDABLE = ["hidden-content", "css-orientation-lock"]
RUN = """async ([options, undecidable]) => {
  const told = (results, kind) => results.flatMap((rule) => rule.nodes.map((node) =>
      `${kind} ${rule.id}: ${node.html.slice(0, 160)} | ${[...node.any, ...node.all, ...node.none]
          .map((check) => check.message).join(" ")}`));
  const found = await axe.run(document, options);
  const doubtful = found.incomplete.filter((rule) => !undecidable.includes(rule.id));
  return [...told(found.violations, "wrong"), ...told(doubtful, "undecided")];
}"""


def findings(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, [OPTIONS, UNDECIDABLE])
