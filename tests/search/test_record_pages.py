"""The pages of practitioners and departments: what they say, in which language, and to whom they answer."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import clock
from search.models import Affiliation, Practitioner, Service
from tests import factories
from tests.directory_factories import AffiliationFactory, PractitionerFactory, ServiceFactory

PEOPLE = {"fr": "/fr/annuaire/medecin/", "en": "/en/directory/doctor/"}
SERVICES = {"fr": "/fr/annuaire/service/", "en": "/en/directory/service/"}


@pytest.fixture
def service(site) -> Service:
    return ServiceFactory(name_fr="Cardiologie", name_en="Cardiology", slug="cardiologie-cochin")


@pytest.fixture
def person(service) -> Practitioner:
    return PractitionerFactory(
        service=service, first_name="Jean-François", last_name="de La Tour", title="pr", role="head",
        slug="jean-francois-de-la-tour", former_name="Secret", rpps="99000000001", languages=["en", "ar"],
    )  # fmt: skip


def page(client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.main.get_text(" ").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Pr Jean-François de La Tour", "Cardiologie", "Responsable du service", "Hôpital Cochin",
                "Parle français, anglais, arabe", "01 99 00 20 00", "Bâtiment Achard", "15 ou le 112 (114"]),
        ("en", ["Prof. Jean-François de La Tour", "Cardiology", "Head of the department", "Cochin Hospital",
                "Speaks French, English, Arabic", "+33 1 99 00 20 00", "Achard building", "15 or 112 (114"]),
    ],
)  # fmt: skip
def test_a_practitioner_s_page_says_who_where_and_how(client, person, language: str, expected: list[str]):
    text = words(page(client, f"{PEOPLE[language]}{person.slug}/"))
    assert [words for words in expected if words not in text] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Cardiologie", "Hôpital Cochin", "01 99 00 20 00", "Bâtiment Achard", "L’équipe"]),
        ("en", ["Cardiology", "Cochin Hospital", "+33 1 99 00 20 00", "Achard building", "The team"]),
    ],
)
def test_a_department_s_page_says_where_and_how(client, person, language: str, expected: list[str]):
    text = words(page(client, f"{SERVICES[language]}cardiologie-cochin/"))
    assert [words for words in expected if words not in text] == []


@pytest.mark.parametrize("secret", ["Secret", "99000000001"])
def test_a_former_name_and_the_register_s_number_are_shown_nowhere(client, person, secret: str):
    for address in (f"{PEOPLE['fr']}{person.slug}/", f"{SERVICES['fr']}cardiologie-cochin/"):
        assert secret not in client.get(address).content.decode()


@pytest.mark.parametrize(("first", "second"), [("fr", "en"), ("en", "fr")])
@pytest.mark.parametrize("places", [PEOPLE, SERVICES], ids=["practitioner", "service"])
def test_both_languages_name_each_other(client, person, places: dict, first: str, second: str):
    slug = person.slug if places is PEOPLE else "cardiologie-cochin"
    soup = page(client, f"{places[first]}{slug}/")
    links = {link["hreflang"]: link["href"] for link in soup.head.find_all("link", hreflang=True)}
    here, other = f"http://localhost{places[first]}{slug}/", f"http://localhost{places[second]}{slug}/"
    assert links == {first: here, second: other, "x-default": f"http://localhost{places['fr']}{slug}/"}
    assert soup.head.find("link", rel="canonical")["href"] == here
    assert (
        soup.find("nav", class_="languages").find("a", hreflang=second)["href"] == f"{places[second]}{slug}/"
    )


def test_the_head_comes_first_then_everybody_by_name(client, person, service):
    for last_name in ("Zola", "d’Alembert", "Éluard", "Eiffel"):
        PractitionerFactory(service=service, last_name=last_name, title="")
    names = [
        link.get_text()
        for link in page(client, f"{SERVICES['fr']}{service.slug}/").main.select(".team__head a, .team a")
    ]
    assert [name.split(" ", 1)[1] for name in names[1:]] == ["d’Alembert", "Eiffel", "Éluard", "Zola"]
    assert names[0].endswith("de La Tour")


def yesterday():
    return clock.today() - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"until_date": clock.today}, 200),
        ({"until_date": yesterday}, 404),
        ({"from_date": clock.today}, 200),
        ({"from_date": lambda: clock.today() + timedelta(days=1)}, 404),
    ],
    ids=["without dates", "last day", "ended", "first day", "not begun"],
)
def test_a_page_from_the_first_day_to_the_last(client, person, service, fields: dict, status: int):
    Affiliation.objects.update(**{name: value() for name, value in fields.items()})
    page(client, f"{PEOPLE['fr']}{person.slug}/", status)
    is_named = "La Tour" in client.get(f"{SERVICES['fr']}{service.slug}/").content.decode()
    assert is_named == (status == 200)


def test_who_stopped_work_is_nowhere(client, person, service):
    Practitioner.objects.update(is_active=False)
    page(client, f"{PEOPLE['fr']}{person.slug}/", 404)
    assert "La Tour" not in words(page(client, f"{SERVICES['fr']}{service.slug}/"))


def test_a_closed_department_answers_404_and_so_do_those_who_work_nowhere_else(client, person, service):
    Service.objects.update(is_active=False)
    page(client, f"{SERVICES['fr']}{service.slug}/", 404)
    page(client, f"{PEOPLE['fr']}{person.slug}/", 404)


def test_of_two_hospitals_only_the_public_one_is_named(client, site, person):
    AffiliationFactory(practitioner=person, service=ServiceFactory(hospital=site.necker, name_fr="Caché"))
    assert "Necker" in words(page(client, f"{PEOPLE['fr']}{person.slug}/"))
    site.necker.unpublish()
    text = words(page(client, f"{PEOPLE['fr']}{person.slug}/"))
    assert "Cochin" in text and "Necker" not in text and "Caché" not in text


def test_who_is_known_by_the_hospital_alone_has_its_switchboard(client, site):
    person = PractitionerFactory(service=None)
    AffiliationFactory(practitioner=person, service=None, hospital=site.cochin)
    assert "01 58 41 41 41 Standard" in words(page(client, f"{PEOPLE['fr']}{person.slug}/"))


def test_a_department_without_a_number_gives_the_switchboard(client, service):
    Service.objects.update(phone="")
    assert "01 58 41 41 41 Standard" in words(page(client, f"{SERVICES['fr']}{service.slug}/"))


def test_who_asks_not_to_be_found_is_named_by_the_department_alone(client, person, service):
    Practitioner.objects.update(is_indexed=False)
    soup = page(client, f"{PEOPLE['fr']}{person.slug}/")
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert soup.find("script", type="application/ld+json") is None
    assert person.slug not in client.get("/sitemap-practitioners.xml").content.decode()
    assert "La Tour" in words(page(client, f"{SERVICES['fr']}{service.slug}/"))


def test_in_the_news_are_the_hospital_s_releases_on_the_specialty(client, site, service):
    about = factories.public_release(site, title_fr="Un stent inédit", slug="stent")
    about.specialties.add(service.specialty)
    about.save_revision().publish()
    factories.public_release(site, title_fr="Autre sujet")
    elsewhere = factories.public_release(site, title_fr="Ailleurs", hospitals=[site.necker])
    elsewhere.specialties.add(service.specialty)
    elsewhere.save_revision().publish()
    text = words(page(client, f"{SERVICES['fr']}{service.slug}/"))
    assert "Un stent inédit" in text and "Autre sujet" not in text and "Ailleurs" not in text


def described(soup: BeautifulSoup) -> dict[str, dict]:
    (script,) = soup.find_all("script", type="application/ld+json")
    return {record["@type"]: record for record in json.loads(script.string)}


def test_what_search_engines_are_told_of_a_practitioner(client, person):
    physician = described(page(client, f"{PEOPLE['en']}{person.slug}/"))["Physician"]
    assert physician["name"] == "Prof. Jean-François de La Tour"
    assert physician["medicalSpecialty"] == ["https://schema.org/Cardiovascular"]
    assert physician["knowsAbout"] == ["Cardiology"]
    assert physician["telephone"] == "+33199002000"
    assert physician["hospitalAffiliation"][0]["url"] == "http://localhost/en/hospitals/cochin/"
    assert physician["address"]["addressLocality"] == "Paris"


def test_what_search_engines_are_told_of_a_department(client, service):
    found = described(page(client, f"{SERVICES['fr']}{service.slug}/"))
    assert found["MedicalClinic"]["name"] == "Cardiologie"
    assert found["MedicalClinic"]["parentOrganization"]["name"] == "Hôpital Cochin"
    assert [step["position"] for step in found["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]


@pytest.mark.parametrize("address", ["/fr/annuaire/medecin/", "/fr/annuaire/service/"])
def test_an_unknown_record_and_a_hidden_one_answer_alike(client, service, person, address: str):
    slug = person.slug if "medecin" in address else service.slug
    Practitioner.objects.update(is_active=False)
    Service.objects.update(is_active=False)
    hidden, unknown = (client.get(f"{address}{name}/") for name in (slug, "x" * len(slug)))
    assert hidden.status_code == unknown.status_code == 404
    assert len(hidden.content) == len(unknown.content)


@pytest.mark.parametrize("slug", ["", "x" * 5000, "JEAN-FRANCOIS-DE-LA-TOUR", "a%2Fb", "é", "-_-", "1"])
@pytest.mark.parametrize("beginning", [*PEOPLE.values(), *SERVICES.values()])
def test_an_odd_address_is_not_found(client, person, beginning: str, slug: str):
    assert client.get(f"{beginning}{slug}/" if slug else beginning).status_code == 404


def test_a_hospital_s_page_lists_its_departments_emergencies_first(client, site, service):
    ServiceFactory(name_fr="Urgences", is_emergency=True)
    ServiceFactory(name_fr="Fermé", is_active=False)
    ServiceFactory(name_fr="Ailleurs", hospital=site.necker)
    section = page(client, "/fr/hopitaux/cochin/").find("section", attrs={"aria-labelledby": "departments"})
    assert [item.a.get_text() for item in section.find_all("li")] == ["Urgences", "Cardiologie", "Urgences"]
    assert section.find("a", href="/fr/annuaire/?hospital=cochin&kind=practitioner")


def cost(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_people_cost_no_query(client, person, service):
    addresses = [f"{SERVICES['fr']}{service.slug}/", f"{PEOPLE['fr']}{person.slug}/", "/fr/hopitaux/cochin/",
                 "/sitemap-practitioners.xml", "/sitemap-departments.xml"]  # fmt: skip
    before = [cost(client, address) for address in addresses]
    for _number in range(20):
        PractitionerFactory(service=service)
        AffiliationFactory(practitioner=person)
    assert [cost(client, address) for address in addresses] == before
    # sections, banner, selector, the site's root; then department, people, releases; person, specialties, places; rows alone
    assert [cost(client, address) for address in addresses[:2]] == [7, 7]
    assert before[3:] == [1, 1]


def test_sitemaps_name_every_record_in_both_languages(client, person, service):
    people = client.get("/sitemap-practitioners.xml").content.decode()
    departments = client.get("/sitemap-departments.xml").content.decode()
    for language in ("fr", "en"):
        assert f"<loc>http://localhost{PEOPLE[language]}{person.slug}/</loc>" in people
        assert f"<loc>http://localhost{SERVICES[language]}{service.slug}/</loc>" in departments


def test_robots_are_told_of_every_sitemap(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()
    names = ("sitemap", "sitemap-practitioners", "sitemap-departments")
    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: http://localhost/{name}.xml" for name in names
    ]


def test_the_demonstration_says_that_people_are_invented(client, person, settings):
    address = f"{PEOPLE['fr']}{person.slug}/"
    assert "inventés" not in words(page(client, address))
    settings.DEMONSTRATION = True
    assert "inventés" in words(page(client, address))


@pytest.mark.parametrize(
    ("record", "base"), [("person", PEOPLE), ("service", SERVICES)], ids=["practitioner", "department"]
)
def test_a_former_address_leads_to_the_present_one(client, request, record, base):
    """Twice renamed, and back to the first: each address that it had leads to the one that it has."""
    row = request.getfixturevalue(record)
    first = row.slug
    for slug in ("deuxieme", "troisieme", first, "dernier"):
        row.slug = slug
        row.save()
    for language, place in base.items():
        for former in (first, "deuxieme", "troisieme"):
            response = client.get(f"{place}{former}/")
            assert (response.status_code, response["Location"]) == (301, f"{place}dernier/"), language


def test_a_former_address_of_somebody_who_left_says_no_more_than_any_other(client, person):
    former, person.slug = person.slug, "nouveau-nom"
    person.is_active = False
    person.save()
    client.get(f"{PEOPLE['fr']}jamais-vu-non-plus/")  # what is remembered by the process is remembered
    with CaptureQueriesContext(connection) as hidden:
        gone = client.get(f"{PEOPLE['fr']}{former}/")
    with CaptureQueriesContext(connection) as unknown:
        never = client.get(f"{PEOPLE['fr']}jamais-vu/")
    assert (gone.status_code, len(hidden)) == (never.status_code, len(unknown)) == (404, len(unknown))
    assert "nouveau-nom" not in gone.content.decode()


def test_who_has_an_address_now_answers_to_it(client, person, service):
    former, person.slug = person.slug, "nouveau-nom"
    person.save()
    PractitionerFactory(service=service, first_name="Jeanne", last_name="Autre", slug=former)
    assert "Jeanne Autre" in words(page(client, f"{PEOPLE['fr']}{former}/"))
