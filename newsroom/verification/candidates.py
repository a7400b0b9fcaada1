"""Which versions a text may be: by a release's number, or by its fingerprints. Only of what readers see, in languages that
are public, and of releases whose addresses say that they were withdrawn. What is hidden is never looked at.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import IntegerField, Q
from django.db.models.expressions import RawSQL
from psycopg.errors import QueryCanceled

from newsroom import languages, visibility
from newsroom.languages import TRANSLATION
from newsroom.models import PressReleasePage, VersionText, Withdrawal

from . import words

REFERENCE = re.compile(
    r"\b([A-Za-z]{1,6})[\s\u2010-\u2015_./-]{0,3}(\d{4})[\s\u2010-\u2015_./-]{1,3}(\d{1,6})\b"
)
MOST_REFERENCES = 3  # of a text: a dossier may name several
LONGEST = 2_000  # milliseconds of the database
MOST_MARKS = 400  # of the text: spread over the whole of it
MOST_FOUND = 8
MOST_NOT_DURABLE = 10
_COMMON = "(SELECT count(*) FROM unnest(newsroom_versiontext.marks) AS mark WHERE mark = ANY(%s))"


class TooSlow(Exception):
    """The database gave up."""


def references_in(text: str) -> list[str]:
    """Numbers of releases, as they are written: CP-2026-041."""
    found = (f"{kind.upper()}-{year}-{int(number):03d}" for kind, year, number in REFERENCE.findall(text))
    return list(dict.fromkeys(found))[:MOST_REFERENCES]


def visible(reference: str) -> PressReleasePage | None:
    return PressReleasePage.objects.visible().filter(reference=reference).first()


def withdrawn(reference: str) -> Withdrawal | None:
    """Of a release that readers saw and do not see any more."""
    rows = Withdrawal.objects.filter(ended_at=None, release__reference=reference)
    return rows.select_related("release").first()


def texts_of(releases: list[PressReleasePage]) -> list[VersionText]:
    """All that these have said, in the languages that are public."""
    rows = VersionText.objects.filter(_may_be_told(), version__release__in=[row.pk for row in releases])
    return list(_with_versions(rows))


def texts_like(text: str) -> list[VersionText]:
    """The versions that have most in common with the text. Raises TooSlow."""
    all_marks = words.marks(words.keys(text))
    if not all_marks:
        return []
    step = -(-len(all_marks) // MOST_MARKS)
    chosen = all_marks[::step]
    rows = VersionText.objects.filter(_may_be_told(), marks__overlap=chosen)
    rows = rows.annotate(common=RawSQL(_COMMON, [chosen], output_field=IntegerField()))
    with _limited():
        return list(_with_versions(rows.order_by("-common", "-version__number", "pk"))[:MOST_FOUND])


def not_durable() -> list[PressReleasePage]:
    """Visible by their hour, and not made durable yet: their texts are not kept, and none is missed for that."""
    releases = PressReleasePage.objects.visible().filter(visibility.not_durable())
    return list(releases.select_related("release_type").order_by("-published_at")[:MOST_NOT_DURABLE])


def withdrawal_of(release_id: int) -> Withdrawal | None:
    return Withdrawal.objects.filter(ended_at=None, release=release_id).first()


def _may_be_told() -> Q:
    """Condition on a text: its release is shown in that language, or was, and is withdrawn."""
    told = Q(pk=None)
    gone = Withdrawal.objects.filter(ended_at=None).values("release")
    for code in languages.codes():
        of_language = PressReleasePage.objects.visible_in(code).order_by().values("pk")
        taken_back = PressReleasePage.objects.filter(pk__in=gone).order_by()
        if code == TRANSLATION:
            taken_back = taken_back.filter(visibility.english_public())
        told |= Q(language=code) & (
            Q(version__release__in=of_language) | Q(version__release__in=taken_back.values("pk"))
        )
    return told


def _with_versions(rows):
    return rows.select_related("version__release__release_type").defer("marks")


@contextmanager
def _limited() -> Iterator[None]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = %s", [LONGEST])
            yield
            with (
                connection.cursor() as cursor
            ):  # what follows in a transaction around this one is not limited
                cursor.execute("SET LOCAL statement_timeout = DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise
