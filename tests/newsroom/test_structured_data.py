"""What search engines are told: schema.org records that say what the page says, and nothing that is hidden."""

import json

import pytest
from bs4 import BeautifulSoup

from newsroom.models import PressReleasePage

from .. import factories


def records(client, address: str) -> dict[str, dict]:
    """The records of a page by their type."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    (script,) = soup.find_all("script", type="application/ld+json")
    found = json.loads(script.string)
    assert all(record["@context"] == "https://schema.org" for record in found)
    return {record["@type"]: record for record in found}


@pytest.fixture
def release(site) -> PressReleasePage:
    return factories.english_release(
        site, title_fr="Greffe </script> & rein", title_en="A kidney", slug="greffe", slug_en="kidney"
    )


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/fr/communiques-de-presse/greffe/", "fr", "Greffe </script> & rein"),
        ("/en/press-releases/kidney/", "en", "A kidney"),
    ],
)
def test_a_release_is_a_news_article_in_its_language(client, release, address, language, title):
    article = records(client, address)["NewsArticle"]
    assert (article["headline"], article["inLanguage"]) == (title, language)
    assert article["mainEntityOfPage"].startswith("http") and article["mainEntityOfPage"].endswith(address)
    assert article["datePublished"] == article["dateModified"]
    assert article["datePublished"].endswith(("+01:00", "+02:00"))
    assert article["publisher"]["alternateName"] == "AP-HP"


def test_an_untranslated_release_says_that_it_is_french(client, site):
    factories.public_release(site, title_fr="En français", title_en="Secret draft", slug="francais")
    article = records(client, "/en/press-releases/francais/")["NewsArticle"]
    assert (article["headline"], article["inLanguage"]) == ("En français", "fr")
    assert "Secret" not in json.dumps(article)


def test_a_hospital_is_a_hospital_with_its_place(client, site):
    factories.hospital(
        site.hospitals,
        "beaujon",
        "Hôpital Beaujon",
        street_address="100 boulevard du Général-Leclerc",
        city="Clichy",
        latitude=48.908,
        longitude=2.310,
    )
    hospital = records(client, "/fr/hopitaux/beaujon/")["Hospital"]
    assert hospital["address"]["streetAddress"] == "100 boulevard du Général-Leclerc"
    assert hospital["address"]["addressCountry"] == "FR"
    assert hospital["geo"]["latitude"] == 48.908


def test_the_press_office_is_the_institution_with_its_lines(client, site):
    institution = records(client, "/en/press-office/")["GovernmentOrganization"]
    assert institution["url"] == "http://localhost/en/"
    assert institution["contactPoint"][0]["email"] == site.office.email


def test_an_article_has_what_search_engines_recommend(client, release):
    """They require nothing of articles, so that the validators of tests/validators have no word on these."""
    article = records(client, "/fr/communiques-de-presse/greffe/")["NewsArticle"]
    wanted = {
        "headline",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "inLanguage",
        "mainEntityOfPage",
    }
    assert wanted <= {name for name, value in article.items() if value}
    assert article["author"]["name"] and article["author"]["url"]


def test_what_is_not_known_is_left_out(client, site):
    hospital = records(client, "/fr/hopitaux/necker/")["Hospital"]
    assert None not in hospital.values() and "" not in hospital.values()


def test_the_home_page_tells_where_to_search(client, site):
    website = records(client, "/en/")["WebSite"]
    assert website["potentialAction"]["target"]["urlTemplate"].endswith("/en/search/?q={words}")


def test_the_breadcrumb_leads_down_from_the_home_page(client, release):
    steps = records(client, "/en/press-releases/kidney/")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"].split("/", 3)[3] for step in steps] == [
        "en/",
        "en/press-releases/",
        "en/press-releases/kidney/",
    ]
