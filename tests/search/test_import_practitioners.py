"""import_practitioners: the directory follows the register, and what was written by hand stays."""

import itertools
import tracemalloc
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import ReferenceIndex

from newsroom import clock
from newsroom.imports.report import Report
from newsroom.models import HospitalPage
from search.admin.finding import named
from search.imports.extract import Extract
from search.imports.practitioners import Importer
from search.models import Affiliation, Practitioner, Service
from tests import factories

from .register import COCHIN, ELSEWHERE, HEADER, NECKER, line, number, write

SAMPLES = Path(__file__).parent / "samples" / "practitioners"


@pytest.fixture
def hospitals(site):
    for page, finess in ((site.cochin, COCHIN), (site.necker, NECKER)):
        page.finess = finess
        page.save_revision().publish()
    factories.specialty(rpps_codes="SM04\nSM73")
    return site


def run(path: Path, **options) -> tuple[str, bool]:
    """What the command printed, and whether it failed."""
    out = StringIO()
    try:
        with translation.override("en"):
            call_command("import_practitioners", str(path), stdout=out, stderr=out, **options)
    except CommandError as error:
        return out.getvalue() + str(error), error.returncode == 1
    return out.getvalue(), False


@pytest.fixture
def read(hospitals, tmp_path):
    """Imports these lines."""
    return lambda *lines, **options: run(write(tmp_path / "extract.txt", *lines), **options)


def service(hospital, name: str = "Cardiologie", **fields) -> Service:
    return Service.objects.create(
        slug=f"{hospital.slug}-{name.lower()}", name_fr=name, hospital=hospital,
        specialty=factories.specialty(), **fields
    )  # fmt: skip


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Practitioner, Affiliation)]


def days(count: int):
    return clock.shifted(timedelta(days=count))


def test_a_line_of_the_register_becomes_a_person_at_a_hospital(read, hospitals):
    printed, failed = read(line(civility="PR"))
    person = Practitioner.objects.get()
    assert (str(person), person.slug, person.title) == (
        "Jean-Marie de La Tour",
        "jean-marie-de-la-tour",
        "pr",
    )
    assert [specialty.slug for specialty in person.specialties.all()] == ["cardiologie"]
    affiliation = person.affiliations.get()
    assert (affiliation.hospital_id, affiliation.service, affiliation.is_imported) == (
        hospitals.cochin.pk, None, True,
    )  # fmt: skip
    assert Practitioner.objects.searchable().get() == person
    assert ("1 added, 0 changed, 0 ended, 0 unchanged, 0 faulty" in printed, failed) == (True, False)


def test_neither_mail_addresses_nor_telephones_come_in(read):
    read(line(mail="ada@example.org", telephone="0612345678"))
    assert "example.org" not in str(everything()) and "0612345678" not in str(everything())


def test_a_second_run_changes_nothing(read, hospitals):
    service(hospitals.cochin)
    lines = [line(), line(rpps=number(2), last="MARTIN"), line(finess=NECKER)]
    read(*lines)
    before = everything()
    with days(1):
        printed, failed = read(*lines)
    assert everything() == before
    assert ("0 added, 0 changed, 0 ended, 2 unchanged, 0 faulty" in printed, failed) == (True, False)


def test_a_dry_run_reports_the_same_and_keeps_nothing(read):
    dry, _failed = read(line(), line(rpps="1"), dry_run=True)
    assert not Practitioner.objects.exists() and not Affiliation.objects.exists()
    assert dry.replace(" (dry run: nothing was kept)", "") == read(line(), line(rpps="1"))[0]


def test_several_activities_of_one_person_are_one_person(read):
    read(line(), line(skill="SM73"), line(finess=NECKER), line(finess=ELSEWHERE))
    assert Practitioner.objects.get().affiliations.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"finess": ELSEWHERE},
        {"kind": "0"},
        {"profession": "21"},
        {"category": "E"},
        {"finess": ""},
    ],
    ids=["elsewhere", "ADELI", "pharmacist", "student", "no site"],
)
def test_others_stay_out_and_are_no_fault(read, changes):
    _printed, failed = read(line(**changes))
    assert (Practitioner.objects.count(), failed) == (0, False)


