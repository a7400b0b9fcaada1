"""A printed release is a press release: wordmark, kind, date, words, contacts, links spelt out; no furniture."""

import pytest
from playwright.sync_api import Page, expect

from . import personal
from .pages import PAGES

pytestmark = pytest.mark.browser

FURNITURE = (
    ".menu",
    ".selector",
    ".languages",
    ".tools",
    ".skip",
    ".related",
    ".neighbours",
    ".colophon nav",
)
AFTER = "link => getComputedStyle(link, '::after').content"


@pytest.fixture
def paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_keeps_its_words_and_leaves_the_furniture(live_site: str, paper: Page, language: str) -> None:
    paper.goto(live_site + PAGES["release"][language])
    for kept in (
        ".masthead__name, .masthead a",
        "h1",
        ".kicker",
        ".dateline",
        ".chapo",
        ".prose",
        ".contact",
    ):
        expect(paper.locator(kept).first).to_be_visible()
    assert paper.locator(", ".join(FURNITURE)).count()
    for row in paper.locator(", ".join(FURNITURE)).all():
        expect(row).to_be_hidden()


def test_the_addresses_of_links_are_spelt_out(live_site: str, paper: Page) -> None:
    paper.goto(live_site + PAGES["release"]["fr"])
    links = paper.locator(".prose a[href^='http']").all()
    assert links
    for link in links:
        assert link.get_attribute("href") in link.evaluate(AFTER)


def test_each_page_under_embargo_bears_the_reader_s_name(live_site: str, paper: Page) -> None:
    paper.goto(live_site + personal.addresses("embargo")["fr"])
    mark = paper.locator(".embargo-mark")
    expect(mark).to_have_css("position", "fixed")  # what is fixed is printed on every page
    expect(mark).to_contain_text("Alix Moreau")
