"""A release as ninjs 3.0, the IPTC's news in JSON: https://iptc.org/std/ninjs/ninjs-schema_3.0.json."""

import json
import mimetypes
from datetime import datetime

from newsroom.paris import to_paris

from . import html, text
from .structure import Contact, Office, Picture, Release

STANDARD = {"name": "ninjs", "version": "3.0", "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.0.json"}
PUBLISHER = "Assistance publique – Hôpitaux de Paris"


def write(release: Release) -> str:
    return json.dumps(as_item(release), ensure_ascii=False, indent=1)


def as_item(release: Release) -> dict:
    """The object is the release in one language: each has a `uri` of its own, and both the same alternative id."""
    created, changed = release.published_at, release.updated_at or release.published_at
    return known(
        {
            "uri": release.address,
            "type": "text",
            "representationType": "full",
            "standard": STANDARD,
            "version": str(release.version),
            "language": release.language,
            "firstCreated": _instant(created),
            "contentCreated": _instant(created),
            "versionCreated": _instant(changed),
            "pubStatus": "usable",
            "copyrightHolder": PUBLISHER,
            "title": release.title,
            "headlines": [{"role": "main", "value": release.title}],
            "descriptions": [{"role": "summary", "value": release.summary}] if release.summary else None,
            "bodies": _bodies(release),
            "by": PUBLISHER,
            "located": release.dateline.partition(",")[0] if "," in release.dateline else None,
            "altIds": _identifiers(release),
            "genres": [{"name": release.kind_name, "literal": release.kind}],
            "subjects": [{"name": name, "rel": "about"} for name in release.specialties],
            "organisations": [
                known({"name": one.name, "rel": "about", "uri": one.address}) for one in release.hospitals
            ],
            "places": _places(release),
            "people": _people(release),
            "infoSources": _sources(release),
            "associations": [_picture(picture, release) for picture in release.pictures],
        }
    )


def known(record: dict) -> dict:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def _instant(at: datetime | None) -> str | None:
    return to_paris(at).isoformat() if at else None


def _bodies(release: Release) -> list[dict]:
    """The text, as HTML; and the whole release as plain text, with contacts and corrections."""
    plain = text.write(release)
    return [
        {"role": "main", "contentType": "text/html", "value": html.text(release)},
        {"role": "whole", "contentType": "text/plain", "value": plain, "wordCount": len(plain.split())},
    ]


def _identifiers(release: Release) -> list[dict]:
    rows = [("reference", release.reference), ("identifier", release.identifier)]
    return [{"role": role, "value": value} for role, value in rows if value]


def _places(release: Release) -> list[dict]:
    return (
        [{"name": release.meeting.place, "rel": "event"}] if release.meeting and release.meeting.place else []
    )


def _people(release: Release) -> list[dict]:
    """Whom this release alone names as contacts."""
    return [
        known(
            {"name": contact.name, "rel": "contact", "literal": contact.role, "contactInfo": _lines(contact)}
        )
        for contact in release.contacts
    ]


def _lines(contact: Contact | Office) -> list[dict]:
    rows = [("email", "office", contact.email), ("phone", "office", contact.phone)]
    return [{"type": kind, "role": role, "value": value} for kind, role, value in rows if value]


def _sources(release: Release) -> list[dict]:
    """The press office that answers, with its lines."""
    if not (office := release.office):
        return []
    lines = _lines(office)
    if office.on_call_phone:
        lines.append(
            {"type": "phone", "role": "nights, weekends and public holidays", "value": office.on_call_phone}
        )
    return [
        known({"name": office.name, "uri": office.address, "literal": "press office", "contactInfo": lines})
    ]


def _picture(picture: Picture, release: Release) -> dict:
    original = {
        "name": "original",
        "href": picture.address,
        "contentType": mimetypes.guess_type(picture.address)[0] or "image/avif",
        "width": picture.width,
        "height": picture.height,
        "sizeInBytes": picture.size,
    }
    return known(
        {
            "name": picture.caption or picture.alt or release.title,
            "uri": picture.address,
            "type": "picture",
            "language": release.language,
            "headlines": [{"value": picture.caption}] if picture.caption else None,
            "descriptions": [{"role": "alternative text", "value": picture.alt}] if picture.alt else None,
            "by": picture.credit,
            "copyrightNotice": picture.credit,
            "usageTerms": picture.rights,
            "renditions": [known(original)],
        }
    )