def test_a_dental_surgeon_has_the_specialty_that_lists_the_profession(read):
    factories.specialty("odontologie", name_fr="Odontologie", rpps_codes="SCD01\n40")
    read(line(profession="40", skill="", skill_name=""))
    assert Practitioner.objects.get().specialties.get().slug == "odontologie"


def test_our_spelling_of_a_name_stays(read):
    Practitioner.objects.create(
        rpps=number(1), slug="x", first_name="Éléonore", last_name="de la Croÿ-Lefèvre"
    )
    read(line(first="ELEONORE", last="DE LA CROY LEFEVRE"))
    person = Practitioner.objects.get()
    assert (str(person), person.slug) == ("Éléonore de la Croÿ-Lefèvre", "x")


def test_another_name_in_the_register_is_taken_over_and_the_address_stays(read):
    read(line())
    read(line(last="MARTIN"))
    person = Practitioner.objects.get()
    assert (str(person), person.slug) == ("Jean-Marie Martin", "jean-marie-de-la-tour")


def test_homonyms_get_addresses_of_their_own_in_the_order_of_their_numbers(read):
    read(*(line(rpps=number(rank), first="JEAN", last="MARTIN") for rank in (3, 1, 2)))
    slugs = dict(Practitioner.objects.values_list("rpps", "slug"))
    assert slugs == {number(1): "jean-martin", number(2): "jean-martin-2", number(3): "jean-martin-3"}


def test_an_unknown_code_is_told_once_and_the_person_is_in(read):
    printed, failed = read(line(skill="SM99", skill_name="Nouvelle"), line(rpps=number(2), skill="SM99",
                                                                           skill_name="Nouvelle"))  # fmt: skip
    assert (printed.count("SM99"), "SM99 (Nouvelle)" in printed, failed) == (1, True, False)
    assert [person.specialties.count() for person in Practitioner.objects.all()] == [0, 0]


def test_a_code_that_a_specialty_is_given_later_reaches_those_who_are_in(read):
    read(line(skill="SM99"))
    factories.specialty("nouvelle", rpps_codes="SM99")
    read(line(skill="SM99"))
    assert Practitioner.objects.get().specialties.get().slug == "nouvelle"


@pytest.mark.parametrize(("names", "expected"), [
    (["Cardiologie"], "Cardiologie"),
    (["Cardiologie", "Rythmologie"], None),
])  # fmt: skip
def test_the_department_is_the_only_one_of_the_specialty(read, hospitals, names, expected):
    for name in names:
        service(hospitals.cochin, name)
    service(hospitals.cochin, "Fermé", is_active=False)
    service(hospitals.necker, "Ailleurs")
    read(line())
    found = Affiliation.objects.get().service
    assert (found and found.name_fr) == expected


def test_a_department_that_opens_later_is_filled_in_and_one_chosen_by_hand_stays(read, hospitals):
    read(line(), line(rpps=number(2), last="MARTIN"))
    chosen = service(hospitals.cochin, "Rythmologie")
    Affiliation.objects.filter(practitioner__rpps=number(2)).update(service=chosen)
    read(line(), line(rpps=number(2), last="MARTIN"))
    service(hospitals.cochin, "Cardiologie")
    read(line(), line(rpps=number(2), last="MARTIN"))
    assert list(Affiliation.objects.values_list("service__name_fr", flat=True)) == ["Rythmologie"] * 2


def test_who_left_the_register_worked_until_yesterday(read):
    read(line(), line(rpps=number(2), last="MARTIN"))
    printed, _failed = read(line(rpps=number(2), last="MARTIN"))
    person = Practitioner.objects.get(rpps=number(1))
    assert person.affiliations.get().until_date == clock.today() - timedelta(days=1)
    assert (person.is_active, Practitioner.objects.listed().get().rpps) == (True, number(2))
    assert "1 ended" in printed


def test_who_comes_back_begins_again_today(read):
    read(line())
    read(line(finess=ELSEWHERE))
    with days(30):
        read(line())
        row = Affiliation.objects.get()
        assert (row.from_date, row.until_date) == (clock.today(), None)
        read(line(finess=ELSEWHERE))  # the same day
    with days(30):
        assert not Practitioner.objects.listed().exists()


