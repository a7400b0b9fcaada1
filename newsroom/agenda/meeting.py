"""The meeting of a release as readers of the active language are told of it: pages, feeds, files and machines alike.

Nothing here depends on the hour of reading: what does (is accreditation closed?) is asked by the page that shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.urls import translate_url
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom import contacts, dates, languages, typography
from newsroom.models import HospitalPage, PressOfficePage, PressReleasePage
from newsroom.origin import absolute

State = PressReleasePage.MeetingState


@dataclass(frozen=True)
class Told:
    """Words, and the language that they are in."""

    text: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


def _told(record, name: str, language: str) -> Told:
    """Of a translated field: in that language, else in the reference one."""
    for code in (language, languages.REFERENCE):
        if text := getattr(record, f"{name}_{code}"):
            return Told(typography.smarten(text, code).strip(), code)
    return Told()


@dataclass(frozen=True)
class Meeting:
    """`office`: the one that answers for the release, if it was looked up."""

    release: PressReleasePage
    hospital: HospitalPage | None
    office: PressOfficePage | None = None

    @property
    def starts(self) -> datetime:
        return self.release.event_starts_at

    @property
    def ends(self) -> datetime | None:
        return self.release.event_ends_at

    @property
    def state(self) -> str:
        return self.release.event_state

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def state_name(self) -> str:
        names = {
            State.PROVISIONAL: _("Provisional date"),
            State.CONFIRMED: _("Confirmed"),
            State.MOVED: _("Moved"),
            State.CANCELLED: _("Cancelled"),
        }
        return names[State(self.state)]

    @property
    def notice(self) -> Told:
        """Why it is moved or cancelled, or that it takes place after all."""
        return self._own("event_notice")

    @property
    def written(self) -> str:
        return dates.meeting(self.starts, self.ends, languages.active())

    @property
    def hours(self) -> str:
        return dates.hours(self.starts, self.ends, languages.active())

    @property
    def instead_of(self) -> str:
        """The date that was announced before; empty where there was none."""
        starts, ends = self.release.event_was_starts_at, self.release.event_was_ends_at
        return dates.meeting(starts, ends, languages.active()) if starts else ""

    @property
    def place(self) -> Told:
        return self._own("event_place") or self._of_hospital("press_meeting_point")

    @property
    def access(self) -> Told:
        if self.is_cancelled:
            return Told()
        return self._own("event_access") or self._of_hospital("press_entrance")

    def _own(self, name: str) -> Told:
        return _told(self.release, name, languages.active())

    def _of_hospital(self, name: str) -> Told:
        """Its English may wait for an hour of its own."""
        return _told(self.hospital, name, self.hospital.content_language) if self.hospital else Told()

    @property
    def hospital_name(self) -> str:
        return (
            typography.smarten(self.hospital.shown_title, self.hospital.content_language)
            if self.hospital
            else ""
        )

    @property
    def street_address(self) -> str:
        """In one line; the same in every language."""
        if self.hospital is None:
            return ""
        town = " ".join(filter(None, [self.hospital.postcode, self.hospital.city]))
        return ", ".join(filter(None, [self.hospital.street_address, town]))

    @property
    def whereabouts(self) -> str:
        """Everything that leads there, in one line."""
        return ", ".join(filter(None, [self.place.text, self.hospital_name, self.street_address]))

    @property
    def accredits(self) -> bool:
        release = self.release
        return not self.is_cancelled and bool(
            release.event_accreditation_until or release.event_accreditation_address
        )

    @property
    def accreditation_until(self) -> datetime | None:
        return self.release.event_accreditation_until if self.accredits else None

    @property
    def accreditation_address(self) -> str:
        """An e-mail address, or an absolute one; of a form of this site in the active language where it has one."""
        if not self.accredits:
            return ""
        own, reader = self.release.event_accreditation_address, languages.active()
        if own.startswith("/"):
            with translation.override(translation.get_language_from_path(own) or languages.REFERENCE):
                return absolute(translate_url(own, reader))
        return own or (self.office.email if self.office else "")

    @property
    def stream(self) -> str:
        return "" if self.is_cancelled else self.release.event_stream_url

    @property
    def stream_host(self) -> str:
        return urlsplit(self.stream).hostname or ""


def of(release: PressReleasePage, office: PressOfficePage | None = None) -> Meeting | None:
    return Meeting(release, release.meeting_hospital, office) if release.has_meeting else None


def all_of(releases: list[PressReleasePage], with_offices: bool = False) -> list[Meeting]:
    """One query for the hospitals, two more with the offices, however many there are."""
    read_hospitals(releases)
    offices = contacts.offices_by_release(releases) if with_offices and releases else {}
    return [Meeting(release, release.meeting_hospital, offices.get(release.pk)) for release in releases]


def read_hospitals(releases: Iterable[PressReleasePage]) -> None:
    """Where their meetings take place, in one query for all of them."""
    keys = {release.event_hospital_id for release in releases} - {None}
    hospitals = HospitalPage.objects.visible().in_bulk(keys) if keys else {}
    for release in releases:
        release.meeting_hospital = hospitals.get(release.event_hospital_id)
