"""A release as a card on another site."""

import pytest
from bs4 import BeautifulSoup

from tests import factories

ADDRESS = "/api/oembed/"
FR, EN = "http://localhost/fr/communiques-de-presse/rein/", "http://localhost/en/press-releases/kidney/"


@pytest.fixture
def release(site):
    return factories.english_release(
        site,
        slug="rein",
        slug_en="kidney",
        title_fr="Reins <retrouvés>",
        title_en="Kidneys",
        summary_en="A first.",
    )


def card(client, **asked):
    return client.get(ADDRESS, asked)


def test_the_card_says_what_the_release_is_and_leads_to_it(client, release):
    said = card(client, url=EN).json()
    assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", "Kidneys")
    tree = BeautifulSoup(said["html"], "html.parser")
    assert tree.a["href"] == EN and "A first." in tree.text and tree.blockquote["lang"] == "en"
    assert said["thumbnail_url"].startswith("http://localhost/") and said["thumbnail_width"] == 1200


def test_signs_of_html_stay_signs(client, release):
    html = card(client, url=FR).json()["html"]
    assert "Reins &lt;retrouvés&gt;" in html
    assert not BeautifulSoup(html, "html.parser").select("script, style, iframe, [style]")


def test_the_page_names_it(client, release):
    link = BeautifulSoup(client.get(FR).content, "html.parser").find("link", type="application/json+oembed")
    assert client.get(link["href"]).json()["html"] == card(client, url=FR).json()["html"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://localhost/fr/",
        "http://localhost/fr/communiques-de-presse/secret/",
        "http://localhost/fr/communiques-de-presse/nulle-part/",
        f"{FR}json/",
        "http://example.org/fr/communiques-de-presse/rein/",
        "http://[",
        "javascript:alert(1)",
        "/fr/communiques-de-presse/rein/",
    ],
)
def test_any_other_address_is_one_404(client, site, release, address):
    factories.scheduled_release(site, slug="secret")
    answer = card(client, url=address)
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}


def test_a_smaller_card_is_given_when_asked_for(client, release):
    assert card(client, url=FR, maxwidth="200").json()["width"] == 200
    assert card(client, url=FR, maxwidth="9000", maxheight="x").json()["width"] == 600


def test_xml_is_not_had(client, release):
    assert card(client, url=FR, format="xml").status_code == 501
