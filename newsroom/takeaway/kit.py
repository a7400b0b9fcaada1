"""What the press kit of a public release holds: only what its pages give, in the languages in which readers see it."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from django.utils import translation
from django.utils.text import slugify

from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import PressDocument, PressImage, PressReleasePage
from newsroom.outputs import serializer, text
from newsroom.outputs.structure import Release

from . import archive, kit_texts, names, ready

logger = logging.getLogger(__name__)

LONGEST_NAME = 50
NEVER = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kit:
    entries: list[archive.Entry]
    at: datetime

    @property
    def size(self) -> int:
        return archive.size_of(self.entries)

    @property
    def mark(self) -> str:
        return archive.mark_of(self.entries, self.at)

    def stream(self) -> Iterator[bytes]:
        return archive.stream(self.entries, self.at)


@dataclass(frozen=True)
class _Version:
    """A release in one language: the row with what its page reads, and the structure of it."""

    code: str
    page: PressReleasePage
    release: Release


def of(release_id: int) -> Kit:
    """Empty of one that readers do not see."""
    versions = list(_versions(release_id))
    if not versions:
        return Kit([], NEVER)
    page = versions[0].page
    folder = names.stem(page)
    pictures = list(_pictures(versions))
    contents = [
        *_written(versions),
        *_printed(versions),
        *(row.entry for row in pictures),
        *_documents(versions),
    ]
    said = [*kit_texts.captions([(row.entry.name, row.image) for row in pictures], _codes(versions))]
    contents = [*kit_texts.readme([version.release for version in versions], contents), *contents, *said]
    placed = [archive.Entry(f"{folder}/{one.name}", one.size, one.mark, one.read) for one in contents]
    return Kit(placed, page.published_at or NEVER)


def _versions(release_id: int) -> Iterator[_Version]:
    for code in (REFERENCE, TRANSLATION):
        with translation.override(code):
            page = PressReleasePage.objects.visible_in(code).for_display().filter(pk=release_id).first()
            if page is not None:
                yield _Version(code, page, serializer.release(page))


def _codes(versions: list[_Version]) -> list[str]:
    return [version.code for version in versions]


def _written(versions: list[_Version]) -> Iterator[archive.Entry]:
    for version in versions:
        yield archive.text(
            f"{names.stem(version.page, version.code)}-{version.code}.txt", text.write(version.release)
        )


def _printed(versions: list[_Version]) -> Iterator[archive.Entry]:
    for version in versions:
        with translation.override(version.code):
            row = ready.pdf(version.page)
        if row:
            name = f"{names.stem(version.page, version.code)}-{version.code}.pdf"
            yield from _stored(name, row["file"])


@dataclass(frozen=True)
class _Picture:
    entry: archive.Entry
    image: PressImage


def _pictures(versions: list[_Version]) -> Iterator[_Picture]:
    """Each once, those of the French text first; with its notice in it where that is made."""
    found = {
        image.pk: image
        for version in reversed(versions)
        for image in ready.pictures_in(version.page, version.code)
        if image.is_shown
    }
    first = [image.pk for version in versions for image in ready.pictures_in(version.page, version.code)]
    for number, key in enumerate(dict.fromkeys(key for key in first if key in found), 1):
        image = found[key]
        stored_name = image.original["file"] if image.original else image.file.name
        suffix = PurePosixPath(stored_name).suffix
        name = f"pictures/{names.number(versions[0].page)}-{number:02}{suffix}"
        for entry in _stored(name, stored_name):
            yield _Picture(entry, image)


def _documents(versions: list[_Version]) -> Iterator[archive.Entry]:
    found: dict[int, PressDocument] = {}
    for version in versions:
        for block in getattr(version.page, f"body_{version.code}") or ():
            if block.block_type == "document" and block.value:
                found.setdefault(block.value.pk, block.value)
    taken: set[str] = set()
    for document in found.values():
        stem = slugify(document.title)[:LONGEST_NAME].strip("-") or "document"
        suffix = PurePosixPath(document.file.name).suffix
        number = 1
        while (name := f"documents/{stem}{'' if number == 1 else f'-{number}'}{suffix}") in taken:
            number += 1
        taken.add(name)
        yield from _stored(name, document.file.name)


def _stored(name: str, stored_name: str) -> Iterator[archive.Entry]:
    try:
        yield archive.stored(name, stored_name)
    except FileNotFoundError:
        logger.error("file_without_its_bytes", extra={"file": stored_name})
