"""What stands around the text in every written form: the same facts, in the same words and the same order.

To be called with the release's own language active.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import dates, telephone

from .structure import Block, Contact, Meeting, Release


def kicker(release: Release) -> str:
    return " – ".join(filter(None, ["AP-HP", release.kind_name, release.reference]))


def facts(release: Release) -> Iterator[tuple[str, str]]:
    """[(what, value)]"""
    if release.meeting:
        yield from _meeting(release.meeting)
    if release.hospitals:
        name = ngettext("Hospital concerned", "Hospitals concerned", len(release.hospitals))
        yield name, ", ".join(hospital.name for hospital in release.hospitals)
    if release.specialties:
        name = ngettext("Specialty", "Specialties", len(release.specialties))
        yield name, ", ".join(release.specialties)


def _meeting(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield _("State of the meeting"), meeting.state_name
    if meeting.notice:
        yield _("Notice"), meeting.notice
    before = _("instead of %(date)s") % {"date": meeting.instead_of} if meeting.instead_of else ""
    yield _("Meeting"), ", ".join(filter(None, [meeting.written, before]))
    hospital = meeting.hospital.name if meeting.hospital else ""
    if place := ", ".join(filter(None, [meeting.place, hospital, meeting.street_address])):
        yield _("Place"), place
    if meeting.access:
        yield _("How to get in"), meeting.access
    if accreditation := meeting.accreditation:
        until = _("until %(date)s") % {"date": accreditation.written} if accreditation.written else ""
        yield _("Accreditation"), ", ".join(filter(None, [until, accreditation.address]))
    if meeting.stream:
        yield _("Live stream"), meeting.stream


def study(release: Release) -> list[tuple[str, str]]:
    if not (known := release.study):
        return []
    rows = [
        (_("Title"), known.title),
        (_("Journal"), known.journal),
        (_("Kind of publication"), known.review),
        ("DOI", known.doi),
    ]
    return [(name, value) for name, value in rows if value]


def corrections(release: Release) -> list[tuple[str, str]]:
    """[(kind and instant, note)], the newest first."""
    return [
        (
            f"{_('Correction') if row.is_major else _('Updated')}, {dates.date_and_time(row.at, release.language)}",
            row.note,
        )
        for row in release.corrections
    ]


def sections(release: Release) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """[(title, its text)]: who AP-HP and its partners are."""
    if release.boilerplate:
        yield _("About AP-HP"), release.boilerplate
    yield from ((partner.name, partner.blocks) for partner in release.partners if partner.blocks)


def contacts(release: Release) -> list[list[str]]:
    """Each in lines: the press office with its hours, then whoever this release alone names."""
    found = []
    if office := release.office:
        week = ", ".join(filter(None, [office.email, _number(office.phone, release)]))
        closed = _("No line: write to us, we answer on the next working day.")
        other = _number(office.on_call_phone, release) or closed
        found.append(
            [
                office.name,
                f"{office.hours}{_(': ')}{week}",
                f"{_('Nights, weekends and public holidays')}{_(': ')}{other}",
            ]
        )
    return [*found, *(_lines(contact, release) for contact in release.contacts)]


def _lines(contact: Contact, release: Release) -> list[str]:
    who = ", ".join(filter(None, [contact.name, contact.role]))
    return list(filter(None, [who, contact.email, _number(contact.phone, release)]))


def _number(phone: str, release: Release) -> str:
    return telephone.display(phone, release.language) if phone else ""


def version(release: Release) -> str:
    """What stands at the end of every form: which version it is, and of when."""
    if release.updated_at:
        at = dates.date_and_time(release.updated_at, release.language)
        return _("Version %(number)d, updated on %(at)s.") % {"number": release.version, "at": at}
    if release.published_at:
        at = dates.date_and_time(release.published_at, release.language)
        return _("Version %(number)d, published on %(at)s.") % {"number": release.version, "at": at}
    return ""
