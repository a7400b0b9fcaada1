"""The index of the admin's search: written by its key, found by its indexes, made anew, kept by a dump."""

import json
from datetime import timedelta
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from newsroom.models import BilingualPage, HospitalName, PressReleasePage
from search.admin import index
from search.models import Practitioner, Service
from tests import factories
from tests.directory_factories import PractitionerFactory
from tests.kept import kept

NUMBER = 5_000
PAGES = """
INSERT INTO newsroom_bilingualpage SELECT (jsonb_populate_record(p, jsonb_build_object(
    'id', 100000 + n, 'path', p.path || 'G' || lpad(n::text, 4, '0'),
    'translation_key', gen_random_uuid(), 'depth', 4, 'numchild', 0))).*
FROM newsroom_bilingualpage p, generate_series(1, %s) n WHERE p.id = %s
"""
ROWS = """
INSERT INTO wagtailsearch_indexentry
    (content_type_id, object_id, title_norm, title, autocomplete, body, title_text, body_text)
SELECT p.content_type_id, p.id, 1, '', to_tsvector('simple', 'hopital mot' || p.id % 97),
    to_tsvector('simple', 'hopital mot' || p.id % 97 || repeat(' texte' || p.id % 13, 40)), '', ''
FROM newsroom_bilingualpage p WHERE p.id > 100000
"""

VACUUMED = """
SELECT gin_clean_pending_list(i.indexrelid::regclass) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = 'wagtailsearch_indexentry'::regclass AND c.relam = (SELECT oid FROM pg_am WHERE amname = 'gin')
"""


def about_the_index(queries: CaptureQueriesContext) -> list[str]:
    statements = [query["sql"].split() for query in queries]
    return [words[0] for words in statements if any("wagtailsearch_indexentry" in word for word in words)]


def test_a_save_writes_rows_by_their_key_and_reads_none(site):
    release = factories.public_release(site)
    release.title_fr = "Un autre titre"
    with CaptureQueriesContext(connection) as queries:
        release.save_revision().publish()
    assert set(about_the_index(queries)) == {"INSERT"}


def test_a_bulk_write_is_one_statement(site):
    releases = [factories.draft_release(site) for _number in range(3)]
    IndexEntry.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        get_search_backend().add_bulk(PressReleasePage, releases)
    assert about_the_index(queries) == ["INSERT"]
    assert IndexEntry.objects.count() == 3


