"""The pages that header and footer name: the visible children of the home page, in one query."""

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
    def accessibility(self) -> BilingualPage | None:
        return next((page for page in self.standard if page.slug == "accessibilite"), None)


PLACES = {NewsroomIndexPage: "newsroom", HospitalIndexPage: "hospitals", PressOfficePage: "office"}


def links(request: HttpRequest) -> SiteLinks:
    found = SiteLinks()
    site = Site.find_for_request(request)
    if site is None:
        return found
    for page in BilingualPage.objects.child_of(site.root_page).visible().order_by("path"):
        kind = page.specific_class
        if kind is StandardPage:
            found.standard.append(page)
        elif kind in PLACES:
            setattr(found, PLACES[kind], page)
    return found
