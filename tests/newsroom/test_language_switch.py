"""The switch is this very address in every other language: suffix and query kept, never the home page."""

import pytest
from bs4 import BeautifulSoup

from tests import factories

SWITCHES = {
    "home": ("/fr/", "/en/"),
    "list-with-filters": (
        "/fr/communiques-de-presse/?type=communique&page=2",
        "/en/press-releases/?type=communique&page=2",
    ),
    "hospital": ("/fr/hopitaux/cochin/", "/en/hospitals/cochin/"),
    "press-office": ("/fr/contacts-presse/", "/en/press-office/"),
    "search-with-its-words": ("/fr/recherche/?q=c%C5%93ur", "/en/search/?q=c%C5%93ur"),
    "directory": ("/fr/annuaire/?q=a&kind=hospital", "/en/directory/?q=a&kind=hospital"),
    "unknown-hospital": ("/fr/hopital/?hospital=x", "/en/hospital/?hospital=x"),
    "not-found": ("/fr/rien/du/tout/?a=1", "/en/rien/du/tout/?a=1"),
}


def switch(client, address: str) -> dict[str, str]:
    """{language: address} of the links in the switch."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    links = soup.select(".languages a")
    assert all(link["lang"] == link["hreflang"] for link in links)
    return {link["hreflang"]: link["href"] for link in links}


@pytest.mark.parametrize(("french", "english"), SWITCHES.values(), ids=SWITCHES)
def test_switch_stays_on_the_page(site, client, french: str, english: str) -> None:
    assert switch(client, french)["en"] == english
    assert switch(client, english)["fr"] == french


def test_switch_of_a_release_takes_the_slug_of_the_other_language(site, client) -> None:
    factories.english_release(site, slug="greffe", slug_en="transplant")
    assert switch(client, "/fr/communiques-de-presse/greffe/")["en"] == "/en/press-releases/transplant/"


def test_switch_of_an_untranslated_release_keeps_its_french_slug(site, client) -> None:
    factories.public_release(site, slug="greffe", slug_en="secret-words", title_en="Secret words")
    assert switch(client, "/fr/communiques-de-presse/greffe/")["en"] == "/en/press-releases/greffe/"
    assert switch(client, "/en/press-releases/greffe/")["fr"] == "/fr/communiques-de-presse/greffe/"


def test_switch_marks_the_language_that_is_shown(site, client) -> None:
    soup = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert [link["hreflang"] for link in soup.select(".languages [aria-current]")] == ["en"]


def test_switch_offers_every_language_of_the_settings(site, client, settings) -> None:
    assert list(switch(client, "/fr/")) == [code for code, _name in settings.LANGUAGES]
