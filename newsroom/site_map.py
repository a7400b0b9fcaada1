"""The pages that header and footer name: the visible children of the home page, without a query of their own on a page."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Site

from . import accessibility, languages, typography
from .models import BilingualPage, HospitalIndexPage, NewsroomIndexPage, PressOfficePage, StandardPage
from .models.institution import Compliance


@dataclass
class SiteLinks:
    newsroom: BilingualPage | None = None
    hospitals: BilingualPage | None = None
    office: BilingualPage | None = None
    standard: list[BilingualPage] = field(default_factory=list)
    mention: str = (
        ""  # of the state of accessibility, as the law wants it; the words of the link to the statement
    )

    @property
    def all(self) -> list[BilingualPage]:
        return [page for page in (self.newsroom, self.hospitals, self.office, *self.standard) if page]


def _sections(request: HttpRequest):
    if match := getattr(request, "_newsroom_match", None):
        return match.sections
    site = Site.find_for_request(request)
    if site is None:
        return ()
    return accessibility.with_state(BilingualPage.objects.child_of(site.root_page).visible()).order_by("path")


PLACES = {NewsroomIndexPage: "newsroom", HospitalIndexPage: "hospitals", PressOfficePage: "office"}


def _mention(state: str | None) -> str:
    if state is None:
        return ""
    mention = _("Accessibility: %(state)s") % {"state": Compliance(state).label}
    return typography.smarten(mention, languages.active())


def links(request: HttpRequest) -> SiteLinks:
    found = SiteLinks()
    for page in _sections(request):
        kind = page.specific_class
        if kind is StandardPage:
            found.standard.append(page)
            found.mention = found.mention or _mention(page.declared_state)
        elif kind in PLACES:
            setattr(found, PLACES[kind], page)
    return found
