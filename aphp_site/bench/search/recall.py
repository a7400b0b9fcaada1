"""Of names misspelt, how many are found, by which method; for a choice of method, tune with one seed and report with another."""

from collections import Counter
from collections.abc import Callable
from random import Random

from django.db import connection

from search import directory
from search import similar as likeness
from search.directory_query import ask
from search.models import DirectoryRow, Practitioner

from . import wagtail
from .misspellings import SHARES, Case, bare, draw

TUNING, REPORTING = 99, 2024  # seeds
CASES = 500
SHOWN = 8
KIND = DirectoryRow.Kind.PRACTITIONER
SIMILAR = """SELECT id FROM (
        SELECT id, public.search_key(first_name || ' ' || last_name) AS key FROM search_practitioner
    ) named WHERE key %% %(typed)s ORDER BY similarity(key, %(typed)s) DESC, key LIMIT 8"""


def cases(seed: int = REPORTING) -> list[Case]:
    """The same ones each time, for the same people."""
    random = Random(seed)
    keys = list(Practitioner.objects.order_by("pk").values_list("pk", flat=True))
    chosen = random.sample(keys, CASES * 4)
    people = Practitioner.objects.in_bulk(chosen)
    taken = frozenset(map(bare, Practitioner.objects.values_list("last_name", flat=True).distinct()))
    return draw(random, (people[key] for key in chosen), CASES, taken)


def exact(typed: str) -> list[int]:
    return [hit.object_id for hit in directory.exact(ask(typed, kind=KIND), SHOWN)]


def near(typed: str) -> list[int]:
    return [hit.object_id for hit in likeness.near(ask(typed, kind=KIND), SHOWN)]


def similar(typed: str) -> list[int]:
    words = ask(typed).words
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, {"typed": " ".join(words)})
        return [key for (key,) in cursor.fetchall()]


def suggest(typed: str) -> list[int]:
    """A department above the person counts as a place."""
    hits = directory.suggest(ask(typed), SHOWN)
    return [hit.object_id if hit.kind == KIND else 0 for hit in hits]


METHODS: dict[str, Callable[[str], list[int]]] = {
    "the product's suggestions": suggest,
    "what matches as it was typed, alone": exact,
    "what is near, alone": near,
    "trigram similarity of the whole name, alone": similar,
    "Wagtail, autocomplete": wagtail.autocomplete,
    "Wagtail, Fuzzy(unaccent=True)": wagtail.fuzzy,
}


def ranks(method: Callable[[str], list[int]], asked: list[Case]) -> list[int]:
    """Of each case, the place of the person looked for; 0 for not found."""
    found = [method(case.typed) for case in asked]
    people = Practitioner.objects.in_bulk({key for keys in found for key in keys if key})
    return [
        next((place for place, key in enumerate(keys, 1) if key in people and case.is_met_by(people[key])), 0)
        for case, keys in zip(asked, found, strict=True)
    ]


def share(places: list[int], most: int) -> float:
    return sum(1 <= place <= most for place in places) / len(places)


def show(size: int) -> None:
    asked = cases()
    print(f"\n{f'{len(asked)} names misspelt, {size:,} practitioners':<58}{'at 1':>9}{'at 5':>9}")
    for name, method in METHODS.items():
        places = ranks(method, asked)
        print(f"  {name:<56}{share(places, 1):>9.3f}{share(places, 5):>9.3f}", flush=True)
        if method is suggest:
            _by_kind(asked, places)


def _by_kind(asked: list[Case], places: list[int]) -> None:
    counted = Counter(case.kind for case in asked)
    for kind in SHARES:
        own = [place for case, place in zip(asked, places, strict=True) if case.kind == kind]
        print(f"    {kind + f' ({counted[kind]})':<54}{share(own, 1):>9.3f}{share(own, 5):>9.3f}")
