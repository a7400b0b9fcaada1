"""The directory in the admin: who may write it, how records are found, changed one by one and many at once."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.utils import quote
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from newsroom import clock, roles
from search.models import Affiliation, Practitioner, Service, Synonym
from tests import factories
from tests.directory_factories import AffiliationFactory, PractitionerFactory, ServiceFactory
from tests.newsroom.staff import Person, form_data, person

PEOPLE, SERVICES = "wagtailsnippets_search_practitioner", "wagtailsnippets_search_service"


@pytest.fixture
def office(site):
    roles.ensure_roles()
    site.officer = person(roles.OFFICER)
    return site


@pytest.fixture
def service(site) -> Service:
    return ServiceFactory(name_fr="Cardiologie", name_en="Cardiology", slug="cardiologie-cochin")


@pytest.fixture
def doctor(service) -> Practitioner:
    return PractitionerFactory(
        service=service, first_name="Jean-François", last_name="de La Tour d’Éluard", former_name="Nguyễn",
        slug="jean-francois", rpps="99000000001",
    )  # fmt: skip


def listed(somebody: Person, space: str, **query) -> list[str]:
    response = somebody.get(reverse(f"{space}:list_results"), query)
    assert response.status_code == 200
    rows = BeautifulSoup(response.content, "html.parser").select(
        "table.listing tbody tr td.title a, tbody .title a"
    )
    return list(dict.fromkeys(row.get_text(strip=True) for row in rows if row.get_text(strip=True) in NAMES))


NAMES = {"Jean-François de La Tour d’Éluard", "Camille Autre", "Cardiologie", "Urologie"}


@pytest.mark.parametrize("role", [roles.OFFICER, roles.CHIEF, roles.ADMINISTRATOR])
@pytest.mark.parametrize("name", ["practitioner", "service", "synonym"])
def test_the_press_office_writes_the_directory(office, role: str, name: str):
    somebody = person(role, name="quelquun")
    assert somebody.get(reverse(f"wagtailsnippets_search_{name}:list")).status_code == 200
    assert somebody.get(reverse(f"wagtailsnippets_search_{name}:add")).status_code == 200


@pytest.mark.parametrize("name", ["practitioner", "service", "synonym"])
def test_a_correspondent_reads_the_public_pages(office, name: str):
    somebody = person(roles.CORRESPONDENT, hospitals=[office.cochin])
    for view in ("list", "add"):
        assert somebody.get(reverse(f"wagtailsnippets_search_{name}:{view}")).status_code == 302


@pytest.mark.parametrize("name", ["practitioner", "service"])
def test_choosers_are_for_those_who_write(office, service, name: str):
    somebody = person(roles.CORRESPONDENT, hospitals=[office.cochin])
    space = f"wagtailsnippetchoosers_search_{name}"
    addresses = [reverse(f"{space}:{view}") for view in ("choose", "choose_results", "chosen_multiple")]
    addresses.append(reverse(f"{space}:chosen", args=[service.pk]))
    for address in addresses:
        assert somebody.get(address).status_code == 302
    assert office.officer.get(addresses[0]).status_code == 200


@pytest.mark.parametrize(
    "query", ["eluard", "ÉLUARD jean", "la tour", "nguyen", "99000000001", "d'eluard", "francois jean"]
)
def test_a_practitioner_is_found_by_parts_of_the_names(office, doctor, query: str):
    PractitionerFactory(last_name="Autre")
    assert listed(office.officer, PEOPLE, q=query) == ["Jean-François de La Tour d’Éluard"]


@pytest.mark.parametrize("query", ["cardio", "cochin cardiology", "CARDIOLOGIE"])
def test_a_department_is_found_by_its_names_and_its_hospital(office, service, query: str):
    ServiceFactory(name_fr="Urologie", name_en="Urology", hospital=office.necker)
    assert listed(office.officer, SERVICES, q=query) == ["Cardiologie"]


def test_choosers_find_as_lists_do(office, doctor):
    PractitionerFactory(last_name="Autre")
    address = reverse("wagtailsnippetchoosers_search_practitioner:choose_results")
    text = office.officer.get(address, {"q": "eluard"}).content.decode()
    assert "Éluard" in text and "Autre" not in text


@pytest.fixture
def others(office, doctor):
    other = PractitionerFactory(
        service=ServiceFactory(name_fr="Urologie", hospital=office.necker, specialty=factories.specialty("urologie"),
                               is_active=False),
        last_name="Autre", is_active=False, is_indexed=False, title="",
    )  # fmt: skip
    Affiliation.objects.filter(practitioner=other).update(is_imported=True)
    return office


@pytest.mark.parametrize(
    "query",
    [
        {"hospital": "necker"}, {"specialty": "urologie"}, {"is_active": "false"}, {"is_indexed": "false"},
        {"imported": "true"},
    ],
    ids=str,
)  # fmt: skip
def test_practitioners_are_filtered(others, query: dict):
    assert listed(others.officer, PEOPLE, **_keys(others, query)) == ["Camille Autre"]


@pytest.mark.parametrize(
    "query", [{"hospital": "necker"}, {"specialty": "urologie"}, {"is_active": "false"}], ids=str
)
def test_departments_are_filtered(others, query: dict):
    assert listed(others.officer, SERVICES, **_keys(others, query)) == ["Urologie"]


def _keys(site, query: dict) -> dict:
    keys = {"necker": site.necker.pk, "urologie": factories.specialty("urologie").pk}
    return {name: keys.get(value, value) for name, value in query.items()}


def cost(somebody: Person, address: str) -> int:
    somebody.get(address)
    with CaptureQueriesContext(connection) as queries:
        somebody.get(address)
    return len(queries)


@pytest.mark.parametrize("space", [PEOPLE, SERVICES])
def test_lists_cost_the_same_with_many_rows(office, doctor, service, space: str):
    address = reverse(f"{space}:list_results")
    before = cost(office.officer, address)
    for _number in range(15):
        other = PractitionerFactory(service=service)
        Service.objects.filter(pk=ServiceFactory().pk).update(head=other)
    assert cost(office.officer, address) <= before + 2  # heads and footers of a table that has pages


def test_a_practitioner_is_made_with_affiliation_and_an_address_of_the_name(office, service):
    address = reverse(f"{PEOPLE}:add")
    data = form_data(office.officer.get(address), first_name="Anaïs", last_name="d’Œil", title="pr", slug="")
    data |= {
        "specialties": [service.specialty_id],
        "languages": ["en", "ar"],
        "affiliations-TOTAL_FORMS": "1",
    }
    data |= {"affiliations-0-hospital": office.cochin.pk, "affiliations-0-service": service.pk}
    data |= {"is_active": "on", "is_indexed": "on"}
    data |= {"affiliations-0-role": "head", "affiliations-0-from_date": "2020-01-01"}
    assert office.officer.post(address, data).status_code == 302
    made = Practitioner.objects.listed().get(slug="anais-d-oeil")
    assert made.languages == ["en", "ar"] and made.rpps is None
    assert made.affiliations.get().role == "head"


def test_a_department_of_another_hospital_is_refused_and_nothing_is_lost(office, doctor, service):
    address = reverse(f"{PEOPLE}:edit", args=[quote(doctor.pk)])
    data = form_data(office.officer.get(address), first_name="Changé")
    data["affiliations-0-hospital"] = office.necker.pk
    response = office.officer.post(address, data)
    text = response.content.decode()
    assert (
        response.status_code == 200 and "Ce service est celui d’un autre hôpital" in text and "Changé" in text
    )


def test_a_department_s_number_is_kept_as_it_is_dialled(office, service):
    address = reverse(f"{SERVICES}:edit", args=[quote(service.pk)])
    data = form_data(office.officer.get(address), phone="01 99 00 12 34")
    assert office.officer.post(address, data).status_code == 302
    assert Service.objects.get().phone == "+33199001234"


@pytest.mark.parametrize(("works_here", "status"), [(True, 302), (False, 200)])
def test_a_head_is_somebody_of_the_department(office, service, works_here: bool, status: int):
    head = PractitionerFactory(service=service if works_here else ServiceFactory(name_fr="Urologie"))
    address = reverse(f"{SERVICES}:edit", args=[quote(service.pk)])
    data = form_data(office.officer.get(address), head=head.pk)
    assert office.officer.post(address, data).status_code == status


def test_a_change_is_in_the_history(office, service):
    address = reverse(f"{SERVICES}:edit", args=[quote(service.pk)])
    office.officer.post(
        address, form_data(office.officer.get(address), name_fr="Cardiologie interventionnelle")
    )
    text = office.officer.get(reverse(f"{SERVICES}:history", args=[quote(service.pk)])).content.decode()
    assert "Officer" in text


def in_bulk(somebody: Person, record, action: str, **data):
    address = reverse("wagtail_bulk_action", args=["search", record._meta.model_name, action])
    asked = somebody.get(f"{address}?id={record.pk}")
    return asked, somebody.post(f"{address}?id={record.pk}", data)


@pytest.mark.parametrize(
    ("name", "action", "is_active"),
    [
        ("doctor", "stop_work", False),
        ("doctor", "take_up_work", True),
        ("service", "close", False),
        ("service", "open", True),
    ],
)
def test_many_records_are_switched_at_once(office, request, name: str, action: str, is_active: bool):
    record = request.getfixturevalue(name)
    type(record).objects.update(is_active=not is_active)
    asked, done = in_bulk(office.officer, record, action)
    assert (asked.status_code, done.status_code) == (200, 302)
    record.refresh_from_db()
    assert record.is_active == is_active
    assert ModelLogEntry.objects.filter(
        action="wagtail.edit", user=office.officer.user, object_id=record.pk
    ).exists()


def test_affiliations_end_on_a_day(office, doctor, service):
    ended = AffiliationFactory(
        practitioner=doctor, service=ServiceFactory(), until_date=clock.today() - timedelta(days=9)
    )
    in_bulk(office.officer, doctor, "leave", until_date=clock.today().isoformat())
    days = dict(Affiliation.objects.values_list("pk", "until_date"))
    assert days.pop(ended.pk) == clock.today() - timedelta(days=9)
    assert set(days.values()) == {clock.today()}


def test_a_department_moves_with_its_people(office, doctor, service):
    in_bulk(office.officer, service, "move", hospital=office.necker.pk)
    assert Service.objects.get().hospital == office.necker
    assert Affiliation.objects.get().hospital == office.necker


def test_a_department_does_not_move_beside_a_namesake(office, doctor, service):
    ServiceFactory(name_fr="Cardiologie", hospital=office.necker)
    _asked, done = in_bulk(office.officer, service, "move", hospital=office.necker.pk)
    assert done.status_code == 200 and "Cardiologie" in done.content.decode()
    service.refresh_from_db()
    assert service.hospital == office.cochin


def test_nobody_else_changes_many_records(office, doctor):
    correspondent = person(roles.CORRESPONDENT, hospitals=[office.cochin])
    asked, done = in_bulk(correspondent, doctor, "stop_work")
    assert asked.status_code == done.status_code == 302 and "bulk" not in done.url
    doctor.refresh_from_db()
    assert doctor.is_active


def test_a_synonym_is_written(office):
    address = reverse("wagtailsnippets_search_synonym:add")
    data = form_data(office.officer.get(address), term="crise cardiaque", alternatives="infarctus")
    assert office.officer.post(address, data).status_code == 302
    assert Synonym.objects.get().alternatives == "infarctus"
