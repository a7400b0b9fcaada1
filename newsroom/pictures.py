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

MODERN_FORMAT, FALLBACK_FORMAT = "avif", "jpeg"
NARROW = "(max-width: 39.99rem)"


@dataclass(frozen=True)
class Form:
    """One form of a picture. `fill` cuts around the focal point that the editor set; `width` keeps the whole."""

    sizes: tuple[str, ...]  # Wagtail's filters, the smallest first
    room: str  # what the style sheet leaves for it: the attribute `sizes`
    fallbacks: tuple[str, ...]  # those sizes for browsers without the modern format
    media: str = ""  # on which screens; empty: on all that no form before it takes

    def specs(self) -> list[str]:
        return [f"{size}|format-{MODERN_FORMAT}" for size in self.sizes] + [
            f"{size}|format-{FALLBACK_FORMAT}" for size in self.fallbacks
        ]


# The last form of each use is the one of wide screens; its fall-back serves everybody.
USES = {
    "thumb": (
        Form(("fill-240x240",), "6rem", (), NARROW),
        Form(("fill-480x320",), "11rem", ("fill-480x320",)),
    ),
    "card": (Form(("fill-480x320", "fill-720x480"), "(min-width: 60rem) 22rem, 92vw", ("fill-480x320",)),),
    "text": (Form(("width-480", "width-960"), "(min-width: 48rem) 40rem, 92vw", ("width-480", "width-960")),),
    "library": (
        Form(
            ("width-480", "width-960"),
            "(min-width: 62rem) 23rem, (min-width: 40rem) 45vw, 92vw",
            ("width-480",),
        ),
    ),
    "lead": (
        Form(
            ("width-480", "width-960", "width-1440"),
            "(min-width: 62rem) 46rem, 92vw",
            ("width-480", "width-960"),
        ),
    ),
    "front": (
        Form(("fill-480x400", "fill-960x800"), "92vw", (), NARROW),
        Form(
            ("fill-960x540", "fill-1440x810"),
            "(min-width: 76rem) 51rem, (min-width: 62rem) 65vw, 96vw",
            ("fill-960x540",),
        ),
    ),
}


def specs(use: str) -> list[str]:
    return [spec for form in USES[use] for spec in form.specs()]


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
    """What `<picture>` needs. Makes no rendition.

    {"modern": [{"media", "kind", "srcset", "room", "width", "height"}], "srcset": of the fall-back, "room",
    "fallback": rendition or Original}.
    """
    found = image.find_existing_renditions(*(Filter(spec) for spec in specs(use)))
    made = {filter_.spec: rendition for filter_, rendition in found.items()}
    *_narrow, wide = USES[use]
    fallbacks = _made(made, wide.fallbacks, FALLBACK_FORMAT)
    return {
        "modern": [
            {
                "media": form.media,
                "kind": f"image/{MODERN_FORMAT}",
                "srcset": _srcset(rows),
                "room": form.room,
                "width": rows[-1].width,
                "height": rows[-1].height,
            }
            for form in USES[use]
            if (rows := _made(made, form.sizes, MODERN_FORMAT))
        ],
        "fallback": fallbacks[-1] if fallbacks else Original(image.file.url, image.width, image.height),
        "srcset": _srcset(fallbacks) if len(fallbacks) > 1 else "",
        "room": wide.room,
    }


def preview_url(image) -> str:
    """Of a size for screens and paper; the original's where none was made."""
    return sources(image, "text")["fallback"].url


def _made(made: dict, sizes: Iterable[str], kind: str) -> list:
    """A small picture is never enlarged: several of its sizes may be one."""
    rows = [row for size in sizes if (row := made.get(f"{size}|format-{kind}"))]
    return list({row.width: row for row in rows}.values())


def _srcset(rows: Iterable) -> str:
    return ", ".join(f"{row.url} {row.width}w" for row in rows)
