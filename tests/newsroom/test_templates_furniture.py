"""What every public page wears, and what no public page may hold."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from newsroom.models import HospitalPage
from tests import factories

ADDRESSES = [
    "/fr/",
    "/en/",
    "/fr/communiques-de-presse/",
    "/en/hospitals/",
    "/fr/hopitaux/cochin/",
    "/en/press-office/",
    "/fr/recherche/",
    "/en/directory/",
    "/fr/rien/",
]
every_address = pytest.mark.parametrize("address", ADDRESSES)


def soup_at(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


@every_address
def test_page_has_its_landmarks_and_one_title(site, client, address: str) -> None:
    soup = soup_at(client, address)
    assert [len(soup.select(name)) for name in ("header.masthead", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert soup.select_one(".skip")["href"] == f"#{soup.main['id']}"
    assert soup.html["lang"] == address[1:3]
    assert soup.title.get_text(strip=True)


@every_address
def test_page_holds_no_inline_code_no_token_and_no_outside_address(site, client, address: str) -> None:
    answer = client.get(address)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select("style, [style], [onclick], script:not([src]):not([type='application/ld+json'])") == []
    assert "csrf" not in answer.content.decode()
    assert answer.cookies == {}
    own = [
        element.get("src") or element.get("href")
        for element in soup.select("script[src], img, link[rel=stylesheet]")
    ]
    assert [url for url in own if not url.startswith("/")] == []


@every_address
def test_every_page_begins_with_its_type(site, client, address: str) -> None:
    assert client.get(address).content.startswith(b"<!doctype html>\n<html lang=")


@every_address
def test_heading_levels_skip_none(site, client, address: str) -> None:
    levels = [int(heading.name[1]) for heading in soup_at(client, address).select("main :is(h1,h2,h3,h4)")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_address
def test_ids_are_unique_and_every_field_has_its_label(site, client, address: str) -> None:
    soup = soup_at(client, address)
    ids = [element["id"] for element in soup.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    named = {label["for"] for label in soup.select("label[for]")}
    assert {field["id"] for field in soup.select("input:not([type=hidden]), select")} <= named


def test_selector_lists_every_hospital_under_its_group_and_keeps_the_open_one(site, client) -> None:
    selector = soup_at(client, "/fr/hopitaux/necker/").select_one("select#hospital-selector")
    assert {option["value"] for option in selector.select("optgroup option")} == {"cochin", "necker"}
    assert [option["value"] for option in selector.select("option[selected]")] == ["necker"]


@pytest.mark.parametrize("address", ["/en/", "/en/hospitals/"])
def test_english_name_of_a_hospital_is_not_shown_before_it_is_public(site, client, address: str) -> None:
    HospitalPage.objects.filter(pk=site.necker.pk).update(title_en="Unreviewed words", english_ready=False)
    soup = soup_at(client, address)
    assert "Unreviewed words" not in str(soup)
    option = soup.select_one("option[value=necker]")
    assert (option["lang"], option.get_text()) == ("fr", "Hôpital Necker")


def test_hospital_page_draws_no_label_without_its_datum(site, client) -> None:
    HospitalPage.objects.filter(pk=site.cochin.pk).update(phone="", street_address="", city="", postcode="")
    labels = [
        label.get_text(strip=True)
        for label in soup_at(client, "/en/hospitals/cochin/").select("#find ~ dl dt")
    ]
    assert labels == []


def test_footer_names_the_standard_pages_and_the_feeds(site, client) -> None:
    factories.standard_page(
        site.home, slug="accessibilite", slug_en="accessibility", title_en="Accessibility"
    )
    hrefs = [link["href"] for link in soup_at(client, "/en/").select("footer a")]
    assert {"/en/accessibility/", "/en/press-office/", "/en/press-releases/rss/"} <= set(hrefs)


def test_feeds_are_found_from_any_page(site, client) -> None:
    kinds = {link["type"] for link in soup_at(client, "/fr/").select("link[rel=alternate][type]")}
    assert kinds == {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def test_lost_reader_gets_a_search_and_the_newest_releases(site, client) -> None:
    page = factories.english_release(site)
    soup = soup_at(client, "/en/lost/")
    assert soup.select_one("main form")["action"] == "/en/search/"
    assert page.url_in("en") in [link["href"] for link in soup.select("main a")]


def test_templates_name_no_language_where_they_should_ask_the_settings(settings) -> None:
    """Static error pages apart, which are written without a database and without settings."""
    folder = settings.BASE_DIR / "templates"
    static = {"400.html", "500.html", "503.html"}
    wrong = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if path.name not in static
        and "wagtailadmin" not in path.parts
        and re.search(
            r"""lang(?:uage)?[ =]+["'](fr|en)["']|["']/(fr|en)/|== ["'](fr|en)["']""", path.read_text()
        )
    ]
    assert wrong == []
