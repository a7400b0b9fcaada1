"""What of the directory readers may see at this instant, as a condition on its rows in SQL.

They see the records of hospitals that are visible, and people who work there today: rows that may be of another day are
asked for again, of the records.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from newsroom import clock
from newsroom.languages import TRANSLATION
from newsroom.models import HospitalPage

from .connections import reading
from .directory_query import Asked
from .models import DirectoryRow, Practitioner

Kind = DirectoryRow.Kind


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int
    slug: str
    label: str
    detail: str
    language: str = ""  # of the label, of a thing that has no name in the language asked for
    is_near: bool = False  # not what was typed, but like it


# The columns of a hit, in its order.
SHOWN = """kind, object_id, slug,
    CASE WHEN %(english)s THEN label_en ELSE label_fr END,
    CASE WHEN %(english)s THEN detail_en ELSE detail_fr END,
    CASE WHEN %(english)s AND kind IN ('service', 'specialty') AND label_en = label_fr THEN 'fr' ELSE '' END"""
# Nearly every row is in an open hospital: written so that no index is read for it, which took most of the time.
LISTED = """
    (kind = 'specialty' OR (hospital_ids || '{}'::int[]) && %(open_hospitals)s::int[])
    AND (is_listed AND (changes_on IS NULL OR changes_on > %(today)s)
        OR kind = 'practitioner' AND object_id = ANY(%(at_work)s::bigint[]))
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(hospitals)s::int[] IS NULL OR hospital_ids && %(hospitals)s::int[])
    AND (%(specialties)s::int[] IS NULL OR specialty_ids && %(specialties)s::int[])
"""


def _readers_see() -> dict[str, object]:
    """Hospitals whose page is visible, and who is at work of those whose row is of another day. One query."""
    statement, parameters = _question(clock.shift())
    with reading() as cursor:
        cursor.execute(statement, parameters)
        found = defaultdict(list)
        for what, key_ in cursor.fetchall():
            found[what].append(key_)
    return {"open_hospitals": found["hospital"], "at_work": found["practitioner"]}


@cache
def _question(shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters: [(what, key)]. Built once: the rules' querysets take longer to write than to run."""
    hospitals = HospitalPage.objects.visible().open().order_by().values("pk")
    of_another_day = DirectoryRow.objects.filter(
        kind=Kind.PRACTITIONER, changes_on__lte=clock.database_today()
    )
    at_work = Practitioner.objects.searchable().filter(pk__in=of_another_day.values("object_id"))
    asked = [("hospital", hospitals), ("practitioner", at_work.order_by().values("pk"))]
    parts = [(what, *rows.query.sql_with_params()) for what, rows in asked]
    statement = " UNION ALL ".join(
        f"SELECT '{what}', each.* FROM ({sql}) each" for what, sql, _values in parts
    )
    return statement, tuple(value for _what, _sql, values in parts for value in values)


def of_this_instant(asked: Asked) -> dict[str, object]:
    """What the statements about this query have in common: one query, for all of them."""
    return _readers_see() | {
        "today": clock.today(),
        "kind": asked.kind,
        "hospitals": [asked.hospital_id] if asked.hospital_id else None,
        "specialties": [asked.specialty_id] if asked.specialty_id else None,
        "english": asked.language == TRANSLATION,
    }
