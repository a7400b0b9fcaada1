"""Meetings as iCalendar (RFC 5545, RFC 7986), for the calendars of journalists.

The same release has the same UID in both languages and over every change; nothing is of the hour of reading, so the
same meetings are the same bytes.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
    vText,
)

from newsroom import dates, languages, origin, paris, telephone, typography

from .meeting import Meeting, State

REFRESH = timedelta(hours=1)
STATUS = {
    State.PROVISIONAL: "TENTATIVE",
    State.CONFIRMED: "CONFIRMED",
    State.MOVED: "CONFIRMED",
    State.CANCELLED: "CANCELLED",
}


def write(meetings: Iterable[Meeting], name: str, address: str) -> bytes:
    """`name`: of the calendar; `address`: where it is read, absolute."""
    calendar = Calendar()
    calendar.add("prodid", f"-//AP-HP//Newsroom//{languages.active().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("url", address)
    calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("x-wr-timezone", str(paris.PARIS))
    calendar.add_component(_paris())
    for meeting in meetings:
        calendar.add_component(event(meeting))
    return calendar.to_ical()


def event(meeting: Meeting) -> Event:
    release, found = meeting.release, Event()
    address = release.get_full_url()
    found.add("uid", f"{release.translation_key}@{origin.host()}")
    changed = release.changed_at or release.published_at
    for key in ("dtstamp", "last-modified"):
        found.add(key, changed.astimezone(UTC).replace(microsecond=0))
    found.add("created", release.published_at.astimezone(UTC))
    found.add("sequence", release.version - 1)
    found.add("dtstart", _instant(meeting.starts))
    if meeting.ends:
        found.add("dtend", _instant(meeting.ends))
    found.add("status", STATUS[State(meeting.state)])
    found.add("transp", "TRANSPARENT" if meeting.is_cancelled else "OPAQUE")
    found.add("summary", _summary(meeting))
    found.add("description", "\n".join(_description(meeting, address)))
    found.add("url", address)
    found.add("categories", [languages.text_of(release.release_type, "name")])
    _place(found, meeting)
    if office := meeting.office:
        organizer = vCalAddress(f"mailto:{office.email}")
        organizer.params["CN"] = vText(_("AP-HP press office"))
        found.add("organizer", organizer)
    return found


def _instant(instant: datetime) -> datetime:
    """In Paris time; in UTC where that time comes twice, since the calendars' one would be the first of the two."""
    return instant.astimezone(UTC) if paris.twins(instant) else paris.to_paris(instant)


def _summary(meeting: Meeting) -> str:
    """Calendars that do not show the status say it too."""
    title = typography.smarten(meeting.release.shown_title, meeting.release.content_language)
    return title if meeting.state == State.CONFIRMED else f"{meeting.state_name}{_(': ')}{title}"


def _place(found: Event, meeting: Meeting) -> None:
    if meeting.whereabouts:
        found.add("location", meeting.whereabouts)
    hospital = meeting.hospital
    if hospital and hospital.latitude is not None and hospital.longitude is not None:
        found.add("geo", (hospital.latitude, hospital.longitude))
    if meeting.stream:
        found.add(
            "conference", meeting.stream, {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": _("Live stream")}
        )


def _description(meeting: Meeting, address: str) -> Iterable[str]:
    if meeting.state != State.CONFIRMED:
        yield meeting.state_name
    if meeting.instead_of:
        yield _("instead of %(date)s") % {"date": meeting.instead_of}
    if meeting.notice:
        yield meeting.notice.text
    if meeting.release.summary:
        yield typography.smarten(meeting.release.summary, languages.active())
    yield from (f"{name}{_(': ')}{value}" for name, value in _facts(meeting) if value)
    yield address


def _facts(meeting: Meeting) -> Iterable[tuple[str, str]]:
    language, until, office = languages.active(), meeting.accreditation_until, meeting.office
    yield _("How to get in"), meeting.access.text
    yield _("Accreditation until"), dates.date_and_time(until, language) if until else ""
    yield _("Accreditation at"), meeting.accreditation_address
    yield _("Live stream"), meeting.stream
    if office:
        phone = telephone.display(office.phone, language) if office.phone else ""
        yield _("Press contact"), ", ".join(filter(None, [office.email, phone]))


def _paris() -> Timezone:
    """As it has been since 1996; the rules in force, so that a calendar is right for dates to come."""
    zone = Timezone()
    zone.add("tzid", str(paris.PARIS))
    for kind, name, month, (before, after) in (
        (TimezoneDaylight, "CEST", 3, (1, 2)),
        (TimezoneStandard, "CET", 10, (2, 1)),
    ):
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone
