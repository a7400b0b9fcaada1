"""The demonstration's directory: the same each time, plausible, with the traps of real life."""

from collections import Counter

import pytest
from django.core.management import call_command

from newsroom.demo import data as newsroom_data
from newsroom.models import HospitalGroup, HospitalIndexPage, HospitalPage, Specialty
from search.demo import data
from search.models import Affiliation, Practitioner, Service
from search.slugs import free_slug, slug_of
from tests import factories

HOSPITALS = {row["slug"] for row in newsroom_data.read("hospitals")}


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """Loaded once for the tests of this module, taken back after them."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        _hospitals_of_the_demonstration()
        call_command("load_demo_directory")
        yield
        transaction.set_rollback(True)


def _hospitals_of_the_demonstration() -> None:
    parent = HospitalIndexPage.objects.get()
    group = HospitalGroup.objects.create(slug="g", name_fr="G")
    for row in newsroom_data.read("specialties"):
        Specialty.objects.get_or_create(slug=row["slug"], defaults={"name_fr": row["name_fr"]})
    for row in newsroom_data.read("hospitals"):
        if not HospitalPage.objects.filter(slug=row["slug"]).exists():
            kinds = {name: row[name] for name in ("emergency_adult", "emergency_paediatric")}
            factories.hospital(parent, row["slug"], row["name_fr"], group=group, **kinds)


def test_every_key_of_the_files_exists():
    rows = data.read("services")
    specialties = {row["slug"] for row in newsroom_data.read("specialties")}
    kinds = {*data.read("kinds"), "adult-emergency", "child-emergency"}
    assert {row["specialty"] for row in rows} <= specialties
    assert {place for row in rows for place in row.get("hospitals", ())} <= HOSPITALS
    assert {kind for row in rows for kind in row.get("kinds", ())} == kinds
    assert all(bool(row.get("hospitals")) != bool(row.get("kinds")) for row in rows)


def test_every_hospital_is_of_some_kind():
    assert {slug for slugs in data.read("kinds").values() for slug in slugs} == HOSPITALS


@pytest.mark.parametrize("name", ["women", "men", "surnames"])
def test_names_are_many_and_each_is_there_once(name: str):
    names = data.names(name)
    assert len(names) == len(set(names)) > 190


@pytest.mark.usefixtures("directory", "db")
class TestLoaded:
    def test_about_nine_hundred_departments_and_three_thousand_people(self):
        assert 850 <= Service.objects.count() <= 950
        assert Practitioner.objects.count() == 3_000

    def test_eight_in_a_hundred_are_professors(self):
        assert Practitioner.objects.filter(title="pr").count() == 240

    def test_some_have_left_some_work_in_two_hospitals_some_do_not_wish_to_be_found(self):
        people, listed = Practitioner.objects.all(), Practitioner.objects.listed()
        assert people.count() - listed.count() > 60
        assert people.filter(is_active=False).exists() and people.filter(is_indexed=False).exists()
        places = Affiliation.objects.current().values_list("practitioner", "hospital")
        assert sum(count > 1 for count in Counter(person for person, _place in set(places)).values()) > 100

    def test_every_open_department_that_has_a_head_names_somebody_of_its_own(self):
        headed = Service.objects.exclude(head=None)
        assert headed.count() > 850
        own = Affiliation.objects.filter(role="head").values_list("service", "practitioner")
        assert set(headed.values_list("pk", "head")) <= set(own)

    @pytest.mark.parametrize(
        ("slug", "name"),
        [
            ("jean-francois-de-la-tour", "Jean-François de La Tour"),
            ("kevin-o-brien", "Kevin O’Brien"),
            ("thi-minh-nguyen", "Thi Minh Nguyễn"),
            ("marie-lefevre", "Marie Lefèvre"),
            ("marie-lefevre-rhumatologie", "Marie Lefèvre"),
            ("marie-lefevre-rhumatologie-2", "Marie Lefèvre"),
            ("marie-lefebvre", "Marie Lefebvre"),
            ("coeline-loeuillet", "Cœline Lœuillet"),
        ],
    )
    def test_names_that_a_search_must_bear(self, slug: str, name: str):
        assert Practitioner.objects.get(slug=slug).name == name

    def test_departments_have_readable_addresses(self):
        service = Service.objects.get(slug="cardiologie-pitie-salpetriere")
        assert (service.name_en, service.hospital.slug) == ("Cardiology", "pitie-salpetriere")

    def test_children_s_hospitals_have_no_geriatrics(self):
        found = Service.objects.filter(hospital__slug__in=data.read("kinds")["children"])
        assert found.exists() and not found.filter(specialty__slug="geriatrie").exists()

    def test_a_second_load_changes_nothing(self):
        before = list(Practitioner.objects.order_by("pk").values_list("pk", "slug", "rpps"))
        call_command("load_demo_directory")
        assert list(Practitioner.objects.order_by("pk").values_list("pk", "slug", "rpps")) == before


def test_an_apostrophe_and_a_ligature_have_a_place_in_an_address():
    assert slug_of("Kévin", "O’Brien-Lœuillet") == "kevin-o-brien-loeuillet"
    assert slug_of("李") == "fiche"


def test_homonyms_are_told_apart_by_what_they_do_then_by_a_number():
    taken: set[str] = set()
    for _person in range(3):
        taken.add(free_slug(taken, "Ann Martin", "urologie"))
    assert taken == {"ann-martin", "ann-martin-urologie", "ann-martin-urologie-2"}
