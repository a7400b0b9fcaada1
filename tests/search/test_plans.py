"""Over some thousands of rows PostgreSQL reads indexes; it never reads through the tables that are searched."""

from random import Random

import pytest
from django.db import connection, transaction

from search import directory, directory_rows, limits, listed, similar
from search.demo import people, services
from search.directory_query import ask
from search.models import DirectoryRow, Practitioner, Service

from .directory import corpus


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        corpus.build()  # its hospitals and specialties; the demonstration's departments and people
        Practitioner.objects.all().delete()
        Service.objects.all().delete()
        random = Random(1)
        people.load(random, services.load(random))
        directory_rows.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_directory")
            cursor.execute("ANALYZE search_word")
        yield
        transaction.set_rollback(True)
        connection.run_on_commit = []


def plan(statement: str, parameters) -> str:
    """As the searches have it: within their limits."""
    with limits.limited(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def of_the_directory(statement: str, typed: str, **more) -> str:
    asked = ask(typed)
    parameters = listed.of_this_instant(asked) | asked.parameters() | {"size": 40, "start": 0} | more
    return plan(statement, parameters)


@pytest.mark.django_db
def test_there_are_some_thousands_of_rows(many):
    assert DirectoryRow.objects.count() > 3000


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["lefe", "martin jean", "cardiologie bichat"])
def test_names_are_found_by_their_index(many, typed):
    found = of_the_directory(directory.EXACT, typed)
    assert "search_directory_vector" in found
    assert "Seq Scan on search_directory" not in found


@pytest.mark.django_db
def test_few_letters_are_found_by_family_name_and_among_things(many):
    found = of_the_directory(directory.BEGINNINGS, "le")
    assert "search_directory_family" in found
    assert "search_directory_things" in found
    assert "Seq Scan on search_directory" not in found


@pytest.mark.django_db
def test_what_is_near_is_found_by_its_index(many):
    words = {"tsquery": "(lefevre:* | lefebvre | lefeuvre)", "nearest": ["lefebvre"], "most": 300}
    found = of_the_directory(similar.NEAR, "lefevre", **words)
    assert "search_directory_vector" in found
    assert "Seq Scan on search_directory" not in found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("word OPERATOR(public.%%) 'lefevre'", "search_word_trigrams"),
        ("sound OPERATOR(public.%%) 'lefevr'", "search_word_sound_trigrams"),
        ("sound = 'lefevr'", "search_word_sound"),
        ("word = ANY(public.search_one_slip('lefevre', 'abcdefghijklmnopqrstuvwxyz'))", "search_word_once"),
    ],
)
def test_near_words_are_found_by_their_indexes(many, condition, index):
    found = plan(f"SELECT word FROM search_word WHERE scope = 'directory' AND {condition}", [])
    assert index in found
    assert "Seq Scan on search_word" not in found
