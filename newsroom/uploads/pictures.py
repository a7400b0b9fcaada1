"""Pictures: the first frame, upright, drawn anew. Nothing but its pixels and its colours is kept.

Sizes are read before anything is decoded. EXIF (place, device, descriptions), IPTC, XMP, comments, further frames
and whatever hangs on the file do not survive; the colour profile does.
"""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS_BY_SUFFIX = {
    "avif": "AVIF",
    "gif": "GIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
FORMATS = sorted(set(FORMATS_BY_SUFFIX.values()))
# Formats kept as they come; a GIF is stored as PNG.
KEPT_FORMATS = {"JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 92}, "AVIF": {"quality": 85}}
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
PROFILE_LIMIT = 1024 * 1024  # bytes; those of printers reach half of it


def cleaned(content: bytes) -> tuple[bytes, str]:
    """The picture as it is stored, and the suffix of its format."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            _check_size(picture)
            kept = picture.format if picture.format in KEPT_FORMATS else "PNG"
            profile = _profile(picture)
            pixels = ImageOps.exif_transpose(picture)  # a copy, turned or not
        pixels.info = {}
        output = BytesIO()
        pixels.save(output, kept, icc_profile=profile, **KEPT_FORMATS[kept])
    except ValidationError:
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise too_large() from None
    except (
        Exception
    ) as error:  # readers of hostile bytes raise what they like, struct.error and KeyError among it
        raise ValidationError(
            _("This picture cannot be read: it is damaged or cut short. Export it again as JPEG or PNG.")
        ) from error
    return output.getvalue(), SUFFIXES[kept]


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content)) as picture:
        return picture.size


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise too_large()


def too_large() -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _("This picture has more than %(limit)d megapixels: make it smaller, then send it again.")
        % {"limit": limit}
    )


def _profile(picture: Image.Image) -> bytes | None:
    """The colour profile, if it is one: https://www.color.org/specification/ICC.1-2022-05.pdf, 7.2."""
    profile = picture.info.get("icc_profile") or b""
    is_one = profile[36:40] == b"acsp" and int.from_bytes(profile[:4]) == len(profile)
    return profile if is_one and len(profile) <= PROFILE_LIMIT else None
