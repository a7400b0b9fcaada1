"""CP-2026-041: given once, when a release is made durable as public, and never before.

A hole in the public numbers would tell that something is coming, so a draft, a scheduled or an embargoed
release has none. One counter row per Paris year, locked in the transaction that publishes; a number that was
given is never given again, whatever becomes of its release.
"""

import re

from . import numbering, signals
from .paris import to_paris

PREFIX = "CP"
PATTERN = re.compile(rf"^{PREFIX}-(\d{{4}})-(\d+)$")


def assign(release) -> None:
    """Gives the row of a public release its number; does nothing if it has one."""
    from .models import ReferenceCounter

    if release.reference:
        return
    year = to_paris(release.published_at).year
    release.reference = f"{PREFIX}-{year}-{numbering.take(ReferenceCounter, year):03d}"
    type(release).objects.filter(pk=release.pk).update(reference=release.reference)
    signals.content_written.send(type(release), page_ids=[release.pk])


def assign_all(releases) -> None:
    """Many public releases, a queryset in the order of their instants: one locked counter a year."""
    from .models import ReferenceCounter

    by_year: dict[int, list] = {}
    for release in releases:
        by_year.setdefault(to_paris(release.published_at).year, []).append(release)
    for year, of_year in sorted(by_year.items()):
        first = numbering.take(ReferenceCounter, year, len(of_year))
        for number, release in enumerate(of_year, first):
            release.reference = f"{PREFIX}-{year}-{number:03d}"
        releases.model._base_manager.bulk_update(of_year, ["reference"], batch_size=500)
        signals.content_written.send(releases.model, page_ids=[release.pk for release in of_year])


def keep(reference: str) -> None:
    """An imported reference: the counter of its year starts after it."""
    from .models import ReferenceCounter

    if not (match := PATTERN.match(reference)):
        return
    year, number = int(match[1]), int(match[2])
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year, last_number__lt=number).update(last_number=number)
