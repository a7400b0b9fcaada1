"""The directory: hospitals by any of their names, specialties by any word for them."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.languages import active, language_of, text_of
from newsroom.models import HospitalName, HospitalPage, NewsroomIndexPage, Specialty
from newsroom.text_filter import matches
from newsroom.visibility import english_public

from .results import Result

HOSPITAL_FIELDS = ["title_fr", "short_name", "city", "slug", "other_names__name"]
SPECIALTY_FIELDS = ["name_fr", "name_en", "lay_words_fr", "lay_words_en", "slug"]


def hospitals(query: str, request: HttpRequest) -> list[Result]:
    by_name = matches(query, HOSPITAL_FIELDS) | (english_public() & matches(query, ["title_en"]))
    pages = HospitalPage.objects.visible().open().filter(by_name).distinct()
    names = Prefetch("other_names", queryset=HospitalName.objects.order_by("sort_order"))
    return [_hospital(page, request) for page in pages.order_by("title_fr").prefetch_related(names)]


def _hospital(page: HospitalPage, request: HttpRequest) -> Result:
    place = f"{page.postcode} {page.city}".strip()
    return Result(
        "hospital",
        page.shown_title,
        page.get_url(request),
        place,
        ", ".join(map(str, page.other_names.all())),
    )


def specialties(query: str, request: HttpRequest) -> list[Result]:
    newsroom = NewsroomIndexPage.objects.visible().first()
    if newsroom is None:
        return []
    address = newsroom.get_url(request)
    rows = Specialty.objects.filter(matches(query, SPECIALTY_FIELDS))
    return [
        Result(
            "specialty",
            text_of(row, "name"),
            f"{address}?specialty={row.slug}",
            _("Releases on this specialty"),
            language="" if language_of(row, "name") == active() else language_of(row, "name"),
        )
        for row in rows
    ]
