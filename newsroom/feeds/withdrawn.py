"""Withdrawals that a feed tells of: those of the last weeks that its filters would have shown."""

from datetime import datetime, timedelta

from newsroom import clock
from newsroom.filters import ReleaseFilters
from newsroom.languages import REFERENCE, codes
from newsroom.models import Withdrawal
from newsroom.paris import to_paris
from newsroom.visibility import is_english_public

TOLD_FOR = timedelta(days=30)
MOST = 50


def facts(release) -> dict:
    """Of a release that is about to be withdrawn: all that feeds will need of it. Kept in Withdrawal.told."""
    languages = [code for code in codes() if code == REFERENCE or is_english_public(release)]
    return {
        "identifier": str(release.translation_key),
        "reference": release.reference or "",
        "published_at": release.published_at.isoformat(),
        "paths": {code: release.url_in(code) for code in languages},
        "type": release.release_type.code,
        "hospitals": [link.hospital.slug for link in release.hospital_links.select_related("hospital")],
        "specialties": [row.slug for row in release.specialties.all()],
    }


def matching(filters: ReleaseFilters) -> list[Withdrawal]:
    """In the active language, the newest first. Words match nothing: the text is gone."""
    if "q" in filters.values:
        return []
    rows = Withdrawal.objects.filter(
        ended_at=None,
        withdrawn_at__gt=clock.now() - TOLD_FOR,
        told__paths__has_key=filters.language,
    )
    return [row for row in rows.order_by("-withdrawn_at")[:MOST] if _matches(row.told, filters)]


def _matches(told: dict, filters: ReleaseFilters) -> bool:
    values = filters.values
    published_at = datetime.fromisoformat(told["published_at"])
    first, end = filters.interval()
    return (
        ("type" not in values or values["type"].code == told["type"])
        and ("hospital" not in values or values["hospital"].slug in told["hospitals"])
        and ("specialty" not in values or values["specialty"].slug in told["specialties"])
        and ("year" not in values or int(values["year"]) == to_paris(published_at).year)
        and (first is None or published_at >= first)
        and (end is None or published_at < end)
    )
