"""A third, invented language is switched on: nothing says "French or English" where it should ask the settings."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import override_settings

from . import factories

ROOT = Path(settings.BASE_DIR)
STATIC_ERRORS = {
    "400.html",
    "500.html",
    "503.html",
}  # written in both languages, without a template engine's help


@pytest.fixture
def third_language(tmp_path):
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.append(polib.POEntry(msgid="Newsroom", msgstr="Xewsroom"))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    languages = [*settings.LANGUAGES, ("xx", "Xxish")]
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[*settings.LOCALE_PATHS, tmp_path]):
        yield


@pytest.mark.parametrize(
    "path",
    [
        "",
        "communiques-de-presse/",
        "communiques-de-presse/accord/",
        "hopitaux/cochin/",
        "recherche/",
        "rien/",
    ],
)
def test_every_page_answers_in_the_third_language(third_language, site, client, path):
    factories.english_release(site, slug="accord", title_fr="Accord")
    response = client.get(f"/xx/{path}")
    html = response.content.decode()
    assert response.status_code == (404 if path == "rien/" else 200)
    assert '<html lang="xx">' in html and "Xewsroom" in html
    switch = re.findall(r'<a href="(/\w\w/[^"]*)" hreflang="(\w\w)"', html)
    assert [code for _address, code in switch] == ["fr", "en", "xx"]
    assert all(address.startswith(f"/{code}/") for address, code in switch)


def test_what_is_not_translated_is_shown_in_french_and_says_so(third_language, site, client):
    factories.english_release(site, slug="accord", title_fr="Accord")
    html = client.get("/xx/communiques-de-presse/accord/").content.decode()
    assert re.search(r'<article [^>]*lang="fr"', html)
    assert 'role="note"' in html


def test_the_root_offers_the_third_language(third_language, site, client):
    assert client.get("/", headers={"accept-language": "xx"}).headers["Location"] == "/xx/"


@pytest.mark.parametrize(
    "template",
    [path for path in (ROOT / "templates").rglob("*.html") if path.name not in STATIC_ERRORS],
    ids=lambda path: path.name,
)
def test_no_template_compares_with_a_language(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"""[!=]=\s*["'](fr|en)["']|["']/(fr|en)/""", text)
