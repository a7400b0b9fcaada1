"""Which renditions a picture has: one table, shared by the pages and by whoever makes them ahead.

They are made when a page is approved, and by the command `make_renditions`. A visitor's request makes none: what
is missing is replaced by what there is.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import ReferenceIndex

logger = logging.getLogger(__name__)

MODERN_FORMATS = ("avif", "webp")
FALLBACK_FORMAT = "jpeg"


@dataclass(frozen=True)
class Use:
    widths: tuple[int, ...]  # pixels, the fall-back's last
    sizes: str


USES = {
    "card": Use((480,), "(min-width: 60rem) 22rem, 92vw"),
    "text": Use((480, 960), "(min-width: 48rem) 40rem, 92vw"),
    "lead": Use((480, 960, 1440), "(min-width: 62rem) 46rem, 96vw"),
}


def _spec(width: int, kind: str) -> str:
    return f"width-{width}|format-{kind}"


def specs(use: str) -> list[str]:
    widths = USES[use].widths
    return [_spec(width, kind) for kind in MODERN_FORMATS for width in widths] + [
        _spec(widths[-1], FALLBACK_FORMAT)
    ]


def all_specs() -> list[str]:
    return sorted({spec for use in USES for spec in specs(use)})


def make_all(image) -> None:
    """Every rendition that a page may ask for. A picture that cannot be resized is logged and left as it is."""
    try:
        image.get_renditions(*all_specs())
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.exception("picture_not_resized", extra={"picture": image.pk})


def drawn_in(page) -> dict[str, set[str]]:
    """{key of a picture: the fields of the page, as it is in memory, that show it}."""
    from .models import PressImage

    image_type = ContentType.objects.get_for_model(PressImage).pk
    found = defaultdict(set)
    for type_id, key, path, _place in ReferenceIndex._extract_references_from_object(page):
        if type_id == image_type:
            found[key].add(path.partition(".")[0])
    return found


def make_for(pages: Iterable) -> None:
    """The renditions of every picture that these pages draw, in their fields and in their texts."""
    from .models import PressImage

    keys = {key for page in pages for key in drawn_in(page)}
    for image in PressImage.objects.filter(pk__in=keys).prefetch_related("renditions"):
        make_all(image)


@dataclass(frozen=True)
class Original:
    """Stands in for a rendition that is not there."""

    url: str
    width: int
    height: int


def sources(image, use: str) -> dict:
    """{"modern": [(mime type, srcset)], "fallback": rendition or Original, "sizes"}. Makes no rendition."""
    found = image.find_existing_renditions(*(Filter(spec) for spec in specs(use)))
    made = {filter_.spec: rendition for filter_, rendition in found.items()}
    widths = USES[use].widths
    fallback = made.get(_spec(widths[-1], FALLBACK_FORMAT))
    modern = []
    for kind in MODERN_FORMATS:
        # A small picture is never enlarged: several of its sizes may be one.
        rows = {row.width: row.url for width in widths if (row := made.get(_spec(width, kind)))}
        if rows:
            modern.append((f"image/{kind}", ", ".join(f"{url} {width}w" for width, url in rows.items())))
    return {
        "modern": modern,
        "fallback": fallback or Original(image.file.url, image.width, image.height),
        "sizes": USES[use].sizes,
    }