def test_of_a_hospital_that_has_lost_its_number_the_register_says_nothing(read, hospitals):
    read(line())
    HospitalPage.objects.filter(pk=hospitals.cochin.pk).update(finess="")
    read(line(rpps=number(2), finess=NECKER))
    assert Practitioner.objects.listed().count() == 2


def test_an_end_typed_by_hand_is_not_undone_while_the_register_says_the_same(read):
    read(line())
    Affiliation.objects.update(until_date=clock.today() - timedelta(days=3))
    read(line())
    assert not Practitioner.objects.listed().exists()
    read(line(finess=ELSEWHERE))
    read(line())
    assert Practitioner.objects.listed().exists()


def test_affiliations_made_by_hand_are_never_touched_and_not_doubled(read, hospitals):
    read(line())
    person = Practitioner.objects.get()
    Affiliation.objects.create(
        practitioner=person, hospital=hospitals.cochin, role="head", service=service(hospitals.cochin)
    )
    other = Practitioner.objects.create(rpps=number(2), slug="x", first_name="Ada", last_name="Martin")
    Affiliation.objects.create(practitioner=other, hospital=hospitals.necker)
    by_hand = list(Affiliation.objects.filter(is_imported=False).values())
    for _round in range(2):
        read(line())
        assert list(Affiliation.objects.filter(is_imported=False).values()) == by_hand
        assert [row.role for row in Affiliation.objects.current().filter(practitioner=person)] == ["head"]


def test_the_register_goes_on_where_an_affiliation_made_by_hand_has_ended(read, hospitals):
    person = Practitioner.objects.create(rpps=number(1), slug="x", first_name="Ada", last_name="Martin")
    Affiliation.objects.create(
        practitioner=person, hospital=hospitals.cochin, until_date=clock.today() - timedelta(days=1)
    )
    read(line(first="ADA", last="MARTIN"))
    assert Affiliation.objects.current().get().from_date == clock.today()


@pytest.mark.parametrize(
    ("sample", "reasons"),
    [
        ("not_utf_8", ["2: not UTF-8"]),
        ("one_cell_too_many", ["2: 58 cells instead of 57"]),
        ("half_a_line_in_the_middle", ["2: 17 cells instead of 57"]),
        ("rpps_of_ten_digits", ["2: the RPPS number has not eleven digits: “9990000001”"]),
        ("no_family_name", ["2: “Nom d'exercice” is missing"]),
        ("no_letter_in_the_name", ["2: “Prénom d'exercice” is missing"]),
        ("name_too_long", ["2: “Nom d'exercice” is longer than 80 characters"]),
        ("character_that_cannot_be_printed", ["2: “Nom d'exercice” holds a character that cannot be printed"]),
        ("two_faults_on_one_line", ["2: the RPPS number has not eleven digits: “1”", "2: “Prénom d'exercice” is missing"]),
        ("cut_off_in_a_line", ["3: "]),
    ],
)  # fmt: skip
def test_a_faulty_line_is_told_with_every_reason_and_the_others_are_in(hospitals, sample, reasons):
    printed, failed = run(SAMPLES / f"{sample}.txt")
    assert failed and all(f"{sample}.txt:{reason}" in printed for reason in reasons)
    assert [person.last_name for person in Practitioner.objects.all()] == ["Martin"]


@pytest.mark.parametrize("sample", ["without_fault", "with_byte_order_mark"])
def test_a_file_without_fault(hospitals, sample):
    assert not run(SAMPLES / f"{sample}.txt")[1]
    assert Practitioner.objects.count() == 2