@pytest.fixture(scope="class")
def archive(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site, connection.cursor() as cursor:
        cursor.execute(PAGES, [NUMBER, factories.public_release(site).pk])
        cursor.execute(ROWS)
        cursor.execute("ANALYZE newsroom_bilingualpage, wagtailsearch_indexentry")
        cursor.execute(VACUUMED)
        yield


def nodes(plan: dict) -> list[dict]:
    return [plan, *(node for below in plan.get("Plans", []) for node in nodes(below))]


@pytest.mark.django_db
class TestOnFiveThousandPages:
    @pytest.mark.parametrize("query", ["mot7", "hopital mot7", "introuvable"])
    @pytest.mark.parametrize(
        ("method", "its_index"), [("search", "search_admin_words"), ("autocomplete", "wagtailsear_autocom")]
    )
    def test_some_are_found_by_an_index(self, archive, method: str, its_index: str, query: str):
        found = getattr(BilingualPage.objects.all(), method)(query)[:20]
        used = nodes(json.loads(found.get_queryset().explain(format="json"))[0]["Plan"])
        assert any(node.get("Index Name", "").startswith(its_index) for node in used)
        scanned = {node["Relation Name"] for node in used if node["Node Type"] == "Seq Scan"}
        assert "wagtailsearch_indexentry" not in scanned

    def test_all_are_found(self, archive):
        hospitals = 3  # two, and their list
        assert BilingualPage.objects.all().search("hopital").count() == NUMBER + hospitals


@pytest.fixture
def spoilt(site):
    missing, stale = (factories.public_release(site) for _number in range(2))
    missing.index_entries.all().delete()
    stale.index_entries.update(title_norm=2)
    site.cochin.index_entries.update(autocomplete="")
    doctor = PractitionerFactory()
    entry = site.necker.index_entries.get()
    for model, key in ((PressReleasePage, "1234567"), (Practitioner, doctor.pk)):
        entry.pk, entry.object_id = None, str(key)
        entry.content_type_id = index.ContentType.objects.get_for_model(model).pk
        entry.save()
    return {
        f"pressreleasepage {missing.pk}: missing", f"pressreleasepage {stale.pk}: stale",
        f"hospitalpage {site.cochin.pk}: stale", "pressreleasepage 1234567: too many",
        f"practitioner {doctor.pk}: too many",
    }  # fmt: skip


def test_the_check_names_what_differs_and_the_rebuild_mends_it(spoilt, capsys):
    assert set(index.drift()) == spoilt
    with pytest.raises(CommandError, match="5 rows differ"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")


def test_a_rebuild_from_nothing(site):
    rows = set(IndexEntry.objects.values_list("content_type", "object_id", "body"))
    IndexEntry.objects.all().delete()
    assert index.rebuild() == len(rows) == index.count()
    assert set(IndexEntry.objects.values_list("content_type", "object_id", "body")) == rows
    assert index.rebuild() == 0


def test_what_wagtail_had_written_is_found_after_the_migration(site):
    release = factories.english_release(site, title_fr="L’hôpital", title_en="ʼ ¨ ́")
    wagtails_own = get_search_backend("wagtail.search.backends.database", SEARCH_CONFIG="french")
    wagtails_own.add(release)
    assert not PressReleasePage.objects.autocomplete("hôpit").count()
    with connection.cursor() as cursor:
        cursor.execute(import_module("search.migrations.0008_search_of_the_admin").AS_ASKED)
    assert list(PressReleasePage.objects.autocomplete("hôpit")) == [release]


def test_wagtails_own_command_writes_the_same(site):
    IndexEntry.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert index.drift() == []


def test_practitioners_and_departments_have_no_rows(site):
    doctor = PractitionerFactory()
    assert not doctor.index_entries.exists() and not Service.objects.get().index_entries.exists()


@pytest.mark.parametrize("name", ["cochin", "office", "newsroom"])
def test_a_page_that_is_deleted_has_no_row(site, name: str):
    factories.public_release(site, hospitals=[site.necker])
    getattr(site, name).delete()
    assert index.drift() == []


def test_the_number_of_a_release_finds_it_once_it_is_given(site):
    release = factories.public_release(site, published_at=factories.minute(-timedelta(days=1)))
    reference = factories.fresh(release).reference
    assert list(PressReleasePage.objects.autocomplete(reference)) == [release]
    assert index.drift() == []


def test_a_draft_of_a_public_page_does_not_find_it(site):
    release = factories.public_release(site, title_fr="Avant")
    release.title_fr = "Après"
    release.save_revision()
    assert not PressReleasePage.objects.autocomplete("Après").count()
    assert index.drift() == []


@pytest.mark.parametrize("make", [factories.draft_release, factories.scheduled_release, factories.english_release,
                                  factories.unpublished_release, factories.expired_release])  # fmt: skip
def test_a_release_is_found_in_each_of_its_states(site, make):
    release = make(site, title_fr="Une césure")
    assert PressReleasePage.objects.autocomplete("cesu").get_queryset().get().pk == release.pk
    assert index.drift() == []


def test_the_row_of_a_hospital_follows_its_names(site):
    name = HospitalName.objects.create(hospital=site.cochin, kind="former", name="Boucicaut", sort_order=0)
    assert index.drift() == []
    site.cochin.other_names = [HospitalName(kind="popular", name="Port-Royal", sort_order=0)]
    site.cochin.save_revision().publish()
    assert not HospitalName.objects.filter(pk=name.pk).exists()
    assert index.drift() == []
