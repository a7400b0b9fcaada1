"""The pages that header and footer name: the visible children of the home page, without a query of their own on a page."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.models import Site

from .models import BilingualPage, HospitalIndexPage, NewsroomIndexPage, PressOfficePage, StandardPage


@dataclass
class SiteLinks:
    newsroom: BilingualPage | None = None
    hospitals: BilingualPage | None = None
    office: BilingualPage | None = None
    standard: list[BilingualPage] = field(default_factory=list)

    @property
    def all(self) -> list[BilingualPage]:
        return [page for page in (self.newsroom, self.hospitals, self.office, *self.standard) if page]


def _sections(request: HttpRequest):
    if match := getattr(request, "_newsroom_match", None):
        return match.sections
    site = Site.find_for_request(request)
    return BilingualPage.objects.child_of(site.root_page).visible().order_by("path") if site else ()


PLACES = {NewsroomIndexPage: "newsroom", HospitalIndexPage: "hospitals", PressOfficePage: "office"}


def links(request: HttpRequest) -> SiteLinks:
    found = SiteLinks()
    for page in _sections(request):
        kind = page.specific_class
        if kind is StandardPage:
            found.standard.append(page)
        elif kind in PLACES:
            setattr(found, PLACES[kind], page)
    return found
