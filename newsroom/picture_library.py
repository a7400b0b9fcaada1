"""All pictures of public releases, the newest first: /fr/phototheque/, /en/pictures/.

Which pictures readers see, and by which release, is asked of newsroom/file_visibility.py; the filters of releases are
those of the press room's list.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import file_visibility, listing
from .filter_forms import PictureForm
from .filters import ReleaseFilters
from .languages import REFERENCE
from .models import PressImage, PressReleasePage
from .takeaway import ready

PAGE_SIZE = 24


@dataclass(frozen=True)
class Shown:
    """A picture, and the newest release that shows it."""

    picture: PressImage
    release: PressReleasePage


@csrf_exempt
@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    filters = ReleaseFilters(request.GET, PictureForm)
    uses = _uses(filters)
    rows = uses.order_by().values("picture_key").annotate(newest=Max("published_at"))
    page, messages = listing.page_of(
        rows.order_by("-newest", "-picture_key"), request.GET.get("page"), PAGE_SIZE
    )
    keys = [row["picture_key"] for row in page.object_list]
    context = {
        "form": filters.form,
        "shown": _shown(uses, keys, filters.language),
        "page_obj": page,
        "total": page.paginator.count,
        "active_filters": filters.in_force(),
        "messages": [*filters.problems, *messages],
        "query": filters.query(),
    }
    return render(request, "newsroom/pictures.html", context)


def _uses(filters: ReleaseFilters) -> QuerySet:
    """Where readers see the pictures that match."""
    chosen = PressImage.objects.filter(file_visibility.consent_holds())
    if rights := filters.values.get("rights"):
        chosen = chosen.filter(licence=rights)
    if words := filters.values.get("q"):
        chosen = chosen.filter(_says(words, filters.language))
    uses = file_visibility.pictures_shown_by(filters.releases(without="q"), filters.language)
    return uses.filter(picture_key__in=chosen.order_by().values("pk"))


def _says(words: str, language: str) -> Q:
    """Every word stands in the caption, the alternative text or the credit, whatever its accents."""
    fields = ["credit", *(f"{name}_{code}" for name in ("caption", "alt") for code in {REFERENCE, language})]

    def word(text: str) -> Q:
        return reduce(or_, (Q((f"{field}__unaccent__icontains", text)) for field in fields))

    return reduce(and_, map(word, words.split()), Q())


def _shown(uses: QuerySet, keys: list[int], language: str) -> list[Shown]:
    """The same queries however many there are."""
    newest: dict[int, tuple] = {}
    for use in uses.filter(picture_key__in=keys).values_list("picture_key", "published_at", "page_key"):
        newest[use[0]] = max(newest.get(use[0], use), use, key=lambda row: (row[1] is not None, *row[1:]))
    images = PressImage.objects.prefetch_related("renditions").in_bulk(keys)
    pages = {row[2] for row in newest.values()}
    releases = (
        PressReleasePage.objects.visible_in(language).for_links().annotate(ready_files=ready.annotation())
    )
    found = releases.in_bulk(pages)
    shown = [
        (images[key], found[newest[key][2]]) for key in keys if key in images and newest[key][2] in found
    ]
    for image, release in shown:
        ready.give_original(image, release)
    return [Shown(image, release) for image, release in shown]
