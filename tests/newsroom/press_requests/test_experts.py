"""Experts: who is named to whom, found by what, and how one asks for them."""

from datetime import timedelta

import pytest
from django.test import Client

from newsroom import clock
from newsroom.languages import writes_in_reference
from newsroom.models import Expert
from tests import factories
from tests.crawl import ask
from tests.kept import kept

from .asking import expert, soup

pytestmark = pytest.mark.django_db
LIST = {"fr": "/fr/experts/", "en": "/en/experts/"}


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        heart = factories.specialty()
        lungs = factories.specialty(
            "pneumologie",
            name_fr="Pneumologie",
            name_en="Pulmonology",
            lay_words_fr="souffle",
            lay_words_en="breath",
        )
        expert("ada-premier", hospital=site.cochin, specialties=[heart], languages=["en", "it"], order=1)
        expert(
            "boris-second",
            hospital=site.necker,
            specialties=[lungs],
            order=2,
            subjects_fr="le tabac",
            subjects_en="",
        )
        expert("carla-tierce", specialties=[heart, lungs], order=3)
        expert("denis-parti", specialties=[heart], agreed_until=clock.today() - timedelta(days=1))
        site.heart, site.lungs = heart, lungs
        yield site


def names(address: str) -> list[str]:
    page = soup(Client().get(address))
    return [name.get_text(strip=True).split()[-1] for name in page.select(".experts__list .expert__name")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_names_who_agrees_in_order_and_gives_no_way_but_the_form(people, language):
    page = soup(Client().get(LIST[language]))
    assert names(LIST[language]) == ["Premier", "Second", "Tierce"]
    main = page.main
    assert "01 99 00 11 22" not in main.get_text() and "Joindre par" not in main.get_text()
    assert not main.select("[href^='mailto:'], [href^='tel:']")
    links = [link["href"] for link in main.select(".expert__ask a")]
    form = {"fr": "/fr/demande-presse/", "en": "/en/press-request/"}[language]
    assert links[0] == f"{form}?expert=ada-premier"


FILTERS = {
    "specialty=pneumologie": ["Second", "Tierce"],
    "hospital=cochin": ["Premier"],
    "language=it": ["Premier"],
    "q=tabac": ["Second"],
    "q=SOUFFLE": ["Second", "Tierce"],
    "q=heart": ["Premier", "Tierce"],
    "q=coeur+premier": ["Premier"],
    "q=zzz": [],
    "hospital=cochin&specialty=pneumologie": [],
    "hospital=rien": ["Premier", "Second", "Tierce"],
    "language=xx": ["Premier", "Second", "Tierce"],
}


@pytest.mark.parametrize(("query", "found"), FILTERS.items())
def test_they_are_found_by_specialty_hospital_language_and_words(people, query, found):
    assert names(f"{LIST['fr']}?{query}") == found


def test_a_bad_value_is_told(people):
    page = soup(Client().get(f"{LIST['en']}?hospital=rien"))
    assert page.select_one("main .messages")


def test_french_words_on_the_english_page_say_so(people):
    assert soup(Client().get(LIST["en"])).select_one(".expert [lang=fr]").get_text() == "le tabac"


def test_an_agreement_ends_with_its_last_day(people):
    last = clock.today() + timedelta(days=30)
    Expert.objects.filter(slug="ada-premier").update(agreed_until=last)
    with clock.shifted(timedelta(days=30)):
        assert "Premier" in names(LIST["fr"])
    with clock.shifted(timedelta(days=31)):
        assert "Premier" not in names(LIST["fr"])
        assert (
            "ada-premier"
            not in Client()
            .get("/fr/demande-presse/?expert=ada-premier")
            .content.decode()
            .partition('<form class="form')[2]
        )


def test_who_works_at_a_hidden_hospital_is_hidden_with_it(people):
    factories.fresh(people.necker).unpublish()
    page = Client().get(LIST["fr"]).content.decode()
    assert "Second" not in page and "Necker" not in soup(Client().get(LIST["fr"])).main.get_text()
    assert names(f"{LIST['fr']}?hospital=necker") == ["Premier", "Tierce"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_release_names_the_experts_of_its_specialties(people, language):
    release = factories.english_release(people, slug="souffle", slug_en="breath", specialties=[people.lungs])
    assert names(release.url_in(language)) == ["Second", "Tierce"]


@writes_in_reference
def choose(release, *experts) -> None:
    release.experts = experts
    release.save_revision().publish()


def test_or_those_that_were_chosen_for_it(people):
    release = factories.public_release(people, specialties=[people.lungs])
    choose(release, Expert.objects.get(slug="ada-premier"))
    assert names(release.url_in("fr")) == ["Premier"]
    Expert.objects.filter(slug="ada-premier").update(agreed_until=clock.today() - timedelta(days=1))
    assert names(release.url_in("fr")) == ["Second", "Tierce"]


def test_a_release_without_experts_costs_no_query_for_them(people):
    release = factories.public_release(people)
    ask(release.url_in("fr"))
    without = ask(release.url_in("fr")).query_count
    choose(release, Expert.objects.get(slug="ada-premier"))
    assert ask(release.url_in("fr")).query_count == without + 1
    Expert.objects.all().delete()
    assert ask(release.url_in("fr")).query_count == without


def test_an_obituary_offers_nobody(people):
    release = factories.public_release(
        people, specialties=[people.lungs], release_type=factories.release_type("hommage")
    )
    assert names(release.url_in("fr")) == []


def test_ways_lead_from_the_release_the_office_and_the_site_map(people):
    release = factories.fresh(factories.public_release(people))
    found = soup(Client().get(release.url_in("fr"))).select_one(".contact__ask a")["href"]
    assert found == f"/fr/demande-presse/?release={release.reference}"
    for address in ("/fr/contacts-presse/", "/en/press-office/"):
        assert soup(Client().get(address)).select(
            "main a[href$='/demande-presse/'], main a[href$='/press-request/']"
        )
