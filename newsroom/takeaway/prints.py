"""The PDF of a public release, one a language: printed when what it says is not what the one that is there says."""

import hashlib
import logging
from contextlib import nullcontext
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from PIL import Image

from newsroom import approval, clock, dates, file_visibility
from newsroom.models import PressImage, PressReleasePage, ReleaseFile
from newsroom.origin import absolute
from newsroom.outputs import serializer
from newsroom.printing import Printer

from . import names, paper
from .ready import pictures_in

logger = logging.getLogger(__name__)

SIDE = 1600  # pixels: 250 to the inch over the width of the text
QUALITY = 85


def printer() -> Printer:
    return Printer(paper.resources())


def make(release: PressReleasePage, codes: list[str], shared: Printer | None = None) -> None:
    """`codes`: the languages in which readers see it. Raises NotPrinted when one of them could not be."""
    with nullcontext(shared) if shared else printer() as press:
        for code in codes:
            _make(release.pk, code, press)
    release.release_files.filter(kind=ReleaseFile.Kind.PDF).exclude(language__in=codes).delete()


def _make(release_id: int, code: str, press: Printer) -> None:
    with translation.override(code):
        page = (
            PressReleasePage.objects.visible().select_related("release_type", "lead_image").get(pk=release_id)
        )
        html = paper.write(serializer.release(page))
        shown = [image for image in pictures_in(page, code) if image.is_shown]
    digest = _digest(html)
    rows = page.release_files.filter(kind=ReleaseFile.Kind.PDF, language=code)
    if rows.filter(digest=digest, version=page.version).exists():
        return
    given = pictures_of(page, code)
    today = dates.long_date(clock.today(), code)
    content = press.print(html.replace(paper.MADE_ON, today), given)
    until = file_visibility.first_end_of_consent(shown)
    _keep(page, code, content, {"digest": digest, "shown_until": until})


def pictures_of(page: PressReleasePage, code: str) -> dict[str, bytes]:
    """By the addresses by which its HTML names them."""
    shown = [image for image in pictures_in(page, code) if image.is_shown]
    return {
        absolute(image.original_url): _for_print(image)
        for image in {image.pk: image for image in shown}.values()
    }


@transaction.atomic
def _keep(page: PressReleasePage, code: str, content: bytes, values: dict) -> None:
    """Unless the release was withdrawn, or written anew, while it was printed: it is asked for again then."""
    approval.lock(page)
    if not PressReleasePage.objects.visible_in(code).filter(pk=page.pk, version=page.version).exists():
        return
    page.release_files.filter(kind=ReleaseFile.Kind.PDF, language=code).delete()
    row = ReleaseFile(
        page_id=page.pk, kind=ReleaseFile.Kind.PDF, language=code, version=page.version, **values
    )
    row.size = len(content)
    row.file.save(f"{names.stem(page, code)}.pdf", ContentFile(content), save=False)
    row.save()


def _digest(html: str) -> str:
    parts = [html.encode(), *paper.resources().values()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _for_print(image: PressImage) -> bytes:
    """Upright already, as it was stored; small enough for paper. One that cannot be read is not drawn."""
    try:
        with image.file.storage.open(image.file.name) as file, Image.open(file) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            picture.thumbnail((SIDE, SIDE))
            output = BytesIO()
            if picture.mode in {"RGB", "L"}:
                profile = picture.info.get("icc_profile")
                picture.save(output, "JPEG", quality=QUALITY, icc_profile=profile)
            else:
                picture.convert("RGBA").save(output, "PNG")
            return output.getvalue()
    except OSError:
        logger.exception("picture_not_printed", extra={"picture": image.pk})
        return b""
