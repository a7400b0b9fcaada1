"""Wagtail's own PostgreSQL search on the same rows, as it comes: not as this site has it for its admin.

Its table is filled by SQL, as its indexer would have filled it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from modelsearch.query import Fuzzy
from wagtail.search.backends import get_search_backend

from newsroom.models import PressReleasePage
from search.models import Practitioner

MOST, PAGE = 8, 20
FACETS = "release_type_id", "english_ready", "live"
# Names as its title, too: its Fuzzy looks nowhere else.
PEOPLE = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title_norm, title, autocomplete, body, title_text, body_text)
    SELECT %s, p.id::text, 1, to_tsvector('french', name), to_tsvector('simple', name), '', name, ''
    FROM search_practitioner p, LATERAL (SELECT concat_ws(' ', p.first_name, p.last_name) AS name) named
    ON CONFLICT (content_type_id, object_id) DO NOTHING
"""
# From the texts that our own rows were made from, both languages together, as its indexer puts them.
RELEASES = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title_norm, title, autocomplete, body, title_text, body_text)
    SELECT %s, fr.page_id::text, 1, '', to_tsvector('french', fr.heading),
        setweight(to_tsvector('french', concat_ws(' ', fr.heading, en.heading)), 'C')
            || to_tsvector('french', concat_ws(' ', fr.plain, en.plain)),
        '', concat_ws(' ', fr.heading, fr.plain, en.heading, en.plain)
    FROM search_content fr LEFT JOIN search_content en ON en.page_id = fr.page_id AND en.language = 'en'
    WHERE fr.language = 'fr' AND fr.kind = 'release'
    ON CONFLICT (content_type_id, object_id) DO NOTHING
"""


# Ours keep no plain text.
OURS = (
    "DELETE FROM wagtailsearch_indexentry WHERE content_type_id = %s AND title_text = '' AND body_text = ''"
)


def index_people() -> None:
    for command in ("enable_unaccent", "enable_trigram"):
        call_command(command, stdout=StringIO())
    _write(PEOPLE, Practitioner)


def index_releases() -> None:
    _write(RELEASES, PressReleasePage)


def _write(statement: str, model: type) -> None:
    content_type = ContentType.objects.get_for_model(model).pk
    with connection.cursor() as cursor:
        cursor.execute(OURS, [content_type])
        cursor.execute(statement, [content_type])
        cursor.execute("ANALYZE wagtailsearch_indexentry")


def _backend():
    return get_search_backend("wagtail.search.backends.database", SEARCH_CONFIG="french")


def autocomplete(typed: str) -> list[int]:
    found = _backend().autocomplete(typed, Practitioner.objects.all())
    return [person.pk for person in found[:MOST]]


def fuzzy(typed: str) -> list[int]:
    found = _backend().search(Fuzzy(typed, unaccent=True), Practitioner.objects.all())
    return [person.pk for person in found[:MOST]]


def search(query: str) -> tuple[list, int, list]:
    """What its API gives for a page of results: twenty, the total, three facets; of hidden pages too, which is less work."""
    found = _backend().search(query, PressReleasePage.objects.all())
    return list(found[:PAGE]), found.count(), [found.facet(name) for name in FACETS]


@contextmanager
def without_our_index() -> Iterator[None]:
    """What it searches is title || body, which no index of its own holds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_admin_words")
        yield
        transaction.set_rollback(True)
