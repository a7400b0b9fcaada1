"""The agenda of the press: the page, its calendar, and that of a single meeting."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom import contacts, fixed_pages, languages, listing
from newsroom.models import HospitalPage, PressReleasePage
from newsroom.origin import absolute

from . import calendar, meeting
from . import listing as meetings
from .forms import AgendaForm

PAGE_SIZE = 20  # of what is over
CALENDAR = "text/calendar; charset=utf-8"


@csrf_exempt
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    form = AgendaForm(request.GET)
    hospital = form.values.get("hospital")
    ahead = meeting.all_of(list(meetings.ahead(hospital)), with_offices=True)
    page, messages = listing.page_of(meetings.over(hospital), request.GET.get("page"), PAGE_SIZE)
    form.offer(meetings.totals())
    return render(
        request,
        "newsroom/agenda.html",
        {
            "other": _address_in_the_reference(),
            "form": form,
            "hospital": hospital,
            "active_filters": form.in_force(),
            "messages": [*form.problems, *messages],
            "days": meetings.by_day(ahead) if page.number == 1 else [],
            "page_obj": page,
            "over": meeting.all_of(list(page.object_list)),
            "query": form.query(),
            "feed": _feed_address(hospital),
            "office": contacts.main_office(),
        },
    )


def _address_in_the_reference() -> dict[str, str] | None:
    """For readers of another language, in which there may be less."""
    if languages.active() == languages.REFERENCE:
        return None
    return {"code": languages.REFERENCE, "address": fixed_pages.places("agenda")[languages.REFERENCE]}


def _feed_address(hospital: HospitalPage | None) -> str:
    """Absolute: calendars are given it."""
    return absolute(reverse("agenda_feed")) + (f"?hospital={hospital.slug}" if hospital else "")


@csrf_exempt
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The whole agenda, or that of a hospital; a hospital that is not known is left out, as on the page."""
    hospital = AgendaForm(request.GET).values.get("hospital")
    name = _("AP-HP press agenda")
    if hospital:
        name = f"{name} – {hospital.shown_title}"
    body = calendar.write(meetings.calendar_meetings(hospital), name, _feed_address(hospital))
    return HttpResponse(body, content_type=CALENDAR)


def calendar_of(request: HttpRequest, page: PressReleasePage) -> HttpResponseBase:
    """Of one release, which the visibility rule has found; in the language in which readers see it."""
    if not page.has_meeting:
        raise Http404
    with translation.override(page.content_language):
        (one,) = meeting.all_of([page], with_offices=True)
        address = page.get_full_url(request)
        body = calendar.write([one], _("AP-HP press agenda"), f"{address}agenda.ics")
    response = HttpResponse(body, content_type=CALENDAR)
    response.headers["Content-Language"] = page.content_language
    response.headers["Link"] = f'<{address}>; rel="canonical"'
    return response
