"""Who answers for a release: one rule."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from .models import PressOfficePage


def offices() -> QuerySet[PressOfficePage]:
    return PressOfficePage.objects.visible().prefetch_related("people")


def main_office() -> PressOfficePage | None:
    """AP-HP's own: the one that stands highest in the tree."""
    return offices().order_by("depth", "path").first()


def office_of_hospital(hospital) -> PressOfficePage | None:
    """The hospital's own office if it has a visible one, else AP-HP's."""
    return offices().filter(Q(path__startswith=hospital.path) | Q(depth=3)).order_by("-depth").first()


def office_for(release, lead_hospital) -> PressOfficePage | None:
    """The office that the release names, else its lead hospital's own, else AP-HP's."""
    chosen = Q(pk=release.press_office_id) if release.press_office_id else Q(pk=None)
    own = Q(path__startswith=lead_hospital.path) if lead_hospital else Q(pk=None)
    rank = Case(
        When(chosen, then=Value(0)), When(own, then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    return offices().filter(chosen | own | Q(depth=3)).order_by(rank, "path").first()


def offices_for(releases: list) -> dict[int, PressOfficePage]:
    """As `office_for`, by release, in two queries, without the people: for lists."""
    from .models import HospitalPage

    every = list(PressOfficePage.objects.visible().order_by("path"))
    main = [office for office in every if office.depth == 3]
    hospitals = HospitalPage.objects.visible().filter(release_links__release__in=[row.pk for row in releases])
    rows = hospitals.order_by("-release_links__sort_order").values_list("release_links__release", "path")
    lead = dict(rows)  # the last is the first of its release
    found = {}
    for release in releases:
        chosen = [office for office in every if office.pk == release.press_office_id]
        own = [office for office in every if office.path.startswith(lead.get(release.pk, "-"))]
        if offices := [*chosen, *own, *main]:
            found[release.pk] = offices[0]
    return found
