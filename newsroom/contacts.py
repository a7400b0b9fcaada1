"""Who answers for a release: one rule."""

from collections.abc import Sequence
from itertools import chain

from django.db.models import Q, QuerySet

from .models import PressOfficePage

MAIN = 3  # depth of AP-HP's own office in the tree: below the home page


def offices() -> QuerySet[PressOfficePage]:
    return PressOfficePage.objects.visible().prefetch_related("people")


def main_office() -> PressOfficePage | None:
    """AP-HP's own: the one that stands highest in the tree."""
    return offices().order_by("depth", "path").first()


def office_of_hospital(hospital) -> PressOfficePage | None:
    """The hospital's own office if it has a visible one, else AP-HP's."""
    return offices().filter(Q(path__startswith=hospital.path) | Q(depth=MAIN)).order_by("-depth").first()


def office_for(release, lead_hospital) -> PressOfficePage | None:
    """The office that the release names, else its lead hospital's own, else AP-HP's."""
    return offices_for([(release, lead_hospital)])[0]


def offices_for(releases: Sequence[tuple]) -> list[PressOfficePage | None]:
    """As office_for, of [(release, its lead hospital or None)]; one query, however many they are."""
    asked = Q(depth=MAIN)
    for release, hospital in releases:
        asked |= _chosen(release) | _own(hospital)
    found = list(PressOfficePage.objects.visible().filter(asked).order_by("path"))
    return [_best(found, release, hospital) for release, hospital in releases]


def _chosen(release) -> Q:
    return Q(pk=release.press_office_id) if release.press_office_id else Q(pk=None)


def _own(hospital) -> Q:
    return Q(path__startswith=hospital.path) if hospital else Q(pk=None)


def _best(found: list[PressOfficePage], release, hospital) -> PressOfficePage | None:
    chosen = (office for office in found if office.pk == release.press_office_id)
    own = (office for office in found if hospital and office.path.startswith(hospital.path))
    main = (office for office in found if office.depth == MAIN)
    return next(chain(chosen, own, main), None)
