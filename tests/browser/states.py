"""Every state that a reader can bring a page into, in both languages: what the browser tests walk through.

A new page is a line in pages.py; a new state of one is a line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import get_template
from playwright.sync_api import Page

from . import personal, reaching
from .pages import PAGES

WIDE, PHONE = 1280, 360
HEIGHT = 900
SCHEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


@dataclass(frozen=True)
class State:
    """`reach`: what a reader does at the address. `answer`: a page without an address, by its language."""

    addresses: dict[str, str]
    reach: Callable[[Page], None] | None = None
    answer: Callable[[str], str] | None = None
    width: int = WIDE
    needs_script: bool = False
    status: int = 200

    def show(self, page: Page, site: str, language: str) -> None:
        address = site + self.addresses[language]
        if self.answer:
            body, kind = self.answer(language), "text/html; charset=utf-8"
            page.route(address, lambda route: route.fulfill(status=self.status, body=body, content_type=kind))
        page.goto(address)
        if self.reach:
            self.reach(page)
        page.evaluate("document.fonts.ready")


def _file(name: str) -> dict:
    """A page that needs no database speaks both languages at once."""
    return {"addresses": {"fr": "/fr/statique/"}, "answer": lambda _language: get_template(name).render()}


def _without_address(answer: Callable[[str], str]) -> dict:
    return {"addresses": {"fr": "/fr/ici/", "en": "/en/here/"}, "answer": answer}


STATES = {name: State(addresses) for name, addresses in PAGES.items()} | {
    "menu-open": State(PAGES["home"], reaching.open_menu, width=PHONE),
    "filters-open": State(PAGES["filtered"], reaching.open_filters, width=PHONE),
    "search-filters-open": State(PAGES["search"], reaching.open_filters, width=PHONE),
    "transcript-open": State(PAGES["release"], reaching.open_transcript),
    "release-on-a-phone": State(PAGES["release"], width=PHONE),
    "agenda-on-a-phone": State(PAGES["agenda"], width=PHONE),
    "text-copied": State(PAGES["release"], reaching.copy_the_text, needs_script=True),
    "list-changed-in-place": State(PAGES["press-room"], reaching.filter_in_place, needs_script=True),
    "departments-open": State(PAGES["hospital"], reaching.open_departments, width=PHONE),
    "report-with-errors": State(PAGES["report"], reaching.send_what_is_wrong),
    "report-open-too-long": State(PAGES["report"], reaching.send_what_is_too_old),
    "request-with-errors": State(PAGES["press-request"], reaching.ask_in_too_few_words),
    "request-answered": State(personal.request_addresses()),
    "refused": State(PAGES["report"], reaching.send_from_elsewhere),
    "gone": State(**_without_address(reaching.gone), status=410),
    "preview": State(**_without_address(reaching.preview("brouillon"))),
    "embargo-preview": State(**_without_address(reaching.preview("sous-embargo"))),
    "withdrawn": State({"fr": "/fr/communiques-de-presse/retire/", "en": "/en/press-releases/taken-back/"}),
    "embargo-terms": State(personal.addresses("terms")),
    "under-embargo": State(personal.addresses("embargo")),
    "to-approve": State(personal.addresses("approval")),
    "comment-refused": State(personal.addresses("approval"), reaching.send_a_comment_that_is_too_long),
    "link-closed": State(personal.addresses("closed")),
    "alert-managed": State(personal.alert_addresses("manage")),
    "alert-to-stop": State(personal.alert_addresses("stop"), width=PHONE),
    "bad-request": State(**_file("400.html"), status=400),
    "fault": State(**_file("500.html"), status=500),
    "maintenance": State(**_file("503.html"), status=503),
}
EACH = [(name, language) for name, state in STATES.items() for language in state.addresses]
IDS = [f"{name}-{language}" for name, language in EACH]
# For what does not depend on the words: each state once, both languages in turn.
ONCE = [
    (name, sorted(state.addresses)[number % len(state.addresses)])
    for number, (name, state) in enumerate(STATES.items())
]
IDS_ONCE = [f"{name}-{language}" for name, language in ONCE]
