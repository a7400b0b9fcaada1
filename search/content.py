"""Content search: releases by the filters of the press room, and beside them the pages that bear the words."""

from django.db.models import F, QuerySet
from django.http import HttpRequest

from newsroom.filters import ReleaseFilters
from newsroom.languages import active
from newsroom.models import (
    BilingualPage,
    HospitalIndexPage,
    HospitalPage,
    NewsroomIndexPage,
    PressOfficePage,
    PressReleasePage,
    StandardPage,
)
from newsroom.text_filter import hospital_matches, page_matches

from .results import Result

MAX_BESIDE = 5  # hospitals, and other pages, above the releases found
PAGE_TYPES = (StandardPage, PressOfficePage, NewsroomIndexPage, HospitalIndexPage)


def as_result(release: PressReleasePage, request: HttpRequest) -> Result:
    return Result(
        kind="content",
        title=release.shown_title,
        url=release.get_url(request),
        detail=release.release_type.name,
        summary=release.summary or "",
        date=release.published_at,
    )


def find(filters: ReleaseFilters) -> QuerySet[PressReleasePage]:
    return filters.releases().without_bodies().select_related("release_type")


def _words_alone(filters: ReleaseFilters) -> str:
    """The other filters speak of releases: who uses one asks for nothing else."""
    return filters.values["q"] if set(filters.values) == {"q"} else ""


def hospitals(filters: ReleaseFilters, request: HttpRequest) -> list[Result]:
    """The open ones first. None unless there are words and nothing else."""
    if not (words := _words_alone(filters)):
        return []
    rows = HospitalPage.objects.visible().filter(hospital_matches(words))
    rows = rows.order_by(F("closed_date").asc(nulls_first=True), "title_fr")
    return [_page(row, "hospital", request, f"{row.postcode} {row.city}".strip()) for row in rows]


def pages(filters: ReleaseFilters, request: HttpRequest) -> list[Result]:
    """None unless there are words and nothing else."""
    if not (words := _words_alone(filters)):
        return []
    first, *others = (model.objects.order_by().values("pk") for model in PAGE_TYPES)
    rows = BilingualPage.objects.visible().filter(page_matches(words), pk__in=first.union(*others))
    return [_page(row, "page", request) for row in rows.order_by("title_fr", "path")[:MAX_BESIDE]]


def _page(page: BilingualPage, kind: str, request: HttpRequest, place: str = "") -> Result:
    language = page.content_language
    return Result(
        kind,
        page.shown_title,
        page.get_url(request),
        place,
        language="" if language == active() else language,
    )
