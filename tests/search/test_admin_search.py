"""What press officers type finds pages, pictures, documents and records: in the admin's own views."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles
from newsroom.models import HospitalName, PressReleasePage
from tests import factories
from tests.newsroom.staff import person


@pytest.fixture
def office(site):
    roles.ensure_roles()
    site.officer = person(roles.OFFICER)
    return site


def text(office, address: str, **query) -> str:
    response = office.officer.get(address, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


PAGES = {
    "explorer": lambda site: reverse("wagtailadmin_explore_results", args=[site.newsroom.pk]),
    "search of all pages": lambda site: reverse("wagtailadmin_pages:search_results"),
    "page chooser": lambda site: reverse("wagtailadmin_choose_page_search"),
}
TITLES = [
    ("Un nouvel hôpital à Clichy", "A new hospital in Clichy"),
    ("Pitié-Salpêtrière : deux cœurs le même été", "Pitié-Salpêtrière: two hearts in one summer"),
    ("COVID-19 : ce que l’on sait de la vaccination", "COVID-19: what is known of vaccination"),
    ("AP-HP.Nord ouvre un centre de référence", "AP-HP.Nord opens a reference centre"),
]
QUERIES = [
    ("hopit", 0), ("hôpit", 0), ("HÔPITAL", 0), ("clich", 0), ("new hospi", 0),
    ("salpet", 1), ("salpêt", 1), ("pitie-salp", 1), ("Pitié Salpêtrière", 1), ("coeurs", 1), ("cœurs", 1),
    ("été", 1), ("ete", 1), ("two hearts", 1), ("même été", 1),
    ("COVID-19", 2), ("covid 19", 2), ("covid19", 2), ("covid-1", 2), ("l’on sait", 2), ("l'on", 2), ("vaccina", 2),
    ("AP-HP", 3), ("aphp", 3), ("ap-hp.nord", 3), ("nord", 3), ("reference cen", 3), ("référence", 3),
    *((title, number) for number, both in enumerate(TITLES) for title in both),
]  # fmt: skip


@pytest.fixture
def releases(office):
    for title_fr, title_en in TITLES:
        factories.english_release(
            office, title_fr=title_fr, title_en=title_en, body_fr=[], summary_fr="Résumé."
        )
    return office


@pytest.mark.parametrize("view", PAGES)
def test_a_release_is_found_by_words_of_its_titles(releases, view: str):
    found = {query: shown(releases, view, q=query) for query, _number in QUERIES}
    assert found == {query: {TITLES[number][0]} for query, number in QUERIES}


def shown(office, view: str, **query) -> set[str]:
    page = text(office, PAGES[view](office), **query)
    return {title for title, _english in TITLES if title in page}


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("query", ["-", "'", "’", "!!!", "\\", "& | !", "été -", ":*", "<->", "-19"])
def test_signs_are_no_words(releases, view: str, query: str):
    shown(releases, view, q=query)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ('"hôpital à Clichy"', 0),
        ('"hopital a clichy"', 0),
        ('"AP-HP.Nord ouvre"', 3),
        ('"COVID-19"', 2),
        ('clichy "nouvel hôpital" -', 0),
        ('"nouvel Clichy"', None),
    ],
)
def test_quoted_words_stand_side_by_side(releases, query: str, number: int | None):
    found = set() if number is None else {TITLES[number][0]}
    assert shown(releases, "search of all pages", q=query) == found


@pytest.mark.parametrize("view", ["explorer", "search of all pages"])
@pytest.mark.parametrize("order", ["title", "-title", "latest_revision_created_at", "live", "content_type"])
def test_what_is_found_is_sorted(releases, view: str, order: str):
    assert shown(releases, view, q="hopit", ordering=order) == {TITLES[0][0]}


@pytest.mark.parametrize("query", ["Georges-Pompidou", "pompid", "HEGP", "hegp", "Boucicaut"])
def test_a_hospital_is_found_by_all_its_names(office, query: str):
    hospital = factories.hospital(
        office.hospitals, "pompidou", "Européen Georges-Pompidou", short_name="HEGP"
    )
    name = HospitalName.objects.create(hospital=hospital, kind="former", name="Boucicaut", sort_order=0)
    chooser = reverse("wagtailadmin_choose_page_search")
    found = text(office, chooser, q=query, page_type="newsroom.hospitalpage")
    assert "Georges-Pompidou" in found and "Cochin" not in found
    name.delete()
    assert "Georges-Pompidou" not in text(office, chooser, q="Boucicaut")


def test_a_page_without_english_title_is_not_called_none(office):
    factories.public_release(office, title_fr="Sans anglais")
    assert "Sans anglais" not in text(office, reverse("wagtailadmin_pages:search_results"), q="none")


FILES = {
    "list of pictures": ("wagtailimages:index_results", factories.picture),
    "picture chooser": ("wagtailimages_chooser:choose_results", factories.picture),
    "list of documents": ("wagtaildocs:index_results", factories.document),
    "document chooser": ("wagtaildocs_chooser:choose_results", factories.document),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("query", ["entree", "ENTRÉE", "l'entrée de l’hôp", "raymond-poin", "Raymond Poin"])
def test_a_file_is_found_by_its_title(office, name: str, query: str):
    view, make = FILES[name]
    make(title="L’entrée de l’hôpital Raymond-Poincaré")
    make(title="Autre chose")
    found = text(office, reverse(view), q=query)
    assert "Poincaré" in found and "Autre chose" not in found


@pytest.mark.parametrize("query", ["sémin", "lefevre", "workshop"])
def test_a_picture_is_found_by_what_is_printed_beside_it(office, query: str):
    words = {"caption_fr": "Un séminaire", "caption_en": "A workshop", "credit": "Anne Lefèvre / AP-HP"}
    factories.picture(title="La salle", **words)
    assert "La salle" in text(office, reverse("wagtailimages:index_results"), q=query)


@pytest.mark.parametrize(
    "query",
    [
        "greffe",
        "infirmieres",
        "Infirmière",
        "infirmières greffe",
        "hospitals",
        "été",
        "ete",
        "aphp",
        "ap hp",
    ],
)
def test_whole_words_are_found_whatever_their_endings(site, query: str):
    texts = {"title_fr": "Greffes : l’infirmière de l’été", "title_en": "The hospital of AP-HP"}
    release = factories.english_release(site, **texts)
    assert list(PressReleasePage.objects.search(query)) == [release]


SPECIALTY = (
    "wagtailsnippets_newsroom_specialty:list_results",
    "wagtailsnippetchoosers_newsroom_specialty:choose_results",
)


@pytest.mark.parametrize("view", SPECIALTY)
@pytest.mark.parametrize("query", ["pedia", "pédia", "enfa", "PÉDIATRIE", "paedia", "gyneco pe", "gynéco-pé"])
def test_a_specialty_is_found_by_its_names(office, view: str, query: str):
    specialty = {
        "name_fr": "Gynéco-pédiatrie",
        "name_en": "Gynaeco-paediatrics",
        "lay_words_fr": "enfant",
        "lay_words_en": "",
    }
    factories.specialty("pediatrie", **specialty)
    factories.specialty("urologie", name_fr="Urologie", name_en="Urology")
    office.officer = person(roles.CHIEF)
    found = text(office, reverse(view), q=query)
    assert "pédiatrie" in found and "Urologie" not in found
