"""Which files of a release are there, for pages that draw links to them: read with the page, without a query."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from newsroom import file_visibility, visibility
from newsroom.languages import TRANSLATION
from newsroom.models import PressImage, ReleaseFile


def annotation() -> ArraySubquery:
    """On releases that readers see: the rows that may be given, as `ready_files`."""
    rows = ReleaseFile.objects.filter(file_visibility.still_made_of(OuterRef("version")), page=OuterRef("pk"))
    columns = {
        "kind": "kind",
        "language": "language",
        "picture": "picture_id",
        "file": "file",
        "size": "size",
    }
    return ArraySubquery(
        rows.order_by("pk").values(row=JSONObject(**{name: F(of) for name, of in columns.items()}))
    )


def _rows(release, kind: str) -> Iterator[dict]:
    for row in getattr(release, "ready_files", ()):
        is_readable = row["language"] != TRANSLATION or visibility.is_english_public(release)
        if row["kind"] == kind and is_readable:
            yield row


def pdf(release) -> dict | None:
    """{"file", "size"} of the PDF in the language in which readers of the active one see the release."""
    rows = _rows(release, ReleaseFile.Kind.PDF)
    return next((row for row in rows if row["language"] == release.content_language), None)


def kit_size(release) -> int | None:
    """In bytes, once it is known."""
    return next((row["size"] for row in _rows(release, ReleaseFile.Kind.KIT)), None)


def pictures_in(release, language: str) -> Iterator[PressImage]:
    """The lead picture and those of the text in that language, as they are in memory; some may come twice."""
    if release.lead_image:
        yield release.lead_image
    for block in getattr(release, f"body_{language}") or ():
        if block.block_type == "picture" and block.value:
            yield block.value
        elif block.block_type == "gallery":
            yield from filter(None, block.value)


def give_originals(release) -> None:
    """Each picture of a release in memory knows its original with its notice, where there is one."""
    if getattr(release, "ready_files", ()):
        for picture in pictures_in(release, release.content_language):
            give_original(picture, release)


def give_original(picture: PressImage, release) -> None:
    rows = _rows(release, ReleaseFile.Kind.PICTURE)
    picture.original = next((row for row in rows if row["picture"] == picture.pk), None)
