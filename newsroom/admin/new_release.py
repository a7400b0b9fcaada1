"""A new release begins with what is the same every time."""

from datetime import datetime, timedelta

from wagtail.admin.views.pages.create import CreateView

from .. import clock, contacts
from ..models import Boilerplate, NewsroomIndexPage, PressReleasePage, ReleaseHospital, ReleaseType
from ..permissions import reach_of

ROUNDED_TO = timedelta(minutes=5)
USUAL_TYPE = "communique"
PLACE = "Paris"


def rounded_now() -> datetime:
    """The last full five minutes: a time to come would schedule the release."""
    now = clock.now()
    return now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)


def prefill(release: PressReleasePage, user) -> None:
    release.published_at = rounded_now()
    release.place_fr = release.place_en = PLACE
    release.release_type = ReleaseType.objects.filter(code=USUAL_TYPE).first() or ReleaseType.objects.first()
    release.press_office = contacts.main_office()
    if text := Boilerplate.objects.in_force():
        release.boilerplate_fr, release.boilerplate_en = text.text_fr, text.text_en
    if (reach := reach_of(user)) and reach.hospitals:
        hospital = reach.hospitals[0].specific
        release.hospital_links = [ReleaseHospital(hospital=hospital, sort_order=0)]
        release.press_office = contacts.office_of_hospital(hospital)


class ReleaseCreateView(CreateView):
    def get(self, request):
        if self.page_class is PressReleasePage:
            prefill(self.page, request.user)
        return super().get(request)


def press_room_for(user) -> NewsroomIndexPage | None:
    """Where this person may add a release."""
    room = NewsroomIndexPage.objects.first()
    return room if room and room.permissions_for_user(user).can_add_subpage() else None
