"""What press officers type finds pages, pictures, documents and records: in the admin's own views."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles
from newsroom.models import HospitalName, PressReleasePage
from tests import factories
from tests.kept import kept
from tests.newsroom.staff import person


def with_officer(site: factories.SiteTree) -> factories.SiteTree:
    roles.ensure_roles()
    site.officer = person(roles.OFFICER)
    return site


@pytest.fixture
def office(site):
    return with_officer(site)


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


ALL = [0, 1, 2, 3]
SIGNS = {sign: [] for sign in ("-", "’", "!!!", "\\", "& | !", ":*", "<->", "( )", "%", "co\\vid")}
SIGNS |= {"été -": [1], "-19": [2], "nord & ouvre": [3], "c": ALL}
PHRASES = {
    '"hôpital à Clichy"': [0],
    '"hopital a clichy"': [0],
    '"AP-HP.Nord ouvre"': [3],
    '"COVID-19"': [2],
    'clichy "nouvel hôpital" -': [0],
    '"nouvel Clichy"': [],
}


@pytest.fixture(scope="class")
def releases(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        with_officer(site)
        for title_fr, title_en in TITLES:
            texts = {"title_fr": title_fr, "title_en": title_en, "summary_fr": "Résumé."}
            factories.english_release(site, body_fr=[], **texts)
        yield site


def shown(office, view: str, **query) -> list[int]:
    """The numbers of the titles, in their order on the page."""
    page = text(office, PAGES[view](office), **query)
    places = {page.find(title): number for number, (title, _english) in enumerate(TITLES) if title in page}
    return [places[place] for place in sorted(places)]


@pytest.mark.django_db
class TestReleases:
    @pytest.mark.parametrize("view", PAGES)
    def test_are_found_by_words_of_their_titles(self, releases, view: str):
        found = {query: shown(releases, view, q=query) for query, _number in QUERIES}
        assert found == {query: [number] for query, number in QUERIES}

    @pytest.mark.parametrize("view", PAGES)
    def test_are_not_found_by_signs(self, releases, view: str):
        assert {query: sorted(shown(releases, view, q=query)) for query in SIGNS} == SIGNS

    def test_are_found_by_words_side_by_side_in_quotes(self, releases):
        assert {query: shown(releases, "search of all pages", q=query) for query in PHRASES} == PHRASES

    @pytest.mark.parametrize("view", ["explorer", "search of all pages"])
    def test_that_are_found_are_sorted(self, releases, view: str):
        by_title = sorted(ALL, key=lambda number: TITLES[number])
        assert shown(releases, view, q="c", ordering="title") == by_title
        assert shown(releases, view, q="c", ordering="-title") == by_title[::-1]
        for order in ("latest_revision_created_at", "-latest_revision_created_at", "live", "content_type"):
            assert sorted(shown(releases, view, q="c", ordering=order)) == ALL


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
