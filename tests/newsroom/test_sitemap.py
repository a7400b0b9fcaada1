"""sitemap.xml: what is visible, each page once a public language, with its alternates."""

from datetime import timedelta
from xml.etree import ElementTree

from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import sitemaps
from tests import factories

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def entries(client) -> dict[str, dict[str, str]]:
    """{address: {hreflang: address}}"""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    return {
        url.findtext(f"{SITEMAP}loc").removeprefix("http://localhost"): {
            link.get("hreflang"): link.get("href").removeprefix("http://localhost")
            for link in url.iter(f"{XHTML}link")
        }
        for url in ElementTree.fromstring(response.content)
    }


def test_every_public_page_is_listed_once_a_language(client, site):
    factories.english_release(site, slug="bonjour", slug_en="hello")
    found = entries(client)
    assert {
        *("/fr/", "/en/", "/fr/communiques-de-presse/", "/en/press-releases/", "/fr/hopitaux/cochin/"),
        *("/en/hospitals/cochin/", "/fr/contacts-presse/", "/en/press-office/"),
        *("/fr/communiques-de-presse/bonjour/", "/en/press-releases/hello/"),
    } <= set(found)


def test_both_languages_name_each_other(client, site):
    factories.english_release(site, slug="bonjour", slug_en="hello")
    found = entries(client)
    french, english = "/fr/communiques-de-presse/bonjour/", "/en/press-releases/hello/"
    assert found[french] == found[english] == {"fr": french, "en": english, "x-default": french}


def test_a_french_only_release_has_no_english_entry(client, site):
    factories.public_release(site, slug="bonjour", slug_en="hello", title_en="Hello")
    found = entries(client)
    assert found["/fr/communiques-de-presse/bonjour/"] == {}
    assert not [address for address in found if "hello" in address or "/en/press-releases/bonjour" in address]


def test_standard_pages_are_listed(client, site):
    factories.standard_page(site.home)
    assert {"/fr/a-propos/", "/en/about/"} <= set(entries(client))


def test_addresses_that_no_page_has_are_listed_and_say_so_of_themselves(client, site):
    found = entries(client)
    pairs = {
        "/fr/agenda/": "/en/agenda/",
        "/fr/verifier/": "/en/verify/",
        "/fr/phototheque/": "/en/pictures/",
    }
    pairs |= {"/fr/experts/": "/en/experts/", "/fr/demande-presse/": "/en/press-request/"}
    for french, english in (pairs | {"/fr/corrections/": "/en/corrections/"}).items():
        named = {"fr": french, "en": english, "x-default": french}
        assert found[french] == found[english] == named
        head = client.get(english).content.decode().partition("</head>")[0]
        assert f'rel="canonical" href="http://localhost{english}"' in head
        assert f'hreflang="fr" href="http://localhost{french}"' in head


def test_what_is_hidden_is_not_listed(client, site):
    before = client.get("/sitemap.xml").content
    factories.draft_release(site)
    factories.scheduled_release(site, timedelta(hours=1))
    factories.expired_release(site)
    assert client.get("/sitemap.xml").content == before


def test_one_query_for_the_pages_however_many(client, site):
    client.get("/sitemap.xml")
    for _number in range(3):
        factories.english_release(site)
    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")
    assert len([query for query in queries if "newsroom_bilingualpage" in query["sql"]]) <= 2


def test_other_methods_are_refused(client, site):
    assert client.post("/sitemap.xml").status_code == 405
    assert client.head("/sitemap.xml").status_code == 200


NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def news(client) -> dict[str, tuple[str, str]]:
    """{address: (language, title)} of the entries that are news."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc").removeprefix("http://localhost"): (
            item.findtext(f"{NEWS}publication/{NEWS}language"),
            item.findtext(f"{NEWS}title"),
        )
        for url in root
        if (item := url.find(f"{NEWS}news")) is not None
    }


def test_releases_of_two_days_are_news_in_each_public_language(client, site):
    factories.english_release(site, slug="rein", slug_en="kidney", title_fr="Rein", title_en="Kidney")
    factories.public_release(site, slug="ancien", published_at=factories.minute(-timedelta(days=3)))
    factories.scheduled_release(site, slug="secret")
    assert news(client) == {
        "/fr/communiques-de-presse/rein/": ("fr", "Rein"),
        "/en/press-releases/kidney/": ("en", "Kidney"),
    }


def locations(client, address: str) -> list[str]:
    root = ElementTree.fromstring(client.get(address).content)
    return [element.text.removeprefix("http://localhost") for element in root.iter(f"{SITEMAP}loc")]


def test_a_site_too_large_for_one_file_has_an_index(client, site, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 3)
    files = locations(client, "/sitemap.xml")
    found = [address for file in files for address in locations(client, file)]
    monkeypatch.undo()
    assert len(files) > 1
    assert found == locations(client, "/sitemap.xml")
    assert client.get("/sitemap-99.xml").status_code == client.get("/sitemap-0.xml").status_code == 404
