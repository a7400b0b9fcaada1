"""Errors of forms are found, heard and put right: each is tied to its field, the summary leads there."""

import pytest
from playwright.sync_api import Page, expect

from . import reaching
from .conftest import Shown
from .pages import PAGES

pytestmark = pytest.mark.browser

# Fields whose error nobody hears: not said to be wrong, or described by nothing that is there.
UNTIED = """() => {
  const fields = [...document.querySelectorAll("[aria-invalid=true], .field--wrong :is(input, select, textarea)")];
  const isHeard = (field) => (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
      .some((id) => id.endsWith("_error") && document.getElementById(id)?.textContent.trim());
  const described = [...document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")];
  const isLost = (element) => ["aria-describedby", "aria-labelledby", "aria-controls"].some((name) =>
      (element.getAttribute(name) ?? "").split(" ").some((id) => id && !document.getElementById(id)));
  return [...fields.filter((field) => field.getAttribute("aria-invalid") !== "true" || !isHeard(field)),
          ...described.filter(isLost)].map((element) => element.outerHTML.slice(0, 160));
}"""
WRONG = {
    "filtered": 1,
    "filters-open": 1,
    "directory-found-nothing": 1,
    "report-with-errors": 2,
    "report-open-too-long": 2,
    "request-with-errors": 8,
    "comment-refused": 1,
}


def test_every_error_is_tied_to_its_field(shown: Shown) -> None:
    assert shown.page.evaluate(UNTIED) == []
    assert shown.page.locator("[aria-invalid=true]").count() == WRONG.get(shown.name, 0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_summary_leads_to_each_field_and_the_field_says_its_error(
    live_site, page: Page, language
) -> None:
    page.goto(live_site + PAGES["report"][language])
    reaching.send_what_is_wrong(page)
    assert page.title().startswith({"fr": "Erreur : ", "en": "Error: "}[language])
    links = page.locator(".error-summary a")
    assert links.count() == 2
    for name, link in zip(("message", "email"), links.all(), strict=True):
        error = page.locator(f"#id_{name}_error")
        assert error.inner_text().strip() in link.inner_text()
        link.focus()
        page.keyboard.press("Enter")
        field = page.locator(f"[name={name}]")
        expect(field).to_be_focused()
        heard = f"{page.locator(f'#id_{name}_helptext').inner_text()} {error.inner_text()}"
        expect(field).to_have_accessible_description(heard)


def test_a_journalist_asks_is_told_what_is_missing_and_reads_the_number(live_site, page: Page) -> None:
    page.goto(live_site + PAGES["press-request"]["fr"])
    reaching.ask_in_too_few_words(page)
    for name in ("kind", "subject", "message", "due_at", "name", "outlet", "email", "phone"):
        expect(page.locator(f"form.form [name={name}]")).to_have_attribute("aria-invalid", "true")
    page.select_option("form.form [name=kind]", "interview")
    words = {
        "subject": "Le cœur à l’effort",
        "message": "Dix minutes au téléphone suffiraient.",
        "due_at": "2030-01-15T18:30",
        "name": "Léa Marchand",
        "outlet": "Radio Exemple",
        "email": "lea@example.org",
        "phone": "01 40 27 30 00",
    }
    for name, text in words.items():
        page.fill(f"form.form [name={name}]", text)
    page.click("form.form button")
    expect(page.locator("h1")).to_contain_text("Demande DP-")
    expect(page.locator("main")).to_contain_text("15 janvier 2030")
