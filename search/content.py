"""Content search: releases, by the filters of the press room."""

from django.http import HttpRequest

from newsroom.filters import ReleaseFilters
from newsroom.models import PressReleasePage

from .results import Result


def as_result(release: PressReleasePage, request: HttpRequest) -> Result:
    return Result(
        kind="content",
        title=release.shown_title,
        url=release.get_url(request),
        detail=release.release_type.name,
        summary=release.summary or "",
        date=release.published_at,
    )


def find(filters: ReleaseFilters):
    return filters.releases().without_bodies().select_related("release_type")