@pytest.mark.parametrize(("sample", "reason"), [
    ("no_such_column", "no column “numéro finess site”"),
    ("header_not_utf_8", "not UTF-8"),
    ("not_such_a_file", "no column “type d'identifiant pp”, “identifiant pp”"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_a_word(hospitals, sample, reason):
    printed, failed = run(SAMPLES / f"{sample}.txt")
    assert (failed, reason in printed, Practitioner.objects.count()) == (True, True, 0)


@pytest.mark.parametrize("sample", ["not_utf_8", "one_cell_too_many", "no_family_name", "cut_off_in_a_line"])
def test_nobody_is_taken_out_because_of_a_line_that_cannot_be_read(read, sample):
    read(line(), line(rpps=number(2), last="MARTIN"))
    run(SAMPLES / f"{sample}.txt")
    assert Practitioner.objects.listed().count() == 2


def test_nobody_is_taken_out_when_the_file_stops_in_the_middle_of_a_line(read):
    read(*(line(rpps=number(rank)) for rank in (1, 2, 3)))
    printed, failed = run(SAMPLES / "cut_off_in_a_line.txt")
    assert (failed, "nobody was taken out" in printed) == (True, True)
    assert Practitioner.objects.listed().count() == 3


def test_a_file_that_would_end_more_than_half_is_refused_unless_it_is_meant(read):
    everybody = [line(rpps=number(rank), last="MARTIN") for rank in range(1, 61)]
    read(*everybody)
    before = everything()
    printed, failed = read(line(rpps=number(99)), *everybody[:20])
    assert failed and "40 of 60 affiliations would end" in printed
    assert everything() == before
    printed, failed = read(*everybody[:20], allow_many_ends=True)
    assert ("40 ended" in printed, failed, Practitioner.objects.listed().count()) == (True, False, 20)


def test_a_failure_in_the_middle_leaves_nothing_behind(read, monkeypatch):
    def fail(self):
        raise OSError("the disk is full")

    monkeypatch.setattr("search.imports.affiliations.Affiliations.write", fail)
    with pytest.raises(OSError):
        read(line())
    assert not Practitioner.objects.exists()


def test_without_hospitals_that_have_a_number_nothing_is_read(site, tmp_path):
    printed, failed = run(write(tmp_path / "extract.txt", line()))
    assert ("import the hospitals first" in printed, failed) == (True, True)


def test_columns_are_read_by_their_names_in_any_case_and_order(hospitals, tmp_path):
    titles, cells = ["|".join(reversed(text[:-1].split("|"))) + "|" for text in (HEADER, line())]
    _printed, failed = run(write(tmp_path / "extract.txt", cells, header=titles.upper()))
    assert (str(Practitioner.objects.get()), failed) == ("Jean-Marie de La Tour", False)


def test_an_extract_without_specialties_says_so(hospitals, tmp_path):
    header = HEADER.replace("Code savoir-faire", "Autre")
    printed, failed = run(write(tmp_path / "extract.txt", line(), header=header))
    assert ("no specialties: nobody is given one" in printed, failed) == (True, False)


def test_somebody_made_by_hand_without_number_is_pointed_out_and_not_guessed(read):
    Practitioner.objects.create(slug="a-la-main", first_name="Jean Marie", last_name="De la Tour")
    printed, failed = read(line())
    assert not failed and "by hand without RPPS number: a-la-main" in printed
    assert Practitioner.objects.count() == 2


def test_of_two_pages_with_one_number_the_one_that_readers_see_counts(read, hospitals):
    factories.add(hospitals.hospitals, HospitalPage(slug="copie", title_fr="Copie", finess=COCHIN))
    read(line())
    assert Affiliation.objects.get().hospital_id == hospitals.cochin.pk


def test_what_is_not_ours_leaves_nothing_in_memory():
    foreign = f"{line(finess=ELSEWHERE)}\n".encode()
    lines = itertools.chain([f"{HEADER}\n".encode()], (foreign[:-1] + b"\n" for _line in range(50_000)))
    extract = Extract({COCHIN: 1}, set(), Report())
    tracemalloc.start()
    extract.read(lines)
    _now, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (highest < 1_000_000, extract.people) == (True, {})


def test_a_thousand_faults_are_told_and_the_others_counted(read):
    printed, _failed = read(*["x"] * 1500)
    assert printed.count("cells instead of") == 1000 and "500 more lines are faulty" in printed


def test_the_progress_bar_reaches_the_end_of_the_file(hospitals):
    path, done = SAMPLES / "without_fault.txt", []
    Importer().run(path, done.append)
    assert sum(done) == path.stat().st_size


def test_the_admin_finds_the_imported_and_knows_what_they_refer_to(read, hospitals):
    read(line())
    person = Practitioner.objects.get()
    assert list(named(Practitioner.objects.all(), "tour")) == [person]
    assert ReferenceIndex.get_references_to(hospitals.cochin).filter(object_id=str(person.pk)).exists()
