"""What a full site answers, as files: pages/ in both languages with their states, sitemaps/ and feeds/."""

from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import get_template
from django.test import Client

from newsroom import sitemaps
from tests import factories
from tests.browser import content
from tests.browser.pages import PAGES

MORE = {  # beside the pages that a browser walks through: what makes other structured data
    "invitation": {"fr": "/fr/communiques-de-presse/invitation/", "en": "/en/press-releases/invitation/"},
    "study": {"fr": "/fr/communiques-de-presse/etude/", "en": "/en/press-releases/etude/"},
    "reaction": {"fr": "/fr/communiques-de-presse/reaction/", "en": "/en/press-releases/reaction/"},
    "whole-hospital": {"fr": "/fr/hopitaux/pompidou/", "en": "/en/hospitals/pompidou/"},
    "own-press-office": {
        "fr": "/fr/hopitaux/cochin/contacts-presse/",
        "en": "/en/hospitals/cochin/press-office/",
    },
}
ROOMS = {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"}
FEEDS = {"rss": "rss/", "atom": "atom/", "json": "feed.json"}


def write(folder: Path) -> None:
    site, client = factories.existing_site(), Client()
    content.fill(site)
    _add(site)
    for name in ("pages", "sitemaps", "feeds"):
        (folder / name).mkdir(parents=True)
    _write_pages(folder / "pages", client)
    _write_sitemaps(folder / "sitemaps", client)
    for language, room in ROOMS.items():
        for kind, address in FEEDS.items():
            (folder / "feeds" / f"{language}.{kind}").write_bytes(client.get(room + address).content)


def _add(site: factories.SiteTree) -> None:
    meeting = {"event_starts_at": factories.minute(timedelta(days=3)), "event_place_fr": "Hôtel-Dieu"}
    paper = {"doi": "10.5555/rein", "journal": "Annales", "review": "preprint"}
    picture = {"lead_image": factories.picture()}
    for code, fields in {"invitation": meeting, "etude": paper, "reaction": picture}.items():
        kind = factories.release_type(code)
        factories.english_release(site, slug=code, slug_en=code, release_type=kind, **fields)
    place = {"street_address": "20, rue Leblanc", "latitude": 48.84, "longitude": 2.27}
    factories.hospital(site.hospitals, "pompidou", "Européen", **place)
    factories.press_office(site.cochin)


def _write_pages(folder: Path, client: Client) -> None:
    for name, languages in (PAGES | MORE).items():
        for language, address in languages.items():
            response = client.get(address)
            assert response.status_code == (404 if name == "not-found" else 200), address
            (folder / f"{name}-{language}.html").write_bytes(response.content)
    wrong = client.post(PAGES["report"]["fr"], {"message": "x"}, headers={"Sec-Fetch-Site": "same-origin"})
    (folder / "errors-fr.html").write_bytes(wrong.content)
    for code in ("400", "500", "503"):
        (folder / f"{code}.html").write_text(get_template(f"{code}.html").render())


def _write_sitemaps(folder: Path, client: Client) -> None:
    """The whole in one file, and in parts with their index."""
    (folder / "whole.xml").write_bytes(client.get("/sitemap.xml").content)
    for name in ("practitioners", "departments"):
        (folder / f"{name}.xml").write_bytes(client.get(f"/sitemap-{name}.xml").content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitemaps, "PAGES_A_FILE", 20)
        index = client.get("/sitemap.xml").content
        (folder / "index.xml").write_bytes(index)
        for number, loc in enumerate(ElementTree.fromstring(index).findall(".//{*}loc")):
            (folder / f"part-{number}.xml").write_bytes(client.get(loc.text).content)
