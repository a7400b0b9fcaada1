"""Releases with a meeting, as these tests need them."""

from datetime import datetime, timedelta

from newsroom.languages import writes_in_reference
from newsroom.models import HospitalPage, PressReleasePage
from newsroom.paris import to_paris
from tests import factories

DAY = timedelta(days=1)
WHY = {"event_notice_fr": "La salle est prise.", "event_notice_en": "The room is taken."}


def at(days: int, hour: int = 10) -> datetime:
    """An hour of that day from today, in Paris."""
    return to_paris(factories.minute(days * DAY)).replace(hour=hour, minute=0)


def fields(**changes) -> dict:
    """In both languages, the day after tomorrow from ten to twelve."""
    return factories.english_fields(
        **{
            "event_starts_at": at(2),
            "event_ends_at": at(2, 12),
            "title_fr": "Point presse",
            "title_en": "Press point",
        }
        | changes
    )


def announced(site, **changes) -> PressReleasePage:
    return factories.public_release(site, **fields(**changes))


@writes_in_reference
def changed(page: PressReleasePage, **values) -> PressReleasePage:
    """As it is once these values are published, whoever wrote them."""
    page = factories.fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return factories.fresh(page)


def moved(page: PressReleasePage, to: datetime, **values) -> PressReleasePage:
    return changed(page, event_state="moved", event_starts_at=to, event_ends_at=None, **WHY | values)


def with_logistics(hospital: HospitalPage) -> HospitalPage:
    hospital = factories.fresh(hospital)
    hospital.street_address, hospital.latitude, hospital.longitude = "1 rue du Centre", 48.84, 2.34
    hospital.press_meeting_point_fr, hospital.press_meeting_point_en = "Hall d'accueil", "Entrance hall"
    hospital.press_entrance_fr, hospital.press_entrance_en = "Porte nord", "North gate"
    hospital.save_revision().publish()
    return factories.fresh(hospital)
