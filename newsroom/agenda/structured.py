"""The meeting of a release as a schema.org Event, for the JSON-LD of its page."""

from datetime import datetime

from newsroom.models import PressOfficePage, PressReleasePage
from newsroom.paris import to_paris

from . import meeting
from .meeting import Meeting, State

SCHEMA = "https://schema.org"
STATUS = {
    State.PROVISIONAL: "EventScheduled",
    State.CONFIRMED: "EventScheduled",
    State.MOVED: "EventRescheduled",
    State.CANCELLED: "EventCancelled",
}


def event(page: PressReleasePage, office: PressOfficePage | None, address: str) -> dict:
    """Empty for a release without a meeting. `address`: the release's, absolute."""
    from newsroom import structured_data

    known = meeting.of(page, office)
    if known is None:
        return {}
    return structured_data.known(
        {
            "@type": "Event",
            "name": page.shown_title,
            "description": getattr(page, f"summary_{page.content_language}") or "",
            "url": address,
            "inLanguage": page.content_language,
            "startDate": _written(known.starts),
            "endDate": _written(known.ends),
            "eventStatus": f"{SCHEMA}/{STATUS[State(known.state)]}",
            "previousStartDate": _written(page.event_was_starts_at),
            "eventAttendanceMode": f"{SCHEMA}/{_attendance(known)}",
            "location": _locations(known),
            "organizer": structured_data.institution(),
            "isAccessibleForFree": True,
        }
    )


def _written(instant: datetime | None) -> str | None:
    return to_paris(instant).isoformat() if instant else None


def _attendance(known: Meeting) -> str:
    if known.stream and _has_place(known):
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if known.stream else "OfflineEventAttendanceMode"


def _has_place(known: Meeting) -> bool:
    return bool(known.hospital or known.place)


def _locations(known: Meeting) -> dict | list[dict]:
    found = [_place(known)] if _has_place(known) else []
    if known.stream:
        found.append({"@type": "VirtualLocation", "url": known.stream})
    return found[0] if len(found) == 1 else found


def _place(known: Meeting) -> dict:
    from newsroom import structured_data

    name = ", ".join(filter(None, [known.place.text, known.hospital_name]))
    hospital = known.hospital
    address = structured_data.postal_address(hospital) if hospital else {}
    geo = {}
    if hospital and hospital.latitude is not None and hospital.longitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": hospital.latitude, "longitude": hospital.longitude}
    return structured_data.known(
        {"@type": "Place", "name": name, "address": address or known.place.text, "geo": geo}
    )
