"""The directory: hospitals by any of their names, specialties by any word for them.

A release ties the two: a specialty's hospitals are those with a release on it that readers may see, and the
other way round.
"""

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.languages import active, language_of, text_of
from newsroom.models import HospitalName, HospitalPage, NewsroomIndexPage, PressReleasePage, Specialty
from newsroom.text_filter import hospital_matches, specialty_matches

from .results import Result


def _releases() -> QuerySet[PressReleasePage]:
    return PressReleasePage.objects.visible_in(active())


def hospitals(
    query: str,
    request: HttpRequest,
    hospital: HospitalPage | None = None,
    specialty: Specialty | None = None,
) -> list[Result]:
    pages = HospitalPage.objects.visible().open().filter(hospital_matches(query))
    if hospital:
        pages = pages.filter(pk=hospital.pk)
    if specialty:
        releases = _releases().filter(specialties=specialty)
        pages = pages.filter(pk__in=releases.values("hospital_links__hospital"))
    names = Prefetch("other_names", queryset=HospitalName.objects.order_by("sort_order"))
    return [_hospital(page, request) for page in pages.order_by("title_fr").prefetch_related(names)]


def _hospital(page: HospitalPage, request: HttpRequest) -> Result:
    language = page.content_language
    return Result(
        "hospital",
        page.shown_title,
        page.get_url(request),
        f"{page.postcode} {page.city}".strip(),
        ", ".join(map(str, page.other_names.all())),
        language="" if language == active() else language,
    )


def specialties(
    query: str,
    request: HttpRequest,
    hospital: HospitalPage | None = None,
    specialty: Specialty | None = None,
) -> list[Result]:
    """Each leads to its releases, to those of the hospital where one is asked for."""
    newsroom = NewsroomIndexPage.objects.visible().first()
    if newsroom is None:
        return []
    rows = Specialty.objects.filter(specialty_matches(query))
    if specialty:
        rows = rows.filter(pk=specialty.pk)
    if hospital:
        rows = rows.filter(pk__in=_releases().for_hospital(hospital).values("specialties"))
    address = newsroom.get_url(request)
    end = f"&hospital={hospital.slug}" if hospital else ""
    return [_specialty(row, f"{address}?specialty={row.slug}{end}") for row in rows]


def _specialty(row: Specialty, address: str) -> Result:
    language = language_of(row, "name")
    return Result(
        "specialty",
        text_of(row, "name"),
        address,
        _("Releases on this specialty"),
        language="" if language == active() else language,
    )
