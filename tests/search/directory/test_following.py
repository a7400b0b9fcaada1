"""The rows follow the records: in the same transaction, and as the days pass."""

from datetime import timedelta

import pytest

from newsroom import clock, delivery
from newsroom.models import HospitalName, HospitalPage, Specialty
from search import directory as finder
from search import directory_rows
from search.directory_query import ask
from search.models import Affiliation, DirectoryRow, Practitioner
from tests import factories

from .corpus import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def found(query: str) -> list[str]:
    """What is found exactly."""
    return [hit.slug for hit in finder.exact(ask(query), 8)]


def test_rows_say_what_the_records_say(directory):
    assert directory_rows.drift() == []


def test_a_practitioner_is_found_when_saved_and_no_more_when_deleted(directory):
    made = person("Ysoline", "Quatrepoint", directory.services["Cardiologie", "tenon"])
    assert found("quatrepoint") == [made.slug]
    made.last_name = "Cinqpoint"
    made.save()
    assert (found("quatrepoint"), found("cinqpoint")) == ([], [made.slug])
    made.delete()
    assert found("cinqpoint") == []


@pytest.mark.parametrize("field", ["is_active", "is_indexed"])
def test_who_left_or_asked_for_it_is_not_found(directory, field):
    made = person("Ysoline", "Quatrepoint", directory.services["Cardiologie", "tenon"])
    setattr(made, field, False)
    made.save()
    assert found("quatrepoint") == []
    assert directory_rows.drift() == []


def test_who_left_yesterday_is_not_found(directory):
    assert found("partie") == []


def test_an_affiliation_counts_from_its_first_day_to_its_last(directory):
    made = person("Ysoline", "Quatrepoint")
    days = {"from_date": clock.today() + DAY, "until_date": clock.today() + 2 * DAY}
    Affiliation.objects.create(practitioner=made, hospital=directory.hospitals["tenon"], **days)
    for after, is_found in ((0, False), (1, True), (2, True), (3, False)):
        with clock.shifted(after * DAY):
            assert bool(found("quatrepoint")) is is_found, after


def test_rows_are_made_anew_when_a_day_has_come(directory):
    made = person("Ysoline", "Quatrepoint")
    tomorrow = clock.today() + DAY
    for slug, days in (("bichat", {"until_date": clock.today()}), ("tenon", {"from_date": tomorrow})):
        Affiliation.objects.create(practitioner=made, hospital=directory.hospitals[slug], **days)
    assert "Tenon" not in DirectoryRow.objects.get(slug=made.slug).detail_fr
    with clock.shifted(DAY):
        delivery.run()
        assert "Tenon" in DirectoryRow.objects.get(slug=made.slug).detail_fr
        assert directory_rows.drift() == []


def test_a_new_name_of_a_hospital_finds_it_its_departments_and_its_people(directory):
    HospitalName.objects.create(hospital=directory.hospitals["tenon"], kind="popular", name="Quatrevents")
    kinds = {hit.kind for hit in finder_hits("quatrevents")}
    assert kinds == {"hospital", "service", "practitioner"}


def finder_hits(query: str) -> list:
    return finder.exact(ask(query), 60)


def test_a_department_that_closes_is_not_found_nor_its_people_by_it(directory):
    service = directory.services["Gériatrie aiguë", "broca"]
    service.is_active = False
    service.save()
    assert found("geriatrie broca") == []
    assert found("coeurderoy") == []


def test_the_rows_follow_whatever_is_changed_about_a_department_its_hospital_or_its_group(directory):
    service = directory.services["Cardiologie", "tenon"]
    service.specialty = Specialty.objects.get(slug="neurologie")
    service.save()
    assert directory_rows.drift() == []
    factories.fresh(directory.hospitals["bichat"]).unpublish()
    assert directory_rows.drift() == []
    group = directory.hospitals["tenon"].group
    group.name_fr = "Groupe Quatrevents"
    group.save()
    assert directory_rows.drift() == []
    assert "tenon" in found("quatrevents tenon")


def test_rebuilding_changes_nothing_that_is_right_and_mends_what_is_wrong(directory):
    Practitioner.objects.filter(slug="anne-lefevre").update(last_name="Changée")
    DirectoryRow.objects.filter(slug="paul-lefebvre").delete()
    DirectoryRow.objects.create(
        kind="service", object_id=0, slug="rien", label_fr="Rien", label_en="Rien", names=""
    )
    assert len(directory_rows.drift()) == 3
    directory_rows.rebuild()
    assert directory_rows.drift() == []


def test_someone_who_works_elsewhere_too_is_not_found_by_a_hidden_hospital(directory):
    """One of the two waits: its name stands in no row that readers see."""
    hidden = factories.add(
        directory.hospitals["tenon"].get_parent().specific,
        HospitalPage(slug="quatrevents", title_fr="Hôpital Quatrevents", short_name="Quatrevents"),
    )
    made = person("Ysoline", "Quatrepoint", directory.services["Cardiologie", "tenon"])
    Affiliation.objects.create(practitioner=made, hospital=hidden)
    assert found("quatrepoint") == [made.slug]
    assert found("quatrepoint quatrevents") == []
    assert "Quatrevents" not in DirectoryRow.objects.get(slug=made.slug).detail_fr


def test_a_hidden_hospital_hides_its_departments_and_people(directory):
    hospital = directory.hospitals["broca"]
    hospital.unpublish()
    for query in ("broca", "geriatrie broca", "coeurderoy"):
        assert found(query) == [], query
    factories.publish(factories.fresh(hospital))
    assert found("coeurderoy")
