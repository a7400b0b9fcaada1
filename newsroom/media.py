"""Pictures and files as they are stored: nothing but pixels, under names that nobody can guess; captions that are some."""

import re
import secrets
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.utils.file import hash_filelike

TOKEN_BYTES = 16  # 128 bits
# Formats kept as they come; anything else (GIF, HEIC…) is stored as PNG.
KEPT_FORMATS = {"JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 92}, "AVIF": {"quality": 85}}
CAPTIONS_BEGIN = re.compile(r"WEBVTT(?:\s|$)")


def unguessable_path(folder: str, filename: str) -> str:
    """folder/<128 random bits>/name.ext, the name in ASCII and at most 40 characters long."""
    name = PurePosixPath(filename)
    stem = slugify(name.stem)[:40] or "file"
    return str(PurePosixPath(folder) / secrets.token_hex(TOKEN_BYTES) / f"{stem}{name.suffix.lower()}")


def check_captions(file: File) -> None:
    """Raises ValidationError for a file that browsers would not take as captions.

    https://www.w3.org/TR/webvtt1/#file-structure: UTF-8, the word WEBVTT, then cues with their times.
    """
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("Captions must be saved as UTF-8 text.")) from None
    if not CAPTIONS_BEGIN.match(text):
        raise ValidationError(
            _("A caption file begins with the word WEBVTT: export it as WebVTT, not as SRT.")
        )
    if "-->" not in text:
        raise ValidationError(_("There is no caption in this file."))


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
