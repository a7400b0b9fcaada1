"""Which renditions a picture has: one table, shared by the pages and by whoever makes them ahead."""

from dataclasses import dataclass

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

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
    """Every rendition that a page may ask for, ahead of the first visitor."""
    image.get_renditions(*all_specs())


@dataclass(frozen=True)
class Original:
    """Stands in for a rendition that could not be made."""

    url: str
    width: int
    height: int


def sources(image, use: str) -> dict:
    """{"modern": [(mime type, srcset)], "fallback": rendition or Original, "sizes"}.

    A picture that cannot be resized is shown as it is: a page never fails for it.
    """
    widths = USES[use].widths
    try:
        made = image.get_renditions(*specs(use))
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        fallback = Original(image.file.url, image.width, image.height)
        return {"modern": [], "fallback": fallback, "sizes": USES[use].sizes}
    modern = [
        (
            f"image/{kind}",
            ", ".join(f"{(row := made[_spec(width, kind)]).url} {row.width}w" for width in widths),
        )
        for kind in MODERN_FORMATS
    ]
    return {"modern": modern, "fallback": made[_spec(widths[-1], FALLBACK_FORMAT)], "sizes": USES[use].sizes}
