"""What a feed says of a release, and of one that was withdrawn."""

from datetime import datetime

from django.utils.translation import gettext as _

from newsroom import dates, languages, origin
from newsroom.languages import active
from newsroom.outputs import html
from newsroom.outputs.structure import Release


def of_release(release: Release) -> dict:
    address = release.address
    return _entry(
        title=release.title,
        link=address,
        description=release.summary,
        unique_id=identifier(release.identifier, release.published_at),
        pubdate=release.published_at,
        updateddate=max([release.published_at, *(row.at for row in release.corrections)]),
        categories=[release.kind_name, *(place.name for place in release.hospitals), *release.specialties],
        html=html.write(release),
        pictures=release.pictures,
        gone_at=None,
    )


def of_withdrawal(withdrawal) -> dict:
    """Its entry is told anew under the same identifier: it says why the release is gone, and nothing of its text."""
    told, at = withdrawal.told, withdrawal.withdrawn_at
    published_at = datetime.fromisoformat(told["published_at"])
    reason = languages.text_of(withdrawal, "reason") if withdrawal.reason_fr else ""
    day = dates.long_date(at, active())
    words = _("AP-HP withdrew this press release on %(day)s: please do not use it.") % {"day": day}
    return _entry(
        title=_("Withdrawn: %(reference)s") % {"reference": told["reference"]},
        link=origin.absolute(told["paths"][active()]),
        description=" ".join(filter(None, [words, reason])),
        unique_id=identifier(told["identifier"], published_at),
        pubdate=published_at,
        updateddate=at,
        categories=[],
        html="",
        pictures=(),
        gone_at=at,
    )


def _entry(**known) -> dict:
    return known | {"unique_id_is_permalink": False, "author_name": _("AP-HP press office")}


def identifier(key: str, published_at: datetime) -> str:
    """A tag URI (RFC 4151) of a release in the active language: it outlives corrections and a change of address."""
    return f"tag:{origin.host()},{published_at:%Y-%m-%d}:{active()}/{key}"
