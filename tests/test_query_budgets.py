"""How many queries each public page may cost, the same with a handful of releases and with many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.imports import bulk
from newsroom.languages import writes_in_reference
from newsroom.models import PressReleasePage, ReleaseHospital
from newsroom.starter import tree
from tests import factories
from tests.crawl import ask
from tests.directory_factories import PractitionerFactory, ServiceFactory
from tests.newsroom.press_requests.asking import expert

FEW, MANY = 20, 2_000

# Address: the most it may cost. The site and the release types' content type are read once a process.
BUDGETS = {
    # routing, home, its releases with the lead story, pictures, groups, office, people, press room, selector
    "/fr/": 16,
    # routing, press room, hospitals, types, specialties and years of the form, count, releases, pictures, selector
    "/fr/communiques-de-presse/": 14,
    "/en/press-releases/?hospital=cochin&type=communique&year=2026": 14,
    "/fr/communiques-de-presse/?page=2": 14,
    # routing, release, hospitals, specialties, office, people, neighbours, the meeting's hospital, selector; the rarer
    # relations, and experts, when it has any
    "/fr/communiques-de-presse/premier/": 14,
    "/en/press-releases/first/": 14,
    # as the page, without selector and banner
    "/fr/communiques-de-presse/premier/texte/": 11,
    "/en/press-releases/first/json/": 11,
    # as the page, and once more in the other language
    "/fr/communiques-de-presse/premier/dossier.zip": 28,
    "/en/press-releases/first/pdf/": 3,
    # years, hospitals and specialties of the form, count, pictures, their uses, rows, sizes, releases, site, sections,
    # banner, selector
    "/fr/phototheque/": 14,
    "/en/pictures/?hospital=cochin&rights=editorial&q=image": 14,
    # routing, hospital, its departments, its releases, pictures, press room, office, people, other names, selector
    "/fr/hopitaux/cochin/": 15,
    "/fr/hopitaux/": 8,
    "/fr/contacts-presse/": 8,
    # years, hospitals, types and specialties of the form; a savepoint with its limits, set, taken back and released;
    # synonyms, words, hits, their pages, site, routing, selector, banner; what the directory has: open hospitals, hits
    "/fr/recherche/?q=communique": 19,
    # also what is in French only
    "/en/search/?q=cochin+release": 22,
    "/fr/recherche/?q=communique&sort=date&page=2": 17,
    # the limits of the search, then as the feeds of the press room
    "/fr/recherche/rss/?q=communique": 17,
    # hospitals and specialties of the form, a savepoint with its limits, set, taken back and released; synonyms, open
    # hospitals, counts, hits, near words, near rows, hospitals and telephones of the hits, sections, banner, selector
    "/fr/annuaire/?q=cochin": 17,
    # also the hospital and the specialty asked for
    "/en/directory/?hospital=cochin&specialty=cardiologie": 15,
    # sections, department, people, releases, pictures, banner, selector
    "/fr/annuaire/service/coeur-cochin/": 8,
    # sections, person, specialties, places, banner, selector
    "/en/directory/doctor/camille-connue/": 7,
    "/fr/signaler-un-probleme/": 4,
    # site, sections, hospitals, office, people, banner, selector; the release, its hospital, what is said of that one
    "/fr/demande-presse/": 7,
    "/en/press-request/?release=first": 10,
    # site, sections, hospitals and specialties of the form, experts, their specialties, banner, selector
    "/fr/experts/": 8,
    # sections, banner, selector
    "/fr/verifier/": 4,
    # also the release, its versions
    "/en/verify/?reference=CP-2026-001": 8,
    # sections, corrections, their releases, how many there are, banner, selector
    "/fr/corrections/": 8,
    "/en/corrections/rss/": 4,
    # routing, release, its versions, corrections, banner, selector
    "/fr/communiques-de-presse/premier/versions/": 10,
    "/en/press-releases/first/signature/": 8,
    "/.well-known/press-release-keys.json": 0,
    # site, years, the last five, privacy page, sections, banner, selector; hospitals, types and specialties of the filters
    "/fr/alertes/?hospital=cochin&type=communique": 10,
    # also a savepoint with its limits, set, taken back and released; synonyms, words
    "/en/alerts/?q=release": 14,
    # routing, page, release types with their counts, years, hospitals, banner, selector
    "/fr/plan-du-site/": 10,
    # a savepoint with its limits, set, taken back and released; synonyms, titles, pages, open hospitals, hits, near words,
    # near rows, hospitals of the hits
    "/fr/suggestions/?q=cochin": 12,
    # site, routing, page, years of the form, withdrawals, releases; of all of them corrections, contacts, specialties,
    # partners, hospitals, those of meetings, offices; pictures and what else their texts hold when they hold any
    "/fr/communiques-de-presse/rss/": 14,
    "/en/press-releases/feed.json": 14,
    # hospitals of the form, releases ahead and over with their hospitals, offices and lead hospitals, count, totals,
    # office, people, sections, banner, selector
    "/fr/agenda/": 16,
    "/en/agenda/?hospital=necker&page=2": 16,
    "/fr/agenda/agenda.ics": 8,
    "/en/press-releases/first/agenda.ics": 8,
    "/sitemap.xml": 4,
    "/sitemap-practitioners.xml": 1,
    "/sitemap-departments.xml": 1,
    "/api/v2/pages/": 4,
    # the form's hospitals, types, specialties and years
    "/api/v2/pages/?hospital=cochin": 8,
    "/api/v2/openapi.json": 0,
    # site, sections, releases of each language
    "/llms.txt": 5,
    # the last one: whether the address is that of something hidden (newsroom/guesses.py)
    "/fr/nowhere/": 9,
}


@writes_in_reference
def add_releases(site, number: int) -> None:
    """Public in both languages, one an hour, as an import writes them."""
    newest = factories.minute()
    pages = []
    for index in range(number):
        name = f"masse-{number}-{index}"
        page = PressReleasePage(
            title_fr=f"Communiqué {name}",
            title_en=f"Release {name}",
            slug=name,
            summary_fr="Résumé",
            summary_en="Summary",
            release_type=factories.release_type(),
            published_at=newest - timedelta(hours=index),
            event_starts_at=newest + timedelta(hours=(index + 1) * (-1) ** index),
            event_hospital=site.necker,
            english_ready=True,
            live=True,
        )
        page.hospital_links = [ReleaseHospital(hospital=site.cochin, sort_order=0)]
        pages.append(page)
    bulk.add(site.newsroom, pages)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a running database has been: without statistics a plan is a lottery


def _cost() -> dict[str, int]:
    return {address: ask(address).query_count for address in BUDGETS if answer_is_page(address)}


def answer_is_page(address: str) -> bool:
    """A first visit, which also fills what is read once a process."""
    return ask(address).status in {200, 302, 404}


@pytest.fixture
def archive(site) -> None:
    factories.specialty()
    tree.ensure_standard_pages(site.home)
    factories.english_release(
        site, slug="premier", slug_en="first", lead_image=factories.picture(), specialties=[factories.specialty()],
        published_at=factories.minute(-timedelta(minutes=1)),
        event_starts_at=factories.minute(timedelta(days=1)), event_hospital=site.cochin,
    )  # fmt: skip
    heart = ServiceFactory(slug="coeur-cochin", specialty=factories.specialty())
    PractitionerFactory(service=heart, slug="camille-connue")
    expert(hospital=site.cochin, specialties=[factories.specialty()])
    add_releases(site, FEW)


def test_no_page_costs_more_than_its_budget_nor_more_with_a_long_archive(site, archive):
    few = _cost()
    assert set(few) == set(BUDGETS)
    assert {address: cost for address, cost in few.items() if cost > BUDGETS[address]} == {}
    add_releases(site, MANY)
    many = _cost()
    assert {
        address: (few[address], many[address]) for address in BUDGETS if few[address] != many[address]
    } == {}


def test_a_list_reads_no_body(site, archive):
    with CaptureQueriesContext(connection) as queries:
        ask("/fr/communiques-de-presse/")
    assert not [query for query in queries if '"newsroom_pressreleasepage"."body_fr"' in query["sql"]]
