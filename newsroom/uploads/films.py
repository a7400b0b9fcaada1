"""Films: their outermost structure from the first byte to the last, so that nothing is hung on either end.

They are not written anew: no program of ours reads the pictures within. Browsers do that in a process of its own.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# https://mp4ra.org/registered-types/boxes: those that stand at the top of a file.
BOXES = {
    b"ftyp",
    b"free",
    b"mdat",
    b"meta",
    b"mfra",
    b"moof",
    b"moov",
    b"sidx",
    b"skip",
    b"ssix",
    b"styp",
    b"wide",
}
BOXES |= {b"emsg", b"pdin", b"prft", b"uuid"}
HEADER, SEGMENT, VOID = 0x1A45DFA3, 0x18538067, 0xEC  # https://www.rfc-editor.org/rfc/rfc8794


def _refused() -> ValidationError:
    return ValidationError(
        _("This film is damaged, or something hangs on it: export it again as MP4 (H.264) or WebM.")
    )


def checked_mp4(content: bytes) -> bytes:
    found = set(_boxes(content))
    if not found <= BOXES or not {b"moov", b"mdat"} <= found:
        raise _refused()
    return content


def _boxes(content: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(content):
        size, name = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(content[place + 8 : place + 16])
        elif size == 0:
            size = len(content) - place
        if size < 8 or place + size > len(content):
            raise _refused()
        yield name
        place += size


def checked_webm(content: bytes) -> bytes:
    """A header that says WebM, then one segment to the end; its size may be unknown, as a live recording's is."""
    header, place, size = _element(content, 0)
    if header != HEADER or b"webm" not in content[place : place + size]:
        raise _refused()
    place += size
    found = []
    while place < len(content):
        kind, place, size = _element(content, place)
        found.append(kind)
        place = len(content) if size < 0 else place + size
    if place != len(content) or SEGMENT not in found or set(found) - {SEGMENT, VOID}:
        raise _refused()
    return content


def _element(content: bytes, place: int) -> tuple[int, int, int]:
    """Identifier, place of the content, its size; -1 where it is not known."""
    identifier, place = _number(content, place, keeps_marker=True)
    begins = place
    size, place = _number(content, place, keeps_marker=False)
    is_unknown = size == (1 << 7 * (place - begins)) - 1
    return identifier, place, -1 if is_unknown else size


def _number(content: bytes, place: int, keeps_marker: bool) -> tuple[int, int]:
    first = content[place] if place < len(content) else 0
    length = 9 - first.bit_length()
    if length > 8 or place + length > len(content):
        raise _refused()
    number = int.from_bytes(content[place : place + length])
    return number if keeps_marker else number & ((1 << 7 * length) - 1), place + length
