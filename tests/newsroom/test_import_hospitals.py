"""import_hospitals: a page for each line, only what the file speaks of is written, a second run changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Revision

from newsroom.imports.places import place
from newsroom.models import HospitalPage

from .. import factories

SAMPLES = Path(__file__).parent / "samples" / "hospitals"
HEADER = (SAMPLES / "without_fault.csv").read_text(encoding="utf-8").splitlines()[0]
USUAL = {
    "slug": "bon", "name_fr": "Hôpital Bon", "group": "centre", "finess": "750000002", "street_number": "1",
    "street": "place Neuve", "postcode": "75013", "city": "Paris", "lat": "48.84", "lon": "2.36",
    "emergency_adult": "unknown", "emergency_paediatric": "no", "switchboard": "01 99 00 10 01",
}  # fmt: skip


def run(path: Path, **options) -> tuple[str, bool]:
    """What the command printed, and whether it failed."""
    out = StringIO()
    try:
        with translation.override("en"):
            call_command("import_hospitals", str(path), stdout=out, stderr=out, **options)
    except CommandError as error:
        return out.getvalue() + str(error), error.returncode == 1
    return out.getvalue(), False


@pytest.fixture
def read(site, tmp_path):
    """Imports one hospital: `read(city="PARIS CEDEX 13")`."""

    def read(**changes: str) -> tuple[str, bool]:
        row = USUAL | changes
        path = tmp_path / "hospitals.csv"
        path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
        return run(path)

    return read


def bon() -> HospitalPage:
    return HospitalPage.objects.get(slug="bon")


def test_a_new_hospital_is_public_in_french(site, client, read):
    assert read() == ("hospitals.csv: 1 added, 0 changed, 0 unchanged, 0 faulty\n", False)
    page = bon()
    assert (page.title_fr, page.street_address, page.phone) == (
        "Hôpital Bon",
        "1 place Neuve",
        "+33199001001",
    )
    assert (page.finess, page.latitude, page.group.slug) == ("750000002", 48.84, "centre")
    assert "Hôpital Bon" in client.get("/fr/hopitaux/bon/").content.decode()
    assert not page.english_ready


def test_a_name_in_english_makes_an_english_page(site, client, read):
    read(name_en="Bon Hospital")
    assert "Bon Hospital" in client.get("/en/hospitals/bon/").content.decode()


@pytest.mark.parametrize("sample", ["without_fault", "with_byte_order_mark", "semicolons_and_decimal_commas"])
def test_a_second_run_changes_nothing(site, sample):
    printed, failed = run(SAMPLES / f"{sample}.csv")
    assert ("1 added, 1 changed" in printed, failed) == (True, False)
    before = list(HospitalPage.objects.order_by("pk").values()), Revision.objects.count()
    assert "0 added, 0 changed, 2 unchanged" in run(SAMPLES / f"{sample}.csv")[0]
    assert (list(HospitalPage.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_a_dry_run_reports_the_same_and_keeps_nothing(site):
    printed, _failed = run(SAMPLES / "without_fault.csv", dry_run=True)
    assert "1 added, 1 changed" in printed and "nothing was kept" in printed
    assert not HospitalPage.objects.filter(slug="bon").exists()


def test_only_what_the_file_speaks_of_is_written(site, read):
    read()
    page = bon()
    page.access_fr, page.short_name, page.title_en, page.street_address = (
        "<p>RER</p>",
        "Bon",
        "Good",
        "2 quai Vieux",
    )
    page.save_revision().publish()
    read(street_number="", street="", switchboard="01 99 00 10 02")
    page = bon()
    assert (page.access_fr, page.short_name, page.title_en) == ("<p>RER</p>", "Bon", "Good")
    assert (page.street_address, page.phone) == ("2 quai Vieux", "+33199001002")


def test_changes_that_are_not_published_are_not_lost(site, read):
    read()
    page = bon()
    page.access_fr = "<p>Brouillon</p>"
    page.save_revision()
    printed, failed = read(switchboard="01 99 00 10 02")
    assert (failed, "publish or discard them first" in printed) == (True, True)
    assert "Brouillon" in bon().get_latest_revision_as_object().access_fr
    assert read() == ("hospitals.csv: 0 added, 0 changed, 1 unchanged, 0 faulty\n", False)


def test_a_hidden_page_is_changed_and_stays_hidden(site, client, read):
    factories.add(
        site.hospitals, HospitalPage(slug="bon", title_fr="Vieux nom", group=factories.hospital_group())
    )
    assert "1 changed" in read()[0]
    assert bon().get_latest_revision_as_object().title_fr == "Hôpital Bon"
    assert client.get("/fr/hopitaux/bon/").status_code == 404


@pytest.mark.parametrize(
    ("sample", "reasons"),
    [
        ("latitude_and_longitude_swapped", ["2: lat and lon are swapped: 2.36, 48.84"]),
        ("outside_of_france", ["2: lat and lon are not in France: 50.85, 14.35"]),
        ("latitude_without_longitude", ["2: lat and lon are not both degrees: “48.84”, “”"]),
        ("coordinates_that_are_no_numbers", ["2: lat and lon are not both degrees: “nord”, “nan”"]),
        ("finess_of_eight_characters", ["2: finess: Nine characters, as in the FINESS register."]),
        ("postcode_of_four_digits", ["2: the postcode has not five digits: “7501”"]),
        ("no_telephone_number", ["2: “standard” is not a telephone number."]),
        ("unknown_group", ["2: unknown group: “sud”"]),
        ("unknown_emergency_word", ["2: emergency_paediatric is yes, no or unknown: “oui”"]),
        ("no_name", ["2: name_fr is missing"]),
        ("slug_that_is_no_address", ["2: slug cannot be an address: “Mal Placé”"]),
        ("one_cell_too_few", ["2: 13 cells instead of 14"]),
        ("not_utf_8", ["2: name_fr is not UTF-8"]),
        ("three_faults_on_one_line", ["2: unknown group", "2: finess: Nine", "2: the postcode has not five"]),
        ("same_slug_twice", ["3: slug stands on line 2 already"]),
        ("same_finess_twice", ["3: finess stands on line 2 already"]),
    ],
)
def test_a_faulty_line_is_told_with_every_reason_and_the_others_are_in(site, sample, reasons):
    printed, failed = run(SAMPLES / f"{sample}.csv")
    assert failed and all(f"{sample}.csv:{reason}" in printed for reason in reasons), printed
    assert "1 added" in printed
    assert set(site.hospitals.get_children().values_list("slug", flat=True)) == {"cochin", "necker", "bon"}


def test_two_pages_do_not_share_a_finess_number(site, read):
    site.necker.finess = "750000002"
    site.necker.save_revision().publish()
    printed, failed = read()
    assert ("finess is that of “Hôpital Necker”" in printed, failed) == (True, True)


@pytest.mark.parametrize(("sample", "column"), [("no_such_column", "switchboard"), ("empty", "slug")])
def test_a_file_without_its_columns_is_refused_with_their_names(site, sample, column):
    printed, failed = run(SAMPLES / f"{sample}.csv")
    assert (f"no column “{column}" in printed, failed) == (True, True)


@pytest.mark.parametrize(
    ("postcode", "town", "expected"),
    [
        ("75651", "PARIS CEDEX 13", ("75013", "Paris", False)),
        ("", "75651 PARIS CEDEX 13", ("75013", "Paris", False)),
        ("75679", "Paris Cedex 14", ("75014", "Paris", False)),
        ("", "75004 PARIS", ("75004", "Paris", False)),
        ("75004", "Paris 4e", ("75004", "Paris", False)),
        ("75651", "PARIS CEDEX", ("75651", "Paris", True)),
        ("75651", "PARIS CEDEX 21", ("75651", "Paris", True)),
        ("92141", "CLAMART CEDEX", ("92141", "Clamart", True)),
        ("94275", "LE KREMLIN-BICETRE CEDEX", ("94275", "Le Kremlin-Bicetre", True)),
        ("92130", "ISSY-LES-MOULINEAUX", ("92130", "Issy-les-Moulineaux", False)),
        ("62600", "Berck", ("62600", "Berck", False)),
        ("", "", ("", "", False)),
    ],
)
def test_a_postcode_and_a_town_are_as_readers_know_them(postcode, town, expected):
    assert place(postcode, town) == expected


def test_outside_paris_the_page_knows_better_than_a_cedex(site, read):
    read(postcode="94270", city="Le Kremlin-Bicêtre")
    printed, _failed = read(postcode="94275", city="LE KREMLIN-BICETRE CEDEX")
    assert "1 unchanged" in printed
    printed, _failed = read(slug="autre", finess="750000004", postcode="92141", city="CLAMART CEDEX")
    assert "line 2: 92141 is a CEDEX" in printed


@pytest.mark.parametrize(("lat", "lon"), [
    ("43.37675", "-1.74166"), ("50.4033", "1.56188"), ("43.08417", "6.11089"),
], ids=["Hendaye", "Berck", "San Salvadour"])  # fmt: skip
def test_far_hospitals_are_in_france(read, lat, lon):
    assert not read(lat=lat, lon=lon)[1]
