"""The words of the directory, by which a misspelt one is mended. Only words of what readers have been able to see."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from newsroom.models import HospitalPage

from .models import DirectoryRow, Word

SHORTEST = 3
SCOPE = Word.Scope.DIRECTORY


def _words(names: str) -> set[str]:
    """As the row's own vector has them."""
    from .normalising import glued, key

    return {word for word in key(f"{names} {glued(names)}").split() if len(word) >= SHORTEST}


def learn(kind: DirectoryRow.Kind, rows: Iterable[DirectoryRow]) -> None:
    """What readers do not see yet teaches nothing: a hospital that waits for its hour, who comes next month."""
    if kind != DirectoryRow.Kind.SPECIALTY:
        seen = set(HospitalPage.objects.visible().values_list("pk", flat=True))
        rows = [row for row in rows if row.is_listed and seen.intersection(row.hospital_ids)]
    uses = Counter(word for row in rows for word in _words(row.names))
    new = [Word(scope=SCOPE, word=word[:80], uses=count) for word, count in sorted(uses.items())]
    Word.objects.bulk_create(new, ignore_conflicts=True, batch_size=5000)


def forget_unused() -> None:
    """Words of no row any more, and how many rows each has: a scan of the table, for who makes it all anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH used AS (
                   SELECT lexeme AS word, count(*) AS uses
                   FROM search_directory, unnest(vector) WHERE 'A' = ANY(weights) GROUP BY lexeme
               ), counted AS (
                   UPDATE search_word w SET uses = used.uses FROM used
                   WHERE w.scope = 'directory' AND w.word = used.word AND w.uses <> used.uses
               )
               DELETE FROM search_word w WHERE w.scope = 'directory' AND NOT EXISTS
                   (SELECT FROM used WHERE used.word = w.word)"""
        )
