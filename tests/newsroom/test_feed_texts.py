"""What items hold: the whole text, its pictures, and the same in every form."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from newsroom.models import PressReleasePage, ReleaseContact
from newsroom.outputs import many, serializer
from tests import factories
from tests.browser import blocks
from tests.crawl import ask
from tests.kept import kept

ROOM = "/fr/communiques-de-presse/"
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"

pytestmark = pytest.mark.django_db


def write(site, number: int) -> PressReleasePage:
    picture = factories.picture(caption_fr="Le rein <dans> la machine.", caption_en="The kidney.")
    bodies = {f"body_{code}": blocks.body(code, picture, site.cochin) for code in ("fr", "en")}
    page = factories.draft_release(
        site, slug=f"complet-{number}", title_fr=f"Reins & cœurs {number}", lead_image=picture, place="Paris",
        hospitals=[site.necker, site.cochin], specialties=[factories.specialty()],
        boilerplate_fr=f'<p>Voir <a linktype="page" id="{site.cochin.pk}">Cochin</a>.</p>',
        published_at=factories.minute(-timedelta(hours=number)),
        **factories.english_fields(title_en=f"Kidneys {number}", slug_en=f"complete-{number}", **bodies),
    )  # fmt: skip
    page.contacts = [ReleaseContact(name="Ada Martin", role_fr="chercheuse", phone="+33199001122")]
    page.save_revision()
    return factories.publish(page)


@pytest.fixture(scope="module", autouse=True)
def pages(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        yield [write(site, number) for number in range(3)]


def texts(kind: str) -> list[str]:
    """The HTML of each item."""
    content = ask(f"{ROOM}{kind}").body
    if kind == "feed.json":
        return [item["content_html"] for item in json.loads(content)["items"]]
    tree = ElementTree.fromstring(content)
    if kind == "atom/":
        return [entry.findtext(f"{ATOM}content") for entry in tree.iter(f"{ATOM}entry")]
    return [item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") for item in tree.iter("item")]


@pytest.mark.parametrize("kind", ["rss/", "atom/", "feed.json"])
def test_items_hold_the_whole_text(kind):
    newest = texts(kind)[0]
    assert len(texts(kind)) == 3
    for words in (
        "Une recherche au lit du patient",
        "Nous gagnons des heures",
        "312",
        "Ada Martin",
        "presse@",
    ):
        assert words in newest
    tree = BeautifulSoup(newest, "html.parser")
    assert tree.table.caption.text == "Résultats" and tree.find("h3").text == "Détail"
    assert "Le rein <dans> la machine." in tree.figcaption.text
    assert not tree.select("script, style, [style], [class]")


def test_the_three_feeds_hold_the_same_text():
    assert texts("rss/") == texts("atom/") == texts("feed.json")


def test_every_address_in_an_item_is_absolute():
    tree = BeautifulSoup("".join(texts("rss/")), "html.parser")
    addresses = [tag.get("href") or tag.get("src") for tag in tree.select("a, img")]
    assert len(addresses) > 20 and all(each.startswith(("http://", "https://")) for each in addresses)
    assert tree.find("a", string="Cochin")["href"] == "http://localhost/fr/hopitaux/cochin/"


def test_pictures_are_given_with_credit_rights_size_and_weight(pages):
    picture = pages[0].lead_image
    address = f"http://localhost{picture.file.url}"
    item = next(ElementTree.fromstring(ask(f"{ROOM}rss/").body).iter("item"))
    enclosure = item.find("enclosure").attrib
    assert enclosure == {"url": address, "length": str(picture.file_size), "type": "image/jpeg"}
    media = item.find(f"{MEDIA}content")
    assert media.get("url") == address and media.get("width") == "640"
    assert media.findtext(f"{MEDIA}credit") == "AP-HP"
    assert media.findtext(f"{MEDIA}copyright") == "Libre pour un usage éditorial, avec son crédit"
    entry = next(ElementTree.fromstring(ask(f"{ROOM}atom/").body).iter(f"{ATOM}entry"))
    links = [link.get("href") for link in entry.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert links == [address]
    attachment = json.loads(ask(f"{ROOM}feed.json").body)["items"][0]["attachments"][0]
    assert attachment["url"] == address and "AP-HP" in attachment["title"]


def test_many_releases_are_what_each_is_alone(pages):
    rows = (
        PressReleasePage.objects.visible_in("fr").newest_first().select_related("release_type", "lead_image")
    )
    with translation.override("fr"):
        together = many.releases(rows)
        assert together == [serializer.release(page) for page in rows.for_display()]
    assert len(together) == 3


def cost_of_items(number: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert len(texts("rss/")) == number
    return len(queries)


def test_the_text_of_more_items_costs_no_query_more(pages):
    """Site, routing, page, form, releases, withdrawals; then one for each kind of thing that texts hold."""
    ask(f"{ROOM}rss/")  # what is read once a process
    three = cost_of_items(3)
    for page in pages[1:]:
        page.unpublish()
    assert cost_of_items(1) == three <= 24


@pytest.mark.parametrize("kind", ["rss/", "atom/", "feed.json"])
def test_who_has_the_feed_already_is_told_so(client, kind):
    tag = client.get(f"{ROOM}{kind}").headers["ETag"]
    answer = client.get(f"{ROOM}{kind}", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
