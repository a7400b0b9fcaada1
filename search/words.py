"""The words of the directory, by which a misspelt one is mended. Only words of what readers have been able to see."""

from collections.abc import Iterable

from django.db import connection

from newsroom.models import HospitalPage

from .models import DirectoryRow, Word
from .normalising import glued, key

SHORTEST = 3
SCOPE = Word.Scope.DIRECTORY


def _words(names: str) -> set[str]:
    """As the row's own vector has them."""
    return {word for word in key(f"{names} {glued(names)}").split() if len(word) >= SHORTEST}


def learn(kind: DirectoryRow.Kind, rows: Iterable[DirectoryRow]) -> None:
    """What readers do not see yet teaches nothing: a hospital that waits for its hour, who comes next month."""
    if kind != DirectoryRow.Kind.SPECIALTY:
        seen = set(HospitalPage.objects.visible().values_list("pk", flat=True))
        rows = [row for row in rows if row.is_listed and seen.intersection(row.hospital_ids)]
    words = sorted({word[:80] for row in rows for word in _words(row.names)})
    new = [Word(scope=SCOPE, word=word) for word in words]
    Word.objects.bulk_create(new, ignore_conflicts=True, batch_size=5000)


def forget_unused() -> None:
    """Words of no row any more: a scan of the table, for who makes it all anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH used AS MATERIALIZED (
                   SELECT DISTINCT lexeme FROM search_directory, unnest(vector) WHERE 'A' = ANY(weights)
               )
               DELETE FROM search_word WHERE scope = %s AND word NOT IN (SELECT lexeme FROM used)""",
            [SCOPE],
        )
