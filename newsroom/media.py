"""Pictures and files as they are stored: nothing but pixels, under names that nobody can guess."""

import secrets
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image, ImageOps
from wagtail.utils.file import hash_filelike

TOKEN_BYTES = 16  # 128 bits
# Formats kept as they come; anything else (GIF, HEIC…) is stored as PNG.
KEPT_FORMATS = {"JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 92}, "AVIF": {"quality": 85}}


def unguessable_path(folder: str, filename: str) -> str:
    """folder/<128 random bits>/name.ext, the name in ASCII and at most 40 characters long."""
    name = PurePosixPath(filename)
    stem = slugify(name.stem)[:40] or "file"
    return str(PurePosixPath(folder) / secrets.token_hex(TOKEN_BYTES) / f"{stem}{name.suffix.lower()}")


def store_clean(image) -> None:
    """Replaces the uploaded bytes by the picture alone, turned as it was meant to be seen.

    EXIF (place, device, descriptions), IPTC, XMP and comments do not survive; the colour profile does.
    """
    image.file.open()
    with Image.open(image.file) as picture:
        kept = picture.format if picture.format in KEPT_FORMATS else "PNG"
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        pixels = upright.copy()
    pixels.info = {}
    output = BytesIO()
    pixels.save(output, kept, icc_profile=profile, **KEPT_FORMATS[kept])
    name = PurePosixPath(image.file.name).with_suffix("." + kept.lower().replace("jpeg", "jpg")).name
    image.file = ContentFile(output.getvalue(), name=name)
    image.width, image.height = pixels.size
    image.file_size, image.file_hash = output.tell(), hash_filelike(output)
