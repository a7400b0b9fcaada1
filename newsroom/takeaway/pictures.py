"""The originals of a public release's pictures, each with its notice in it: copies under names of their own.

A stored name never changes its bytes, so a copy is made again, under another name, when its words change; until then,
and where a file can hold no notice, the picture's own file is given.
"""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import translation

from newsroom import captions, gone, languages
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import GoneFile, PressImage, PressReleasePage, ReleaseFile
from newsroom.typography import smarten

from . import names
from .ready import pictures_in

logger = logging.getLogger(__name__)

VERSION = "1"  # of what is written: another number, and every copy is made anew


def make(release: PressReleasePage, codes: list[str]) -> None:
    """`codes`: the languages in which readers see it."""
    wanted = {image.pk: image for code in codes for image in pictures_in(release, code) if image.is_shown}
    rows = {row.picture_id: row for row in release.release_files.filter(kind=ReleaseFile.Kind.PICTURE)}
    for number, image in enumerate(wanted.values(), 1):
        _make(release, image, codes, number, rows.pop(image.pk, None))
    forget(list(rows.values()))


def forget(rows: list[ReleaseFile]) -> None:
    """Their addresses are gone, not unknown."""
    with transaction.atomic():
        gone.mark(rows, GoneFile.Reason.CORRECTED)
        for row in rows:
            row.delete()


def _make(release, image: PressImage, codes: list[str], number: int, row: ReleaseFile | None) -> None:
    notice = notice_of(image, release, codes)
    digest = hashlib.sha256(f"{VERSION} {image.file.name} {notice}".encode()).hexdigest()
    if row and row.digest == digest:
        return
    try:
        with image.file.storage.open(image.file.name) as file:
            content = captions.captioned(file.read(), notice)
    except OSError:  # the others are made all the same
        logger.exception("picture_not_captioned", extra={"picture": image.pk})
        return
    if row:
        forget([row])
    if content is None:
        return
    copy = ReleaseFile(page_id=release.pk, kind=ReleaseFile.Kind.PICTURE, picture=image, digest=digest)
    copy.language = TRANSLATION if TRANSLATION in codes else REFERENCE
    copy.version, copy.size = release.version, len(content)
    suffix = image.file.name.rpartition(".")[2]
    copy.file.save(f"{names.number(release)}-{number:02}.{suffix}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            copy.save()
    except IntegrityError:  # another process was faster
        copy.file.storage.delete(copy.file.name)


def notice_of(image: PressImage, release, codes: list[str]) -> captions.Notice:
    """In these languages; what has no words in one is left out."""

    def texts(name: str) -> dict[str, str]:
        return {code: smarten(getattr(image, f"{name}_{code}") or "", code) for code in codes}

    usage = {}
    for code in codes:
        with translation.override(code):
            usage[code] = str(image.get_licence_display())
    return captions.Notice(
        captions=texts("caption"),
        alts=texts("alt"),
        usage=usage,
        credit=smarten(image.credit, languages.REFERENCE),
        reference=release.reference or "",
        address=release.url_in(REFERENCE, full=True),
    )
