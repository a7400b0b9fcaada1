"""Addresses with nothing to show: each answer in the reader's language, with a way on; the static ones need nothing."""

import shutil

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.template import autoreload
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation

from newsroom import checks, errors
from tests import factories

WORDS = {
    "/fr/hopitaux/hopital-cochn/": "hopital cochn",
    "/en/press-releases/A_new%20scanner/": "A new scanner",
    "/fr/un-deux-trois-quatre-cinq-six-sept-huit-neuf/": "un deux trois quatre cinq six sept huit",
    "/fr/page.html": "page",
    '/fr/"><script>/': "script",
    "/fr/": "",
    "/": "",
}


@pytest.mark.parametrize(("path", "words"), WORDS.items())
def test_the_words_of_an_address_are_proposed_to_the_search(path, words):
    assert errors.words_of(path) == words


@pytest.mark.parametrize(
    ("path", "heading", "other"),
    [
        ("/fr/le-rien/", "Page introuvable", "/en/le-rien/"),
        ("/en/no-thing/", "Page not found", "/fr/no-thing/"),
    ],
)
def test_not_found_proposes_a_search_and_keeps_the_language_switch(client, site, path, heading, other):
    factories.public_release(site)
    answer = client.get(path)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, soup.h1.get_text()) == (404, heading)
    assert soup.select_one("main input[name=q]")["value"] == errors.words_of(path)
    assert soup.select_one(f'.languages a[href="{other}"]')
    for link in soup.select("main a"):
        assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize(("language", "heading"), [("fr", "Page retirée"), ("en", "Page withdrawn")])
def test_gone_says_that_it_was_withdrawn(site, language, heading):
    request = RequestFactory().get(f"/{language}/retire/")
    request.LANGUAGE_CODE = language
    with translation.override(language):
        answer = errors.gone(request)
    assert answer.status_code == 410
    assert BeautifulSoup(answer.content, "html.parser").h1.get_text() == heading


@pytest.mark.parametrize(("language", "heading"), [("fr", "Demande refusée"), ("en", "Request refused")])
def test_refused_is_said_in_the_readers_language(site, language, heading):
    path = {"fr": "/fr/signaler-un-probleme/", "en": "/en/report-a-problem/"}[language]
    answer = Client().post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert BeautifulSoup(answer.content, "html.parser").h1.get_text() == heading


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_static_errors_speak_both_languages_and_give_the_press_telephone(name):
    source = (settings.BASE_DIR / "templates" / name).read_text()
    assert source.startswith("<!doctype html>") and not [
        mark for mark in ("{{", "{%", "{#") if mark in source
    ]
    soup = BeautifulSoup(get_template(name).render(), "html.parser")
    assert soup.html["lang"] == "fr" and soup.select_one("section[lang=en] h2")
    assert len(soup.select('a[href="tel:+33140273000"]')) == 2
    assert soup.select("style, script, [style], img") == []
    sheet = soup.select_one("link[rel=stylesheet]")["href"].removeprefix(settings.STATIC_URL)
    assert (settings.BASE_DIR / "static" / sheet).is_file()


@pytest.fixture
def fresh_templates():
    """Templates are read once a process, and the written pages leave with the test."""
    autoreload.reset_loaders()
    yield
    shutil.rmtree(settings.ERROR_PAGES_DIR, ignore_errors=True)
    autoreload.reset_loaders()


def press_links(content: bytes) -> list[tuple[str, str]]:
    links = BeautifulSoup(content, "html.parser").select('a[href^="tel:+"]')
    return [(link["href"], link.get_text()) for link in links]


def warnings() -> list[str]:
    return [
        row.id for row in checks.check_institution(None, databases=["default"]) if row.id == "newsroom.W005"
    ]


OTHER = [("tel:+33199002000", "01\u00a099\u00a000\u00a020\u00a000"),
         ("tel:+33199002000", "+33\u00a01\u00a099\u00a000\u00a020\u00a000")]  # fmt: skip


def test_error_pages_take_the_telephone_of_the_press_office(
    client, site, fresh_templates, monkeypatch, capsys
):
    site.office.on_call_phone = OTHER[0][0].removeprefix("tel:")
    site.office.save_revision().publish()
    assert warnings() == ["newsroom.W005"]
    call_command("write_error_pages")
    assert capsys.readouterr().out.count("errors/50") == 2
    autoreload.reset_loaders()
    assert warnings() == []
    client.raise_request_exception = False
    monkeypatch.setattr("newsroom.views.routing.match_request", lambda *args: 1 / 0)
    assert press_links(client.get("/fr/").content) == OTHER
    assert press_links((settings.ERROR_PAGES_DIR / "503.html").read_bytes()) == OTHER


def test_error_pages_are_not_written_without_a_telephone(site, fresh_templates):
    site.office.on_call_phone = site.office.phone = ""
    site.office.save_revision().publish()
    with pytest.raises(CommandError, match="no telephone"):
        call_command("write_error_pages")
    assert not settings.ERROR_PAGES_DIR.exists() and warnings() == []


def test_a_fault_gives_the_static_page(client, site, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("newsroom.views.routing.match_request", lambda *args: 1 / 0)
    answer = client.get("/fr/")
    assert answer.status_code == 500 and "01 40 27 30 00" in answer.content.decode()
