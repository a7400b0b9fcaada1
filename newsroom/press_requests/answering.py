"""Who answers for a request, and whom to telephone when its deadline does not wait for the office to open."""

from dataclasses import dataclass
from datetime import datetime

from .. import contacts
from ..models import HospitalPage, PressOfficePage, PressRequest
from ..office_hours import Line


def office_of(request: PressRequest) -> PressOfficePage | None:
    """The office that the release names, else the hospital's own, else AP-HP's."""
    if request.release:
        return contacts.office_for(request.release, hospital_of(request))
    return office_of_hospital(hospital_of(request))


def office_of_hospital(hospital: HospitalPage | None) -> PressOfficePage | None:
    return contacts.office_of_hospital(hospital) if hospital else contacts.main_office()


def hospital_of(request: PressRequest) -> HospitalPage | None:
    """The one that was chosen, as long as anyone may see it."""
    return (
        HospitalPage.objects.visible().filter(pk=request.hospital_id).first() if request.hospital_id else None
    )


@dataclass(frozen=True)
class Call:
    """`phone`: of the on-call line; empty where nobody answers before `until`, when the office opens."""

    phone: str
    until: datetime


def call_to_make(request: PressRequest, office: PressOfficePage | None) -> Call | None:
    """None: the office answers now, or will before the deadline."""
    if office is None or not request.is_open:
        return None
    answer = office.answer
    if answer.line == Line.OFFICE or request.due_at > answer.until:
        return None
    main = contacts.main_office()
    return Call(office.on_call_phone or (main.on_call_phone if main else ""), answer.until)
