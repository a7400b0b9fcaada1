"""Practitioners: how fast their rows are written, suggestions, names misspelt, one save; and whom one finds."""

import time
from random import Random

from django.db import connection, transaction

from search import directory, directory_rows
from search.directory_query import ask
from search.models import DirectoryRow, Practitioner

from . import over_http, recall, records, timing, wagtail

PREFIXES, TYPED = 150, 150
SAVES = 30


def measure(sizes: list[int]) -> None:
    grown = []
    for size in sizes:
        _fill(size)
        recall.show(size)
        grown.append(_speed(size))
    if len(grown) > 1:
        times = sizes[-1] / sizes[0]
        for name in grown[0]:
            print(
                f"  growth: {times:.0f} times the rows, {name}: {grown[-1][name] / grown[0][name]:.1f} times the p50"
            )


def _fill(size: int) -> None:
    added = records.add_people(size)
    if added:
        began = time.monotonic()
        directory_rows.rebuild()
        rows, seconds = DirectoryRow.objects.count(), time.monotonic() - began
        print(f"\nrebuild of the directory: {rows:,} rows in {seconds:.0f} s, {rows / seconds:,.0f} a second")
    wagtail.index_people()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _speed(size: int) -> dict[str, float]:
    """{what: p50}"""
    random = Random(size)
    prefixes = list(_prefixes(random))
    typed = [case.typed for case in recall.cases()]
    random.shuffle(typed)
    timing.heading(f"{size:,} practitioners, database and Python")
    suggestions = timing.of(lambda text: directory.suggest(ask(text), 8), prefixes)
    timing.line("suggestions, two to five letters", suggestions)
    theirs = timing.of(wagtail.autocomplete, prefixes)
    timing.line("Wagtail, autocomplete, practitioners only", theirs, timing.beside(suggestions, theirs))
    http = "/fr/suggestions/?q={}"
    timing.line("suggestions, through HTTP", over_http.times(http, prefixes))
    names = timing.of(lambda text: directory.suggest(ask(text), 8), typed[:TYPED])
    timing.line("a name misspelt", names)
    timing.line("a name misspelt, through HTTP", over_http.times(http, typed[:TYPED]))
    theirs = timing.of(wagtail.fuzzy, typed[: TYPED // 3])
    timing.line("Wagtail, Fuzzy, with its trigram indexes", theirs, timing.beside(names, theirs))
    timing.line("one practitioner saved, search rows and all", timing.of(_save, _some(random)))
    return {"suggestions": suggestions.p50, "a name misspelt": names.p50}


def _some(random: Random) -> list[Practitioner]:
    keys = list(Practitioner.objects.values_list("pk", flat=True))
    return list(Practitioner.objects.filter(pk__in=random.sample(keys, SAVES)))


def _prefixes(random: Random) -> list[str]:
    names = list(DirectoryRow.objects.exclude(last_name="").values_list("last_key", flat=True))
    words = [word for name in random.sample(names, 3 * PREFIXES) if len(word := name.replace(" ", "")) >= 5]
    return [word[: random.randint(2, 5)] for word in words[:PREFIXES]]


@transaction.atomic
def _save(person: Practitioner) -> None:
    person.save()
