"""The rows follow the content in the transaction that changes it, whoever writes."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Revision

from newsroom import approval, publisher, withdrawals
from newsroom.imports import bulk
from newsroom.languages import writes_in_reference
from newsroom.models import HospitalName, PressReleasePage, ReleaseHospital
from search import content_rows
from search.models import ContentRow
from tests import factories


def headings(page) -> dict[str, str]:
    return dict(ContentRow.objects.filter(page_id=page.pk).values_list("language", "heading"))


def test_publication_writes_a_row_for_each_language(site):
    release = factories.english_release(site, title_fr="Greffe", title_en="Graft")
    assert headings(release) == {"fr": "Greffe", "en": "Graft"}


def test_an_english_text_that_is_not_ready_has_no_row(site):
    release = factories.public_release(site, **factories.english_fields(english_ready=False))
    assert headings(release).keys() == {"fr"}


def test_a_change_that_is_published_changes_the_row(site):
    release = factories.public_release(site, title_fr="Avant")
    release.title_fr = "Après"
    release.save_revision().publish()
    assert headings(release) == {"fr": "Après"}


def test_a_change_that_is_made_durable_changes_the_row(site):
    release = factories.public_release(site, title_fr="Avant")
    release.title_fr, release.go_live_at = "Après", factories.minute(timedelta(minutes=5))
    revision = release.save_revision()
    revision.publish()
    assert headings(release) == {"fr": "Avant"}
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=factories.minute(-timedelta(minutes=1))
    )
    publisher.run()
    assert headings(release) == {"fr": "Après"}


@pytest.mark.parametrize("taken_back", ["unpublish", "withdraw", "delete"])
def test_what_is_taken_back_has_no_row(site, taken_back):
    release = factories.english_release(site)
    if taken_back == "withdraw":
        withdrawals.withdraw(release, None, "error", {"fr": "Faux.", "en": "Wrong."})
    else:
        getattr(release, taken_back)()
    assert headings(release) == {}


def test_an_approval_that_is_taken_back_leaves_no_row(site):
    release = factories.scheduled_release(site)
    revision = approval.approved_revision(release)
    assert headings(release)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])  # as the admin does
    assert headings(release) == {}


@writes_in_reference
def test_a_bulk_import_writes_rows(site):
    page = PressReleasePage(
        title_fr="Importé", slug="importe", release_type=factories.release_type(), summary_fr="Résumé",
        published_at=factories.minute(), live=True,
    )  # fmt: skip
    page.hospital_links = [ReleaseHospital(hospital=site.cochin, sort_order=0)]
    bulk.add(site.newsroom, [page])
    row = ContentRow.objects.get(page_id=page.pk)
    assert (row.heading, row.hospital_ids) == ("Importé", [site.cochin.pk])


def test_the_number_of_a_release_finds_it_once_it_is_given(site, client):
    release = factories.public_release(site, published_at=factories.minute(-timedelta(days=1)))
    reference = factories.fresh(release).reference
    context = client.get("/fr/recherche/", {"q": reference}).context
    assert [result.url for result in context["results"]] == [release.get_url()]


def test_another_name_of_a_hospital_is_followed(site, client):
    name = HospitalName.objects.create(hospital=site.cochin, kind="popular", name="Port-Royal", sort_order=0)
    assert client.get("/fr/recherche/", {"q": "port royal"}).context["total"] == 1
    name.delete()
    assert client.get("/fr/recherche/", {"q": "port royal"}).context["total"] == 0


def test_a_hospital_that_is_linked_or_taken_away_is_followed(site):
    release = factories.public_release(site, hospitals=[])
    link = ReleaseHospital.objects.create(release=release, hospital=site.necker, sort_order=0)
    assert ContentRow.objects.get(page_id=release.pk).hospital_ids == [site.necker.pk]
    link.delete()
    assert ContentRow.objects.get(page_id=release.pk).hospital_ids == []


def test_a_specialty_that_is_deleted_leaves_the_rows(site):
    specialty = factories.specialty()
    release = factories.public_release(site, specialties=[specialty])
    specialty.delete()
    assert ContentRow.objects.get(page_id=release.pk).specialty_ids == []


def test_a_page_that_moves_takes_its_place_along(site):
    pages = [
        factories.standard_page(site.home, f"page-{number}", slug_en=f"p-{number}") for number in range(3)
    ]
    pages[2].move(pages[0], pos="left")
    paths = {page.pk: factories.fresh(page).path for page in pages}
    assert (
        dict(ContentRow.objects.filter(page_id__in=paths, language="fr").values_list("page_id", "path"))
        == paths
    )


def test_a_change_that_is_rolled_back_changes_no_row(site):
    release = factories.public_release(site, title_fr="Avant")
    release.title_fr = "Après"
    with transaction.atomic():
        release.save_revision().publish()
        transaction.set_rollback(True)
    assert headings(release) == {"fr": "Avant"}


@pytest.fixture
def spoilt(site) -> list:
    releases = [factories.public_release(site) for _number in range(2)]
    ContentRow.objects.filter(page_id=releases[0].pk).delete()
    ContentRow.objects.filter(page_id=releases[1].pk).update(digest="")
    ContentRow.objects.filter(page_id=site.office.pk, language="en").update(language="xx")
    return releases


def test_the_check_names_what_differs_and_the_rebuild_mends_it(site, spoilt, capsys):
    with pytest.raises(CommandError, match="4 rows differ"):
        call_command("rebuild_search", "--check")
    assert {line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines() if line.startswith("content:")} == {
        f"{spoilt[0].pk} fr: missing", f"{spoilt[1].pk} fr: stale", f"{site.office.pk} en: missing",
        f"{site.office.pk} xx: too many",
    }  # fmt: skip
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")


def test_a_rebuild_from_nothing(site):
    factories.english_release(site)
    rows = set(ContentRow.objects.values_list("page_id", "language", "digest"))
    ContentRow.objects.all().delete()
    assert content_rows.rebuild() == len(rows)
    assert set(ContentRow.objects.values_list("page_id", "language", "digest")) == rows
    assert content_rows.rebuild() == 0
